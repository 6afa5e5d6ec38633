package org.bailiwick.ledger.log;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.function.IntFunction;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.bailiwick.platform.TenantTx;
import org.bailiwick.proof.MalformedProofException;
import org.bailiwick.proof.note.SignedCheckpoint;
import org.springframework.stereotype.Component;

/** A tenant's log as people and jobs read it, and what the heads log has of it. */
@Component
final class LogReadStore {
    private static final int MOST_FORGED = 100;
    private static final String COLUMNS = "size, key_generation, root, note, signed_at";

    private final LogKeys keys;

    LogReadStore(LogKeys keys) {
        this.keys = keys;
    }

    /** @param generation of the key that signed last */
    record Newest(SignedCheckpoint signed, int generation, Instant signedAt) {}

    private record Row(LogContent.Signed stored, Instant signedAt) {
        Newest read() {
            return new Newest(SignedCheckpoint.parse(stored.note().getBytes(UTF_8)), stored.keyGeneration(), signedAt);
        }
    }

    /** @param note the tenant's checkpoint as it was entered */
    record Head(long headsIndex, String note) {}

    record Stop(Instant at, String why) {}

    UUID publicId(TenantTx tx) {
        return tx.sql("select public_id from tenant where tenant_id = :tenant").query(UUID.class).single();
    }

