package org.bailiwick.approval;

import java.time.Instant;
import java.util.Optional;
import java.util.UUID;
import org.bailiwick.platform.PersonId;
import org.bailiwick.platform.TenantId;

/**
 * A question to whoever holds a capability in the tenant, and its answer.
 *
 * @param title what it is about, for people
 * @param capability what the answer needs
 * @param until after this it can neither be given nor used
 * @param decided empty while nobody answered
 * @param reason of a refusal always, of a yes where one was given
 */
public record Approval(TenantId tenant, long id, UUID publicId, Subject subject, String title, String capability,
        By requested, Instant until, UUID correlation, ApprovalState state, Optional<By> decided,
        Optional<String> reason) {
    /** @param name as the tenant knows the person now; empty where it does not */
    public record By(PersonId person, Optional<String> name, Instant at) {}
}
