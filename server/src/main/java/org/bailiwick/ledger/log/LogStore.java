package org.bailiwick.ledger.log;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Arrays;
import java.util.List;
import java.util.UUID;
import org.bailiwick.platform.GlobalTx;
import org.bailiwick.platform.TenantId;
import org.bailiwick.platform.TenantTx;
import org.bailiwick.proof.note.SignedCheckpoint;
import org.bailiwick.proof.tree.TreeHash;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** What the sequencer reads and writes in a tenant's log. Rows are only added; the inbox alone is emptied. */
@Component
final class LogStore {
    /** Tells this lock from others in the same database. */
    private static final int LOCK = 0x6c6f67;

    /** @param broken an entry that is missing, or whose bytes do not give the leaf hash that was stored with them */
    record Batch(int count, byte[] hashes, @Nullable UUID broken) {
        TreeHash hash(int position) {
            int from = position * TreeHash.SIZE;
            return new TreeHash(Arrays.copyOfRange(hashes, from, from + TreeHash.SIZE));
        }
    }

    /**
     * @param stopped why the log stands still; null where it runs
     * @param headed its newest checkpoint that the heads log holds; null where that holds none
     */
    record Found(UUID publicId, @Nullable LogHead head, @Nullable String stopped, @Nullable String headed) {}

    /** Tenants after this one with entries that wait. Steps from one to the next, so that a long backlog of one costs nothing. */
    List<TenantId> waiting(GlobalTx tx, int after, int most) {
        return tx.sql("""
                      with recursive waiting (tenant_id) as (
                        (select tenant_id from ev_inbox where tenant_id > :after order by tenant_id limit 1)
                        union all
                        select (select min(i.tenant_id) from ev_inbox i where i.tenant_id > w.tenant_id)
                        from waiting w where w.tenant_id is not null)
                      select tenant_id from waiting where tenant_id is not null limit :most""").param("most", most)
                .param("after", after).query(Integer.class).list().stream().map(TenantId::new).toList();
    }

    /**
     * Spares two sequencers the same work; that they cannot harm each other is the keys' doing. What is read after this
     * statement is what the one before has committed.
     */
    boolean lock(TenantTx tx) {
        return tx.sql("select pg_try_advisory_xact_lock(:lock, :tenant)").param("lock", LOCK).query(Boolean.class)
                .single();
    }

    Found find(TenantTx tx, LogKeys keys) {
        return tx.sql("""
                      select t.public_id, c.size, c.key_generation, c.root, c.note,
                        case when s.state = 'stopped' then s.why end as stopped, h.note as headed
                      from tenant t
                      left join lateral (select size, key_generation, root, note from ev_checkpoint
                        where tenant_id = :tenant order by size desc, key_generation desc limit 1) c on true
                      left join lateral (select state, why from ev_log_state
                        where tenant_id = :tenant order by state_id desc limit 1) s on true
                      left join lateral (select note from head_entry
                        where tenant_id = :tenant order by heads_index desc limit 1) h on true
                      where t.tenant_id = :tenant""").query((row, number) -> found(row, keys)).single();
    }

    private static Found found(ResultSet row, LogKeys keys) throws SQLException {
        UUID publicId = row.getObject("public_id", UUID.class);
        byte[] root = row.getBytes("root");
        return new Found(publicId, root == null
                ? null
                : new LogHead(keys.originOf(publicId), row.getLong("size"), row.getInt("key_generation"),
                        new TreeHash(root), row.getString("note")),
                row.getString("stopped"), row.getString("headed"));
    }

    /** Takes entries from the inbox and gives them the positions from {@code size} on, in the order of their times. */
    Batch take(TenantTx tx, long size, int most) {
        return tx.sql(
                """
                with taken as (
                  delete from ev_inbox where tenant_id = :tenant
                    and ctid = any(array(select ctid from ev_inbox where tenant_id = :tenant limit :most))
                  returning event_id),
                checked as (
                  select t.event_id, e.occurred_at, e.leaf_hash,
                    coalesce(sha256(decode('00', 'hex') || e.body) = e.leaf_hash, false) as whole
                  from taken t left join lateral (
                    select occurred_at, leaf_hash, body from ev_entry
                    where tenant_id = :tenant and event_id = t.event_id limit 1) e on true),
                placed as (
                  select event_id, leaf_hash, whole,
                    :size + row_number() over (order by occurred_at, event_id) - 1 as leaf_index
                  from checked),
                added as (
                  insert into ev_leaf (tenant_id, leaf_index, event_id)
                  select :tenant, leaf_index, event_id from placed)
                select count(*) as entries, string_agg(leaf_hash, ''::bytea order by leaf_index) as hashes,
                  (array_agg(event_id order by leaf_index) filter (where not whole))[1] as broken
                from placed""")
                .param("size", size).param("most", most)
                .query((row, number) -> new Batch(row.getInt("entries"), row.getBytes("hashes"),
                        row.getObject("broken", UUID.class)))
                .single();
    }

    /** A checkpoint and its tiles, which are readable together or not at all. */
    void publish(TenantTx tx, List<TilePart> parts, SignedCheckpoint signed, int keyGeneration) {
        var checkpoint = signed.checkpoint();
        tx.sql("""
               with parts as (
                 insert into ev_tile (tenant_id, level, idx, width, hashes)
                 select :tenant, level, idx, width, hashes
                 from unnest(:levels::int[], :indexes::bigint[], :widths::int[], :hashes::bytea[])
                   as p (level, idx, width, hashes))
               insert into ev_checkpoint (tenant_id, size, key_generation, root, note, signed_at)
               values (:tenant, :size, :generation, :root, :note, :now)""").params(TileStore.columns(parts))
                .param("size", checkpoint.size()).param("generation", keyGeneration)
                .param("root", checkpoint.root().bytes()).param("note", TileStore.text(signed)).update();
        tx.sql("delete from head_inbox where tenant_id = :tenant").update();
        tx.sql("insert into head_inbox (tenant_id, size, note) values (:tenant, :size, :note)")
                .param("size", checkpoint.size()).param("note", TileStore.text(signed)).update();
    }

    void state(TenantTx tx, String state, String why) {
        tx.sql("insert into ev_log_state (tenant_id, at, state, why) values (:tenant, :now, :state, :why)")
                .param("state", state).param("why", why).update();
    }
}
