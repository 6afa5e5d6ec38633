package org.bailiwick.authority;

import java.time.Instant;
import java.util.List;
import org.bailiwick.ledger.Actor;
import org.bailiwick.platform.PersonId;
import org.bailiwick.platform.ProviderId;
import org.jspecify.annotations.Nullable;

/** Who asks. */
public sealed interface Principal {
    /** How the ledger names this principal. */
    Actor actor();

    /**
     * Somebody signed in.
     *
     * @param acr authentication context class, as the provider stated it; null where it stated none
     * @param amr how they authenticated, in the provider's words (RFC 8176); empty where it stated none
     * @param session the id of the browser session or of the token
     * @param address where the request came from, as the server saw it; null where there is no request
     */
    record Person(PersonId id, ProviderId provider, String issuer, String subject, String name, @Nullable String acr,
            @Nullable Instant authenticatedAt, List<String> amr, String session, @Nullable String address)
            implements
                Principal {
        public Person {
            amr = List.copyOf(amr);
        }

        public Person(PersonId id, ProviderId provider, String issuer, String subject, String name,
                @Nullable String acr, @Nullable Instant authenticatedAt, String session) {
            this(id, provider, issuer, subject, name, acr, authenticatedAt, List.of(), session, null);
        }

        /** The same person, calling from this address. */
        public Person from(@Nullable String caller) {
            return new Person(id, provider, issuer, subject, name, acr, authenticatedAt, amr, session, caller);
        }

        @Override
        public Actor actor() {
            return new Actor(id, name, issuer, subject, session, acr, authenticatedAt, amr, address);
        }
    }

    /** The product itself, acting by a contract's leave. */
    record Product() implements Principal {
        @Override
        public Actor actor() {
            return Actor.PRODUCT;
        }
    }
}
