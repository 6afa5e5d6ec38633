package org.bailiwick.register;

import java.util.function.BiFunction;
import org.bailiwick.connector.Connections;
import org.bailiwick.connector.Connector;
import org.bailiwick.platform.TenantId;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.stereotype.Component;

/** Opens the way into the system that is to be read. */
@Component("systemsToRead")
final class Systems {
    private final BiFunction<TenantId, Long, Connector> opening;

    @Autowired
    Systems(Connections connections) {
        this(connections::open);
    }

    Systems(BiFunction<TenantId, Long, Connector> opening) {
        this.opening = opening;
    }

    /** Never inside a transaction. */
    Connector open(TenantId tenant, long connection) {
        return opening.apply(tenant, connection);
    }
}
