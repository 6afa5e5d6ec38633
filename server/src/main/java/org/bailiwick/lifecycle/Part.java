package org.bailiwick.lifecycle;

import java.util.Optional;
import java.util.UUID;
import org.bailiwick.platform.TenantId;

/**
 * What a case asks for in one of its tenants.
 *
 * @param request public id of the request there: asked twice, it is made once
 * @param why it was not permitted
 */
record Part(long id, UUID request, TenantId concerned, PartPlan plan, PartState state, Optional<String> why) {}
