package org.bailiwick.assess.rule;

import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What rules need to know of the credential of a client or service account.
 *
 * @param kind for example {@code client secret}
 * @param held the tier of what can be reached with it
 */
public record CredentialFacts(String kind, @Nullable Instant createdAt, @Nullable Instant expiresAt,
        Optional<Severity> held) {}
