package org.bailiwick.register;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.bailiwick.platform.ReadTx;
import org.bailiwick.platform.TenantId;
import org.bailiwick.platform.TenantTx;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** The SQL of whose turn it is to be read again; only of connections that are not disconnected. */
@Component
final class TurnStore {
    private static final String TURNS = """
                                        select c.tenant_id, c.connection_id, c.name,
                                          exists (select from snapshot s where s.tenant_id = c.tenant_id
                                            and s.connection_id = c.connection_id
                                            and s.state in ('requested', 'running')) as under_way,
                                          (select s.ended_at from snapshot s where s.tenant_id = c.tenant_id
                                            and s.connection_id = c.connection_id and s.ended_at is not null
                                            order by s.requested_at desc limit 1) as ended_at
                                        from connection c where c.disconnected_at is null
                                        """;

    /**
     * @param underWay whether a reading waits or runs
     * @param ended when the last reading did; null where none ever has
     */
    record Turn(TenantId tenant, long connection, String name, boolean underWay, @Nullable Instant ended) {}

    List<Turn> all(ReadTx tx) {
        return tx.sql(TURNS + "order by c.tenant_id, c.connection_id").query(TurnStore::turn).list();
    }

    List<Turn> of(TenantTx tx) {
        return tx.sql(TURNS + "and c.tenant_id = :tenant").query(TurnStore::turn).list();
    }

    /** Nobody disconnects it before this transaction ends. */
    Optional<Turn> locked(TenantTx tx, long connection) {
        return tx.sql(TURNS + "and c.tenant_id = :tenant and c.connection_id = :connection for key share of c")
                .param("connection", connection).query(TurnStore::turn).optional();
    }

    private static Turn turn(ResultSet row, int number) throws SQLException {
        return new Turn(new TenantId(row.getInt("tenant_id")), row.getLong("connection_id"), row.getString("name"),
                row.getBoolean("under_way"), Rows.timeOrNull(row, "ended_at"));
    }
}
