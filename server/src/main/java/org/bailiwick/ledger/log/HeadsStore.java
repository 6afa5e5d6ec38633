package org.bailiwick.ledger.log;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Optional;
import org.bailiwick.platform.GlobalTx;
import org.bailiwick.proof.note.SignedCheckpoint;
import org.bailiwick.proof.tree.TreeHash;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** The heads log as its sequencer reads and writes it; rows are only added. */
@Component
final class HeadsStore {
    private static final long LOCK = 0x68656164_73000000L;

    /**
     * A tenant's newest checkpoint that is to be entered.
     *
     * @param last the one of this tenant that was entered before; null for its first
     */
    record Due(int tenant, long size, String note, @Nullable String last) {}

    record Newest(LogHead head, Instant signedAt) {}

    boolean lock(GlobalTx tx) {
        return tx.sql("select pg_try_advisory_xact_lock(:lock)").param("lock", LOCK).query(Boolean.class).single();
    }

    Optional<Newest> newest(GlobalTx tx, String origin) {
        return tx.sql("""
                      select size, key_generation, root, note, signed_at from head_checkpoint
                      order by size desc, key_generation desc limit 1""")
                .query((row, number) -> newest(row, origin)).optional();
    }

    private static Newest newest(ResultSet row, String origin) throws SQLException {
        var head = new LogHead(origin, row.getLong("size"), row.getInt("key_generation"),
                new TreeHash(row.getBytes("root")), row.getString("note"));
        return new Newest(head, row.getObject("signed_at", OffsetDateTime.class).toInstant());
    }

    /** Why the heads log stands still, as it was said last; empty where it runs. */
    Optional<String> stopped(GlobalTx tx) {
        return tx.sql("select state, why from head_state order by state_id desc limit 1")
                .query((row, number) -> row.getString("state").equals("stopped")
                        ? Optional.of(row.getString("why"))
                        : Optional.<String>empty())
                .optional().flatMap(found -> found);
    }

    void state(GlobalTx tx, String state, String why) {
        tx.sql("insert into head_state (at, state, why) values (:now, :state, :why)").param("state", state)
                .param("why", why).update();
    }

    /** By tenant, so that two installations with the same history have the same log. */
    List<Due> take(GlobalTx tx) {
        return tx.sql("""
                      with taken as (delete from head_inbox returning tenant_id, size, note)
                      select t.tenant_id, t.size, t.note, h.note as last
                      from taken t left join lateral (select note from head_entry
                        where tenant_id = t.tenant_id order by heads_index desc limit 1) h on true
                      order by t.tenant_id""")
                .query((row, number) -> new Due(row.getInt("tenant_id"), row.getLong("size"), row.getString("note"),
                        row.getString("last")))
                .list();
    }

    void enter(GlobalTx tx, long firstIndex, List<Due> entered) {
        tx.sql("""
               with added as (
                 select :first + ordinality - 1 as heads_index, tenant_id, size, note
                 from unnest(:tenants::int[], :sizes::bigint[], :notes::text[])
                   with ordinality as e (tenant_id, size, note, ordinality)),
               told as (
                 insert into ev_head (tenant_id, heads_index, size, note)
                 select tenant_id, heads_index, size, note from added)
               insert into head_entry (heads_index, tenant_id, note) select heads_index, tenant_id, note from added""")
                .param("first", firstIndex)
                .param("tenants", entered.stream().mapToInt(Due::tenant).toArray())
                .param("sizes", entered.stream().mapToLong(Due::size).toArray())
                .param("notes", entered.stream().map(Due::note).toArray(String[]::new)).update();
    }

    void publish(GlobalTx tx, List<TilePart> parts, SignedCheckpoint signed, int keyGeneration) {
        tx.sql("""
               with parts as (
                 insert into head_tile (level, idx, width, hashes)
                 select level, idx, width, hashes
                 from unnest(:levels::int[], :indexes::bigint[], :widths::int[], :hashes::bytea[])
                   as p (level, idx, width, hashes))
               insert into head_checkpoint (size, key_generation, root, note, signed_at)
               values (:size, :generation, :root, :note, :now)""").params(TileStore.columns(parts))
                .param("size", signed.checkpoint().size()).param("generation", keyGeneration)
                .param("root", signed.checkpoint().root().bytes()).param("note", TileStore.text(signed)).update();
    }
}
