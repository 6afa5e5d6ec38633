package org.bailiwick.authority;

import java.time.Instant;
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
     * @param session the id of the browser session or of the token
     */
    record Person(PersonId id, ProviderId provider, String issuer, String subject, String name, @Nullable String acr,
            @Nullable Instant authenticatedAt, String session) implements Principal {
        @Override
        public Actor actor() {
            return new Actor(id, name, issuer, subject, session, acr, authenticatedAt);
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
