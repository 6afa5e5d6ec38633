package org.bailiwick.connector;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Types;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.UUID;
import org.bailiwick.connector.Connections.Connection;
import org.bailiwick.connector.Connections.Wanted;
import org.bailiwick.platform.ReadTx;
import org.bailiwick.platform.TenantId;
import org.bailiwick.platform.TenantTx;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.json.JsonMapper;

/** The SQL of connections. */
@Component
final class ConnectionStore {
    private static final String COLUMNS = """
                                          select tenant_id, connection_id, public_id, system, name, address, settings,
                                            sealed_secret, external_key, provider_id, state, problem, checked_at,
                                            disconnected_at
                                          from connection where tenant_id = :tenant
                                          """;
    private final JsonMapper json = JsonMapper.shared();

    /** Of a connection, and never its secret. */
    record Settings(long id, String system, Map<String, String> values) {}

    record Row(Connection connection, byte @Nullable [] sealedSecret) {}

    List<Connection> list(TenantTx tx) {
        return tx.sql(COLUMNS + "order by lower(name), connection_id").query(this::row).list().stream()
                .map(Row::connection).toList();
    }

    List<Settings> settings(ReadTx tx, Set<TenantId> tenants) {
        return tx.sql("""
                      select connection_id, system, settings from connection
                      where tenant_id = any(:tenants) order by connection_id""")
                .param("tenants", tenants.stream().map(TenantId::value).toArray(Integer[]::new))
                .query((row, number) -> new Settings(row.getLong("connection_id"), row.getString("system"),
                        settings(row)))
                .list();
    }

    private Map<String, String> settings(ResultSet row) throws SQLException {
        return json.readValue(row.getString("settings"), new TypeReference<Map<String, String>>() {
        });
    }

    Optional<Connection> find(TenantTx tx, long id) {
        return row(tx, id).map(Row::connection);
    }

    Optional<Row> row(TenantTx tx, long id) {
        return tx.sql(COLUMNS + "and connection_id = :id").param("id", id).query(this::row).optional();
    }

    /** As {@link #find}; nobody else changes it before this transaction ends. */
    Optional<Connection> locked(TenantTx tx, long id) {
        return tx.sql(COLUMNS + "and connection_id = :id for update").param("id", id).query(this::row).optional()
                .map(Row::connection);
    }

    Optional<Connection> named(TenantTx tx, String system, String name) {
        return tx.sql(COLUMNS + "and system = :system and name = :name order by connection_id limit 1")
                .param("system", system).param("name", name).query(this::row).optional().map(Row::connection);
    }

    Optional<Connection> connectedTo(TenantTx tx, String system, String externalKey) {
        return tx.sql(COLUMNS + "and system = :system and external_key = :key").param("system", system)
                .param("key", externalKey).query(this::row).optional().map(Row::connection);
    }

    long next(TenantTx tx) {
        return tx.sql("select nextval('row_id')").query(Long.class).single();
    }

    void insert(TenantTx tx, long id, UUID publicId, Wanted wanted, byte[] sealed, Found found) {
        bound(tx.sql("""
                     insert into connection (tenant_id, connection_id, public_id, system, name, address, settings,
                       sealed_secret, external_key, provider_id, state, problem, checked_at)
                     values (:tenant, :id, :public, :system, :name, :address, :settings,
                       :sealed, :key, :provider, :state, :problem, :now)""")
                .param("public", publicId).param("system", wanted.system()), id, wanted, sealed, found).update();
    }

    /** A key once pinned stays; where there was none yet, the one that was found is pinned. */
    void update(TenantTx tx, long id, Wanted wanted, byte[] sealed, Found found) {
        bound(tx.sql("""
                     update connection set name = :name, address = :address, settings = :settings,
                       sealed_secret = :sealed, external_key = coalesce(external_key, :key), provider_id = :provider,
                       state = :state, problem = :problem, checked_at = :now, disconnected_at = null,
                       reconnected_at = case when disconnected_at is null then reconnected_at else :now end
                     where tenant_id = :tenant and connection_id = :id"""), id, wanted, sealed, found).update();
    }

    int checked(TenantTx tx, long id, Found found) {
        return tx.sql("""
                      update connection set external_key = coalesce(external_key, :key), state = :state,
                        problem = :problem, checked_at = :now
                      where tenant_id = :tenant and connection_id = :id and disconnected_at is null""")
                .param("id", id).param("key", found.externalKey().orElse(null)).param("state", found.state())
                .param("problem", found.problem().orElse(null)).update();
    }

    private JdbcClient.StatementSpec bound(JdbcClient.StatementSpec statement, long id, Wanted wanted, byte[] sealed,
            Found found) {
        return statement.param("id", id).param("name", wanted.name()).param("address", wanted.address())
                .param("settings", json.writeValueAsString(new TreeMap<>(wanted.settings())))
                .param("sealed", sealed).param("key", found.externalKey().orElse(null))
                .param("provider", wanted.provider().orElse(null), Types.BIGINT)
                .param("state", found.state()).param("problem", found.problem().orElse(null));
    }

    private Row row(ResultSet row, int number) throws SQLException {
        var provider = row.getObject("provider_id", Long.class);
        var checked = row.getObject("checked_at", OffsetDateTime.class);
        return new Row(new Connection(new TenantId(row.getInt("tenant_id")), row.getLong("connection_id"),
                row.getObject("public_id", UUID.class), row.getString("system"), row.getString("name"),
                row.getString("address"),
                settings(row),
                Optional.ofNullable(row.getString("external_key")), row.getString("state"),
                Optional.ofNullable(row.getString("problem")), Optional.ofNullable(provider),
                Optional.ofNullable(checked).map(OffsetDateTime::toInstant),
                Optional.ofNullable(row.getObject("disconnected_at", OffsetDateTime.class))
                        .map(OffsetDateTime::toInstant)),
                row.getBytes("sealed_secret"));
    }

    void forgetState(TenantTx tx) {
        tx.sql("""
               update connection set state = 'not known', problem = null
               where tenant_id = :tenant and disconnected_at is null""").update();
    }

    /** Before it ends: waits for whoever merges a reading of the system or orders a change in it, and they for this. */
    void lock(TenantTx tx, UUID publicId) {
        tx.sql("""
               select connection_id from connection where tenant_id = :tenant and public_id = :public
               for update""").param("public", publicId).query(Long.class).optional();
    }

    /** The row no longer holds the secret, in whatever form. */
    void disconnect(TenantTx tx, long id) {
        tx.sql("""
               update connection set sealed_secret = null, state = 'disconnected', problem = null,
                 disconnected_at = :now
               where tenant_id = :tenant and connection_id = :id""").param("id", id).update();
    }
}
