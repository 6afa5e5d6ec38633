package org.bailiwick.ledger.log;

import java.net.URI;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;
import org.bailiwick.platform.GlobalTx;
import org.bailiwick.platform.ReadTx;
import org.bailiwick.platform.TenantTx;
import org.bailiwick.proof.note.Checkpoint;
import org.bailiwick.proof.note.VerifierKey;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient.StatementSpec;
import org.springframework.stereotype.Component;

/** Witnesses, what they cosigned, and how it stands with them. */
@Component
final class WitnessStore {
    /** A note has room for 100 signatures; the log's own, two while its key changes, stand there too. */
    private static final int MOST_LINES = 90;
    private static final int AT_ONCE = 20;
    /** Of so many that nobody signed, none is shown as cosigned; the self-audit names them. */
    private static final int MOST_TRIED = 200;
    /** Twice as long as a log that does not grow waits before it is shown again. */
    private static final Duration SILENT = AskWitnesses.QUIET.multipliedBy(2);

    /**
     * A witness as the job that asks it knows it.
     *
     * @param refused whether it refuses the log, as far as is known
     * @param cosigned the size that it cosigned last; 0 where it never did
     * @param askedAt null where it was not asked yet
     * @param failures how often it has not answered since it last did
     */
    record Asked(long rowId, Witness witness, boolean refused, long cosigned, @Nullable Instant askedAt,
            int failures) {}

    /**
     * @param refusing those that were removed after they refused included
     * @param oldest since when the one that has been silent longest has not cosigned; null where nobody is asked
     */
    record Watch(int witnesses, int refusing, @Nullable OffsetDateTime oldest) {}

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

    List<Asked> asked(GlobalTx tx) {
        return tx.sql("""
                      select w.witness_id, w.public_id, w.name, w.url, w.vkey,
                        coalesce(s.state = 'refused', false) as refused, coalesce(c.size, 0) as cosigned,
                        s.asked_at, coalesce(s.failures, 0) as failures
                      from witness w
                      left join witness_standing s on s.witness_id = w.witness_id
                      left join lateral (select size from witness_cosignature
                        where witness_id = w.witness_id order by cosigned_at desc, size desc limit 1) c on true
                      where w.removed_at is null order by w.witness_id""")
                .query((row, number) -> new Asked(row.getLong("witness_id"), witness(row), row.getBoolean("refused"),
                        row.getLong("cosigned"), at(row, "asked_at"), row.getInt("failures")))
                .list();
    }

    void cosigned(GlobalTx tx, long rowId, Checkpoint checkpoint, String line) {
        tx.sql("""
               insert into witness_cosignature (witness_id, size, root, cosigned_at, line)
               values (:row, :size, :root, :now, :line) on conflict do nothing""").param("row", rowId)
                .param("size", checkpoint.size()).param("root", checkpoint.root().bytes()).param("line", line)
                .update();
        standing(tx::sql, rowId, "cosigned", "");
    }

    void noAnswer(GlobalTx tx, long rowId, String why) {
        standing(tx::sql, rowId, "no answer", why);
    }

    /** In the transaction that records it. */
    void refused(TenantTx tx, long rowId, String why) {
        standing(tx::sql, rowId, "refused", why);
        tx.sql("""
               insert into witness_refusal (witness_id, refused_at, why) values (:row, :now, :why)
               on conflict do nothing""").param("row", rowId).param("why", why).update();
    }

