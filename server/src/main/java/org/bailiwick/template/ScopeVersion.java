package org.bailiwick.template;

import java.time.Instant;
import java.util.Optional;
import java.util.UUID;
import org.bailiwick.platform.PersonId;
import org.bailiwick.platform.TenantId;

/**
 * A version of a tenant's expected scope; its content is immutable.
 *
 * @param hash SHA-256 of the canonical content, hexadecimal
 * @param state {@code proposed}, {@code approved} (in force), {@code refused} or {@code superseded}
 * @param people how many accounts it expects
 * @param proposedByName as the tenant knows the person now; empty where it does not
 */
public record ScopeVersion(TenantId tenant, long id, UUID publicId, int version, String hash, String state, int people,
        PersonId proposedBy, Optional<String> proposedByName, Instant proposedAt, Instant stateAt) {
    public boolean proposed() {
        return state.equals("proposed");
    }

    public boolean inForce() {
        return state.equals("approved");
    }
}
