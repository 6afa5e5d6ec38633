package org.bailiwick.risk;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What rules look at in the secret, key or certificate of a non-human account.
 *
 * @param createdAt null where the system does not say
 * @param expiresAt null where it never ends
 * @param privileged what its account effectively holds of critical or high tier
 */
public record CredentialFacts(long id, String username, String kind, @Nullable String label,
        @Nullable Instant createdAt, @Nullable Instant expiresAt, List<Held> privileged) {
    public CredentialFacts {
        privileged = List.copyOf(privileged);
    }
}
