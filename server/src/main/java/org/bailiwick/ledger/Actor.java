package org.bailiwick.ledger;

import java.time.Instant;
import java.util.List;
import org.bailiwick.platform.PersonId;
import org.jspecify.annotations.Nullable;

/**
 * Who did something, in plain values. Name and address are erasable: they enter the entry as salted commitments.
 *
 * @param issuer issuer and subject identify a person at their provider; both null for the product itself
 * @param acr authentication context class as the provider stated it
 * @param amr how they authenticated, in the provider's words (RFC 8176); empty where it did not say
 * @param address where the request came from, as the server saw it; null where nobody called over HTTP
 */
public record Actor(@Nullable PersonId person, String name, @Nullable String issuer, @Nullable String subject,
        @Nullable String session, @Nullable String acr, @Nullable Instant authenticatedAt,
        List<String> amr, @Nullable String address) {
    public Actor {
        amr = List.copyOf(amr);
    }

    /** The product's own service principal, for what jobs do. */
    public static final Actor PRODUCT = new Actor(null, "Bailiwick", null, null, null, null, null);

    /** Nobody is signed in. */
    public static final Actor ANONYMOUS = anonymous(null);

    /** Somebody who did not call over HTTP, or of whom it is not known from where. */
    public Actor(@Nullable PersonId person, String name, @Nullable String issuer, @Nullable String subject,
            @Nullable String session, @Nullable String acr, @Nullable Instant authenticatedAt) {
        this(person, name, issuer, subject, session, acr, authenticatedAt, List.of(), null);
    }

    /** Nobody is signed in; the address is all that is known. */
    public static Actor anonymous(@Nullable String address) {
        return new Actor(null, "not signed in", null, null, null, null, null, List.of(), address);
    }

    boolean isAnonymous() {
        return equals(anonymous(address));
    }
}