    /** It was asked again and has not taken back what it said. */
    void refusesOn(GlobalTx tx, long rowId) {
        tx.sql("update witness_standing set asked_at = :now where witness_id = :row and state = 'refused'")
                .param("row", rowId).update();
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

    /** Of those that are asked, and of whoever was removed and had cosigned or refused before: neither is taken off the screen. */
    List<WitnessStanding> standings(TenantTx tx) {
        return tx.sql("""
                      select w.public_id, w.name, w.vkey, w.removed_at, c.size, c.cosigned_at, c.line,
                        (select note from head_checkpoint h where h.size = c.size and h.root = c.root
                          order by key_generation limit 1) as note, s.since,
                        r.refused_at, r.why as refused_why,
                        case when silent.since then 'no answer' else coalesce(s.state, 'not asked') end as state,
                        case when silent.since then 'it has not been asked since it cosigned last'
                          else coalesce(s.why, '') end as why
                      from witness w
                      left join witness_standing s on s.witness_id = w.witness_id
                      left join lateral (select size, root, cosigned_at, line from witness_cosignature
                        where witness_id = w.witness_id order by cosigned_at desc, size desc limit 1) c on true
                      left join lateral (select refused_at, why from witness_refusal
                        where witness_id = w.witness_id order by refused_at desc limit 1) r on true
                      cross join lateral (
                        select w.removed_at is null and s.state is not distinct from 'cosigned'
                          and s.asked_at < :silent as since) silent
                      where w.removed_at is null or s.state = 'refused' or r.refused_at is not null
                        or c.size is not null
                      order by w.name, w.removed_at nulls first""")
                .param("silent", OffsetDateTime.ofInstant(tx.now().minus(SILENT), ZoneOffset.UTC))
                .query((row, number) -> standing(row)).list();
    }

    private static WitnessStanding standing(ResultSet row) throws SQLException {
        var standing = new WitnessStanding(row.getObject("public_id", UUID.class), row.getString("name"),
                row.getString("vkey"),
                WitnessStanding.State.valueOf(row.getString("state").toUpperCase(Locale.ROOT).replace(' ', '_')),
                row.getObject("size", Long.class), at(row, "cosigned_at"), at(row, "since"), row.getString("why"),
                at(row, "removed_at"), at(row, "refused_at"), row.getString("refused_why"));
        return standing.size() == null || line(row).holds() ? standing : standing.withoutCosignature();
    }

    /** Those that are asked now, and those that were and whose cosignatures are still handed out. */
    List<Witness> known(TenantTx tx) {
        return tx.sql("""
                      select distinct on (vkey) public_id, name, url, vkey from witness w
                      where removed_at is null
                        or exists (select 1 from witness_cosignature where witness_id = w.witness_id)
                      order by vkey, removed_at desc nulls first""").query((row, number) -> witness(row)).list();
    }

    /** Whether a witness that is asked has this public key, under whatever name. */
    boolean hasKey(TenantTx tx, VerifierKey key) {
        return active(tx).stream().anyMatch(each -> Arrays.equals(each.key().publicKey(), key.publicKey()));
    }

    List<Witness> active(TenantTx tx) {
        return tx.sql("select public_id, name, url, vkey from witness where removed_at is null order by name")
                .query((row, number) -> witness(row)).list();
    }

    /** @param at when it came in */
    record NewestCosigned(long size, Instant at) {}

    private record CameIn(CosignatureLine line, Instant at) {}

    /** The newest checkpoint of the heads log that somebody cosigned, by their key and not by the row. */
    Optional<NewestCosigned> newestCosigned(Function<String, StatementSpec> sql) {
        try (var rows = sql.apply("""
                                  select c.size, c.cosigned_at, h.note, w.vkey, c.line from witness_cosignature c
                                  join witness w on w.witness_id = c.witness_id
                                  join head_checkpoint h on h.size = c.size and h.root = c.root
                                  order by c.size desc, c.cosigned_at desc limit :most""").param("most", MOST_TRIED)
                .withFetchSize(AT_ONCE)
                .query((row, number) -> new CameIn(line(row),
                        row.getObject("cosigned_at", OffsetDateTime.class).toInstant()))
                .stream()) {
            return rows.filter(each -> each.line().holds()).findFirst()
                    .map(each -> new NewestCosigned(each.line().size(), each.at()));
        }
    }

    /**
     * One line of each witness that cosigned exactly this, the latest; of very many those that came in last. What is not by
     * the witness's key is left out; the MSP's self-audit names it.
     */
    List<String> lines(Function<String, StatementSpec> sql, Checkpoint checkpoint) {
        var lines = new LinkedHashMap<String, String>();
        try (var rows = sql.apply("""
                                  select c.size, null as note, w.vkey, c.line from witness_cosignature c
                                  join witness w on w.witness_id = c.witness_id
                                  where c.size = :size and c.root = :root order by c.cosigned_at desc""")
                .param("size", checkpoint.size()).param("root", checkpoint.root().bytes()).withFetchSize(AT_ONCE)
                .query((row, number) -> line(row)).stream()) {
            rows.filter(each -> !lines.containsKey(each.vkey()) && each.isUnder(checkpoint)).limit(MOST_LINES)
                    .forEach(each -> lines.put(each.vkey(), each.line()));
        }
        return List.copyOf(lines.values());
    }

    static CosignatureLine line(ResultSet row) throws SQLException {
        return new CosignatureLine(row.getLong("size"), row.getString("note"), row.getString("vkey"),
                row.getString("line"));
    }

    Watch watch(ReadTx tx) {
        return tx.sql("""
                      select (select count(*) from witness where removed_at is null) as witnesses,
                        (select count(*) from witness_standing where state = 'refused') as refusing,
                        (select min(coalesce((select max(c.cosigned_at) from witness_cosignature c
                            where c.witness_id = w.witness_id), w.registered_at))
                          from witness w where w.removed_at is null) as oldest""")
                .query((row, number) -> new Watch(row.getInt("witnesses"), row.getInt("refusing"),
                        row.getObject("oldest", OffsetDateTime.class)))
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