    Map<UUID, Long> positions(TenantTx tx, Collection<UUID> events) {
        if (events.isEmpty()) {
            return Map.of();
        }
        return tx.sql("""
                      select event_id, leaf_index from ev_leaf
                      where tenant_id = :tenant and event_id in (:events)""").param("events", events)
                .query((row, number) -> Map.entry(row.getObject("event_id", UUID.class), row.getLong("leaf_index")))
                .list().stream().collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue));
    }

    Optional<Newest> newest(TenantTx tx) {
        return first(() -> keys.originOf(publicId(tx)),
                most -> tx.sql("""
                               select %s from ev_checkpoint where tenant_id = :tenant
                               order by size desc, key_generation desc limit :most"""
                        .formatted(COLUMNS)).param("most", most).query(LogReadStore::row).list());
    }

    /** The bodies from {@code from} on, in order; fewer where there are not as many. */
    List<byte[]> bodies(TenantTx tx, long from, int count) {
        return tx.sql("""
                      select e.body from ev_leaf l
                      join ev_entry e on e.tenant_id = l.tenant_id and e.event_id = l.event_id
                      where l.tenant_id = :tenant and l.leaf_index >= :from and l.leaf_index < :to
                      order by l.leaf_index""").param("from", from).param("to", from + count).query(byte[].class)
                .list();
    }

    List<TenantLogs.Stored> stored(TenantTx tx, long from, int most, long bytes) {
        return tx.sql("""
                      select leaf_index, body from (
                        select l.leaf_index, e.body,
                          sum(coalesce(octet_length(e.body), 0)) over (order by l.leaf_index) as bytes
                        from ev_leaf l
                        left join ev_entry e on e.tenant_id = l.tenant_id and e.event_id = l.event_id
                        where l.tenant_id = :tenant and l.leaf_index >= :from and l.leaf_index < :to) s
                      where bytes <= :bytes or leaf_index = :from order by leaf_index""").param("from", from)
                .param("to", from + most).param("bytes", bytes)
                .query((row, number) -> new TenantLogs.Stored(row.getLong("leaf_index"), row.getBytes("body")))
                .list();
    }

    Optional<byte[]> body(TenantTx tx, UUID event) {
        return tx.sql("select body from ev_entry where tenant_id = :tenant and event_id = :event")
                .param("event", event).query(byte[].class).optional();
    }

    Optional<Stop> stop(TenantTx tx) {
        return tx.sql("""
                      select at, state, why from ev_log_state where tenant_id = :tenant
                      order by state_id desc limit 1""")
                .query((row, number) -> row.getString("state").equals("stopped")
                        ? Optional.of(new Stop(at(row, "at"), row.getString("why")))
                        : Optional.<Stop>empty())
                .optional().flatMap(found -> found);
    }

    /** The same of the heads log. */
    Optional<Stop> headsStop(TenantTx tx) {
        return tx.sql("select at, state, why from head_state order by state_id desc limit 1")
                .query((row, number) -> row.getString("state").equals("stopped")
                        ? Optional.of(new Stop(at(row, "at"), row.getString("why")))
                        : Optional.<Stop>empty())
                .optional().flatMap(found -> found);
    }

    /** The newest that was entered among the first {@code size} entries of the heads log. */
    Optional<Head> head(TenantTx tx, long size) {
        return tx.sql("""
                      select heads_index, note from ev_head where tenant_id = :tenant and heads_index < :size
                      order by heads_index desc limit 1""").param("size", size)
                .query((row, number) -> new Head(row.getLong("heads_index"), row.getString("note"))).optional();
    }

    Optional<LogAudit> audit(TenantTx tx) {
        return tx.sql("""
                      select passed_at, size, fault, fault_index, fault_since, fault_count, fault_indexes, faults,
                        waits_since
                      from ev_audit
                      where tenant_id = :tenant""")
                .query((row, number) -> new LogAudit(at(row, "passed_at"), row.getLong("size"),
                        row.getString("fault"), row.getObject("fault_index", Long.class),
                        row.getString("fault") == null ? null : at(row, "fault_since"), AuditStore.faults(row),
                        row.getLong("fault_count"),
                        row.getObject("waits_since") == null ? null : at(row, "waits_since")))
                .optional();
    }

    /** The checkpoint of the heads log of this size. */
    Optional<SignedCheckpoint> heads(TenantTx tx, long size) {
        return first(keys::heads, most -> tx.sql("""
                                                 select %s from head_checkpoint where size = :size
                                                 order by key_generation desc limit :most""".formatted(COLUMNS))
                .param("size", size).param("most", most).query(LogReadStore::row).list()).map(Newest::signed);
    }

    Optional<Newest> newestOfHeads(TenantTx tx) {
        return first(keys::heads, most -> tx.sql("""
                                                 select %s from head_checkpoint
                                                 order by size desc, key_generation desc limit :most"""
                .formatted(COLUMNS)).param("most", most).query(LogReadStore::row).list());
    }

    /** Since when there is a checkpoint of the heads log that holds this entry of it, as the rows say. */
    Instant headsSince(TenantTx tx, long headsIndex) {
        return tx.sql("select signed_at from head_checkpoint where size > :index order by size, key_generation limit 1")
                .param("index", headsIndex).query((row, number) -> at(row, "signed_at")).single();
    }

    /**
     * The first that the log signed: what else stands in a row keeps nobody from it, and the self-audit names it. Where the
     * log signed none of the first rows, as where its keys are not here, the first that is a checkpoint.
     *
     * @throws LogUnreadableException where there are rows, and none of the first is a checkpoint
     */
    private Optional<Newest> first(Supplier<String> origin, IntFunction<List<Row>> rows) {
        var newest = rows.apply(1);
        if (newest.isEmpty()) {
            return Optional.empty();
        }
        if (isSigned(newest.getFirst(), origin.get())) {
            return Optional.of(newest.getFirst().read());
        }
        var more = rows.apply(MOST_FORGED);
        return more.stream().filter(row -> isSigned(row, origin.get())).findFirst().map(Row::read)
                .or(() -> more.stream().flatMap(row -> readable(row).stream()).findFirst())
                .or(() -> {
                    throw new LogUnreadableException(
                            "no checkpoint of `%s` that is stored is one".formatted(origin.get()));
                });
    }

    private boolean isSigned(Row row, String origin) {
        return CheckpointSignature.of(row.stored(), origin, keys) == CheckpointSignature.HOLDS;
    }

    private static Optional<Newest> readable(Row row) {
        try {
            return Optional.of(row.read());
        } catch (MalformedProofException damaged) {
            return Optional.empty();
        }
    }

    private static Row row(ResultSet row, int number) throws SQLException {
        return new Row(new LogContent.Signed(row.getLong("size"), row.getInt("key_generation"),
                row.getBytes("root"), row.getString("note")), at(row, "signed_at"));
    }

    private static Instant at(ResultSet row, String column) throws SQLException {
        return row.getObject(column, OffsetDateTime.class).toInstant();
    }
}
