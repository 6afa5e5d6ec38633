package org.bailiwick.connector;

import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.bailiwick.platform.TenantId;
import org.bailiwick.platform.TenantTx;
import org.springframework.stereotype.Component;

/** The tenants' systems: sets, checks and opens connections to them. */
@Component
public final class Connections {
    public List<Connection> list(TenantTx tx) {
        throw new UnsupportedOperationException();
    }

    public Optional<Connection> find(TenantTx tx, long id) {
        throw new UnsupportedOperationException();
    }

    /** Opens a connector, in a transaction of its own for the secret; call it outside of one. */
    public Connector open(TenantId tenant, long id) {
        throw new UnsupportedOperationException();
    }

    /**
     * @param state {@code not known}, {@code ready}, {@code refused} or {@code unreachable}
     * @param problem why, in words, with the next step; empty when ready
     */
    public record Connection(TenantId tenant, long id, UUID publicId, String system, String name, String address,
            String state, Optional<String> problem, Optional<Long> provider) {}
}
