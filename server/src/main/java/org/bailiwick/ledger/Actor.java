package org.bailiwick.ledger;

import java.time.Instant;
import org.bailiwick.platform.PersonId;
import org.jspecify.annotations.Nullable;

/**
 * Who did something, in plain values. The name is erasable: it enters the entry as a salted commitment.
 *
 * @param issuer issuer and subject identify a person at their provider; both null for the product itself
 * @param acr authentication context class as the provider stated it
 */
public record Actor(@Nullable PersonId person, String name, @Nullable String issuer, @Nullable String subject,
        @Nullable String session, @Nullable String acr, @Nullable Instant authenticatedAt) {
    /** The product's own service principal, for what jobs do. */
    public static final Actor PRODUCT = new Actor(null, "Bailiwick", null, null, null, null, null);

    /** Nobody is signed in. */
    public static final Actor ANONYMOUS = new Actor(null, "not signed in", null, null, null, null, null);
}
