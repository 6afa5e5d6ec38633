package org.bailiwick.connector;

import java.util.Set;

/**
 * An open way into one system of one tenant. Grant-shaped and small: see what is there, read one thing again, set one
 * thing. It never says "done", only what the system answered.
 */
public interface Connector extends AutoCloseable {
    Preflight preflight();

    /** Streams what is there. Never throws for what the system does: a failure is an incomplete kind. */
    void observe(ObservationSink sink);

    /** The direct read that verifies, by another path than a write's answer. */
    Reading readOne(ReadKey key);

    /**
     * @param idempotencyKey the same for every try of the same step; sent where the system supports it
     * @param expectedBefore what must be true before, or nothing is sent
     */
    Receipt apply(Alteration alteration, String idempotencyKey, Expected expectedBefore);

    /** What can be altered here; what is not in it is said before, not after. */
    Set<Class<? extends Alteration>> capabilities();

    RateLimit rateLimit();

    @Override
    void close();

    /** What must hold before an alteration is sent. */
    enum Expected {
        /** The membership is there (to be removed), or the account is in the state to be changed. */
        AS_PLANNED,
        /** Nothing is known about the state before: used after a lost answer, relying on "set X". */
        NOT_KNOWN
    }

    /** @param requestsPerSecond what the connector allows itself */
    record RateLimit(int requestsPerSecond, int atOnce) {}
}
