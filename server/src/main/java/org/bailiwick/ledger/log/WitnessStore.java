package org.bailiwick.ledger.log;

import java.net.URI;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;
import org.bailiwick.platform.GlobalTx;
import org.bailiwick.platform.ReadTx;
import org.bailiwick.platform.TenantTx;
import org.bailiwick.proof.note.VerifierKey;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient.StatementSpec;
import org.springframework.stereotype.Component;

/** Witnesses, what they cosigned, and how it stands with them. */
@Component
final class WitnessStore {
    /**
     * A witness as the job that asks it knows it.
     *
     * @param cosigned the size that it cosigned last; 0 where it never did
     * @param cosignedAt null where it never did
     * @param failures how often it has not answered since it last did
     */
    record Asked(long rowId, Witness witness, boolean removed, boolean refused, long cosigned,
            @Nullable Instant cosignedAt, int failures) {}

    /** @param newest when a cosignature came in last; null where none ever did */
    record Watch(int witnesses, int refusing, @Nullable OffsetDateTime newest) {}

    /** The row's inside id; empty where the name or the key is another witness's. */
    Optional<Long> add(TenantTx tx, Witness witness) {
        return tx.sql("""
                      insert into witness (public_id, name, url, vkey, registered_at)
                      values (:id, :name, :url, :vkey, :now) on conflict do nothing returning witness_id""")
                .param("id", witness.id()).param("name", witness.name()).param("url", witness.address().toString())
                .param("vkey", witness.key().vkey()).query(Long.class).optional();
    }

    /** Its cosignatures stay; empty where there is none that can be removed. */
    Optional<String> remove(TenantTx tx, UUID id) {
        return tx
                .sql("update witness set removed_at = :now where public_id = :id and removed_at is null returning name")
                .param("id", id).query(String.class).optional();
    }

    Optional<Asked> asked(GlobalTx tx, long rowId) {
        return tx.sql("""
                      select w.witness_id, w.public_id, w.name, w.url, w.vkey, w.removed_at is not null as removed,
                        coalesce(s.state = 'refused', false) as refused, coalesce(c.size, 0) as cosigned,
                        c.cosigned_at, coalesce(s.failures, 0) as failures
                      from witness w
                      left join witness_standing s on s.witness_id = w.witness_id
                      left join lateral (select size, cosigned_at from witness_cosignature
                        where witness_id = w.witness_id order by cosigned_at desc, size desc limit 1) c on true
                      where w.witness_id = :row""").param("row", rowId)
                .query((row, number) -> new Asked(row.getLong("witness_id"), witness(row), row.getBoolean("removed"),
                        row.getBoolean("refused"), row.getLong("cosigned"), at(row, "cosigned_at"),
                        row.getInt("failures")))
                .optional();
    }

    void cosigned(GlobalTx tx, long rowId, long size, String line) {
        tx.sql("""
               insert into witness_cosignature (witness_id, size, cosigned_at, line)
               values (:row, :size, :now, :line) on conflict do nothing""").param("row", rowId).param("size", size)
                .param("line", line).update();
        standing(tx::sql, rowId, "cosigned", "");
    }

    void noAnswer(GlobalTx tx, long rowId, String why) {
        standing(tx::sql, rowId, "no answer", why);
    }

    /** In the transaction that records it. */
    void refused(TenantTx tx, long rowId, String why) {
        standing(tx::sql, rowId, "refused", why);
    }

    private static void standing(Function<String, StatementSpec> sql, long rowId, String state, String why) {
        sql.apply("""
                  insert into witness_standing (witness_id, state, since, asked_at, why, failures)
                  values (:row, :state, :now, :now, :why, case when :state = 'no answer' then 1 else 0 end)
                  on conflict (witness_id) do update set state = excluded.state,
                    since = case when witness_standing.state = excluded.state then witness_standing.since
                      else excluded.since end,
                    asked_at = excluded.asked_at, why = excluded.why,
                    failures = case when excluded.state = 'no answer' then witness_standing.failures + 1 else 0 end""")
                .param("row", rowId).param("state", state).param("why", why).update();
    }

    List<WitnessStanding> standings(TenantTx tx) {
        return tx.sql("""
                      select w.public_id, w.name, w.vkey, coalesce(s.state, 'not asked') as state, s.since,
                        coalesce(s.why, '') as why, c.size, c.cosigned_at
                      from witness w
                      left join witness_standing s on s.witness_id = w.witness_id
                      left join lateral (select size, cosigned_at from witness_cosignature
                        where witness_id = w.witness_id order by cosigned_at desc, size desc limit 1) c on true
                      where w.removed_at is null order by w.name""")
                .query((row, number) -> new WitnessStanding(row.getObject("public_id", UUID.class),
                        row.getString("name"), row.getString("vkey"),
                        WitnessStanding.State.valueOf(row.getString("state").toUpperCase(Locale.ROOT)
                                .replace(' ', '_')),
                        row.getObject("size", Long.class), at(row, "cosigned_at"), at(row, "since"),
                        row.getString("why")))
                .list();
    }

    /** Those that are asked now, and those that were and whose cosignatures are still handed out. */
    List<Witness> known(TenantTx tx) {
        return tx.sql("""
                      select distinct on (vkey) public_id, name, url, vkey from witness w
                      where removed_at is null
                        or exists (select 1 from witness_cosignature where witness_id = w.witness_id)
                      order by vkey, removed_at desc nulls first""").query((row, number) -> witness(row)).list();
    }

    List<Witness> active(TenantTx tx) {
        return tx.sql("select public_id, name, url, vkey from witness where removed_at is null order by name")
                .query((row, number) -> witness(row)).list();
    }

    /** The size of the newest checkpoint of the heads log that somebody cosigned. */
    Optional<Long> newestCosigned(Function<String, StatementSpec> sql) {
        return sql.apply("""
                         select size from witness_cosignature c
                         where exists (select 1 from head_checkpoint h where h.size = c.size)
                         order by size desc limit 1""").query(Long.class).optional();
    }

    /** One line of each witness, the latest. */
    List<String> lines(Function<String, StatementSpec> sql, long size) {
        return sql.apply("""
                         select distinct on (w.vkey) c.line from witness_cosignature c
                         join witness w on w.witness_id = c.witness_id
                         where c.size = :size order by w.vkey, c.cosigned_at desc""").param("size", size)
                .query(String.class).list();
    }

    Watch watch(ReadTx tx) {
        return tx.sql("""
                      select (select count(*) from witness where removed_at is null) as witnesses,
                        (select count(*) from witness w join witness_standing s on s.witness_id = w.witness_id
                          where w.removed_at is null and s.state = 'refused') as refusing,
                        (select max(cosigned_at) from witness_cosignature) as newest""")
                .query((row, number) -> new Watch(row.getInt("witnesses"), row.getInt("refusing"),
                        row.getObject("newest", OffsetDateTime.class)))
                .single();
    }

    private static Witness witness(ResultSet row) throws SQLException {
        return new Witness(row.getObject("public_id", UUID.class), row.getString("name"),
                URI.create(row.getString("url")), VerifierKey.parse(row.getString("vkey")));
    }

    private static @Nullable Instant at(ResultSet row, String column) throws SQLException {
        var at = row.getObject(column, OffsetDateTime.class);
        return at == null ? null : at.toInstant();
    }
}
