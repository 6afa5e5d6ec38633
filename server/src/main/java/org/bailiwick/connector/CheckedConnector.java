package org.bailiwick.connector;

import java.util.Set;
import java.util.function.UnaryOperator;

/** Keeps what each preflight finds, so that a connection's state is that of its last try. */
record CheckedConnector(Connector opened, UnaryOperator<Preflight> keep) implements Connector {
    @Override
    public Preflight preflight() {
        return keep.apply(opened.preflight());
    }

    @Override
    public void observe(ObservationSink sink) {
        opened.observe(sink);
    }

    @Override
    public Reading readOne(ReadKey key) {
        return opened.readOne(key);
    }

    @Override
    public Receipt apply(Alteration alteration, String idempotencyKey, Expected expectedBefore) {
        return opened.apply(alteration, idempotencyKey, expectedBefore);
    }

    @Override
    public Set<Class<? extends Alteration>> capabilities() {
        return opened.capabilities();
    }

    @Override
    public RateLimit rateLimit() {
        return opened.rateLimit();
    }

    @Override
    public void close() {
        opened.close();
    }
}
