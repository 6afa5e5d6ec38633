package org.bailiwick.change;

import java.util.function.BiFunction;
import org.bailiwick.connector.Connections;
import org.bailiwick.connector.Connector;
import org.bailiwick.platform.TenantId;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.stereotype.Component;

/** Opens the way into the system that a change concerns. */
@Component
final class Systems {
    private final BiFunction<TenantId, Long, Connector> opening;

    @Autowired
    Systems(Connections connections) {
        this(connections::open);
    }

    Systems(BiFunction<TenantId, Long, Connector> opening) {
        this.opening = opening;
    }

    sealed interface Opening {
        record Opened(Connector connector) implements Opening {}

        record Failed(String reason) implements Opening {}
    }

    /** Never inside a transaction. A connection that is gone, or whose secret does not open, reaches nothing. */
    Opening open(ChangeOrder order) {
        try {
            return new Opening.Opened(opening.apply(order.tenant(), order.connection()));
        } catch (IllegalStateException notOpened) {
            return new Opening.Failed("the connection cannot be opened: " + notOpened.getMessage());
        }
    }
}
