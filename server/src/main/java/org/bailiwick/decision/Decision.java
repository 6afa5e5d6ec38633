package org.bailiwick.decision;

import java.time.Instant;
import java.util.Optional;
import java.util.UUID;
import org.bailiwick.platform.PersonId;
import org.bailiwick.platform.TenantId;

/**
 * What a person decided about a grant, under which authority and why.
 *
 * @param personName as the tenant knows the person now; empty where it does not
 * @param change the public id of the change it ordered
 */
public record Decision(TenantId tenant, UUID publicId, DecisionKind kind, PersonId person, Optional<String> personName,
        String justification, Optional<Ticket> ticket, Instant decidedAt, Optional<UUID> change) {}
