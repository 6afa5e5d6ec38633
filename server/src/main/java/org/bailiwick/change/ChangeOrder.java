package org.bailiwick.change;

import java.util.UUID;
import org.bailiwick.platform.TenantId;

/** One change in one tenant's system. */
public record ChangeOrder(TenantId tenant, long id, UUID publicId, ChangeState state, boolean automatic) {}
