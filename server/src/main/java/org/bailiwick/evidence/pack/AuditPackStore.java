package org.bailiwick.evidence.pack;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.UUID;
import org.bailiwick.platform.TenantTx;
import org.bailiwick.proof.note.SignedCheckpoint;
import org.bailiwick.proof.note.TlogProof;
import org.bailiwick.proof.pack.Manifest;
import org.bailiwick.proof.pack.PackBuilder;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** All SQL of audit packs. */
@Component
final class AuditPackStore {
    private static final String PACK = """
                                       select a.pack_id, a.public_id, a.job, a.since, a.until, a.query::text as query,
                                         a.filtered, p.name, a.requested_at, a.correlation, a.state, a.state_at,
                                         a.step, a.done, a.total, a.problem, a.manifest, a.manifest_entry, a.size,
                                         a.sha256, a.verdict::text as verdict, a.erased_seen_at
                                       from audit_pack a
                                       left join tenant_person p on p.tenant_id = a.tenant_id and p.person_id = a.requested_by
                                       where a.tenant_id = :tenant
                                       """;

    /** What is asked for, before it has ids. */
    record New(UUID publicId, Instant since, Instant until, String query, boolean filtered, @Nullable Long by,
            UUID correlation) {}

    long nextId(TenantTx tx) {
        return tx.sql("select nextval('row_id')").query(Long.class).single();
    }

    void insert(TenantTx tx, long id, UUID job, New asked) {
        tx.sql("""
               insert into audit_pack (tenant_id, pack_id, public_id, job, since, until, query, filtered,
                 requested_by, requested_at, correlation, state, state_at, step)
               values (:tenant, :id, :public, :job, :since, :until, :query::json, :filtered, :by, :now, :correlation,
                 'requested', :now, 'waits for its turn')""").param("id", id).param("public", asked.publicId())
                .param("job", job).param("since", time(asked.since())).param("until", time(asked.until()))
                .param("query", asked.query()).param("filtered", asked.filtered()).param("by", asked.by())
                .param("correlation", asked.correlation()).update();
    }

    int underWay(TenantTx tx) {
        return tx
                .sql("""
                     select count(*) from audit_pack where tenant_id = :tenant and state in ('requested', 'running')""")
                .query(Integer.class).single();
    }

    Optional<AuditPack> find(TenantTx tx, UUID publicId) {
        return tx.sql(PACK + "and a.public_id = :id").param("id", publicId).query((row, number) -> pack(tx, row))
                .optional();
    }

    Optional<AuditPack> find(TenantTx tx, long id) {
        return tx.sql(PACK + "and a.pack_id = :id").param("id", id).query((row, number) -> pack(tx, row)).optional();
    }

    Optional<AuditPack> findByJob(TenantTx tx, UUID job) {
        return tx.sql(PACK + "and a.job = :job").param("job", job).query((row, number) -> pack(tx, row)).optional();
    }

    /** Newest first. */
    List<AuditPack> newest(TenantTx tx, @Nullable UUID after, int limit) {
        return tx.sql(PACK + """
                             and (:after::uuid is null or (a.requested_at, a.pack_id) <
                               (select q.requested_at, q.pack_id from audit_pack q
                                where q.tenant_id = :tenant and q.public_id = :after))
                             order by a.requested_at desc, a.pack_id desc limit :limit""").param("after", after)
                .param("limit", limit).query((row, number) -> pack(tx, row)).list();
    }

    /** Those that keep something of what they tell, also while they are built, newest first. */
    List<AuditPack> sealed(TenantTx tx) {
        return tx.sql(PACK + """
                             and a.manifest is not null
                             order by a.requested_at desc, a.pack_id desc""").query((row, number) -> pack(tx, row))
                .list();
    }

    void step(TenantTx tx, long id, String step, long done, @Nullable Long total) {
        tx.sql("""
               update audit_pack set state = 'running', step = :step, done = :done, total = coalesce(:total, total),
                 state_at = case when state = 'running' then state_at else :now end
               where tenant_id = :tenant and pack_id = :id and state in ('requested', 'running')""").param("id", id)
                .param("step", step).param("done", done).param("total", total).update();
    }

    /**
     * @param told how many values the entries disclosed
     * @param people who had a name when the files were written
     */
    record Kept(byte[] manifest, Map<String, byte[]> files, long told, List<Long> people) {}

    /** False where it was on record already, by a node that was quicker. */
    boolean recorded(TenantTx tx, long id, UUID entry, Kept kept) {
        int updated = tx.sql("""
                             update audit_pack set manifest = :manifest, manifest_entry = :entry,
                               values_told = :told, people = :people,
                               step = 'waits until the heads log has the checkpoint, a minute at most'
                             where tenant_id = :tenant and pack_id = :id and manifest is null
                               and state in ('requested', 'running')""").param("id", id)
                .param("manifest", kept.manifest())
                .param("entry", entry).param("told", kept.told())
                .param("people", kept.people().toArray(Long[]::new)).update();
        kept.files().forEach((name, content) -> tx.sql("""
                                                       insert into audit_pack_file (tenant_id, pack_id, name, content)
                                                       values (:tenant, :id, :name, :content)""").param("id", id)
                .param("name", name).param("content", content).update());
        return updated == 1;
    }

    /** When its manifest was put on record. */
    Optional<Instant> sealedAt(TenantTx tx, long id) {
        return tx.sql("""
                      select e.occurred_at from audit_pack a
                      join ev_entry e on e.tenant_id = a.tenant_id and e.event_id = a.manifest_entry
                      where a.tenant_id = :tenant and a.pack_id = :id""").param("id", id)
                .query((row, number) -> instant(row, "occurred_at")).optional();
    }

    void proven(TenantTx tx, long id, SignedCheckpoint checkpoint, TlogProof manifest, TlogProof heads) {
        tx.sql("""
               update audit_pack set checkpoint = convert_from(:checkpoint, 'UTF8'), manifest_proof = :manifest,
                 heads_proof = :heads, step = 'is put together and checked'
               where tenant_id = :tenant and pack_id = :id and checkpoint is null""").param("id", id)
                .param("checkpoint", checkpoint.bytes()).param("manifest", manifest.bytes())
                .param("heads", heads.bytes()).update();
    }

    /** What proves the pack; empty before that is fixed. */
    Optional<PackBuilder.Evidence> evidence(TenantTx tx, long id) {
        return tx.sql("""
                      select convert_to(checkpoint, 'UTF8') as checkpoint, manifest_proof, heads_proof from audit_pack
                      where tenant_id = :tenant and pack_id = :id and checkpoint is not null""").param("id", id)
                .query((row, number) -> new PackBuilder.Evidence(SignedCheckpoint.parse(row.getBytes("checkpoint")),
                        TlogProof.parse(row.getBytes("manifest_proof")),
                        Optional.of(TlogProof.parse(row.getBytes("heads_proof")))))
                .optional();
    }

    /** Those that tell how things stood. */
    SortedMap<String, byte[]> files(TenantTx tx, long id) {
        var files = new TreeMap<String, byte[]>();
        tx.sql("select name, content from audit_pack_file where tenant_id = :tenant and pack_id = :id").param("id", id)
                .query(row -> {
                    files.put(row.getString("name"), row.getBytes("content"));
                });
        return files;
    }

    byte[] file(TenantTx tx, long id, String name) {
        return tx
                .sql("select content from audit_pack_file where tenant_id = :tenant and pack_id = :id and name = :name")
                .param("id", id).param("name", name).query(byte[].class).single();
    }

    void ready(TenantTx tx, long id, AuditPack.Built built) {
        tx.sql("""
               update audit_pack set state = 'ready', state_at = :now, step = 'is ready', done = coalesce(total, done), size = :size,
                 sha256 = :sha256, verdict = :verdict::json
               where tenant_id = :tenant and pack_id = :id and state = 'running'""")
                .param("id", id)
                .param("size", built.size()).param("sha256", HexFormat.of().parseHex(built.sha256()))
                .param("verdict", VerdictText.write(built.verdict())).update();
    }

    /** How often it has failed by now. */
    int failed(TenantTx tx, long id, String step) {
        return tx.sql("""
                      update audit_pack set failures = failures + 1, step = :step
                      where tenant_id = :tenant and pack_id = :id
                      returning failures""").param("id", id).param("step", step).query(Integer.class).single();
    }

    /** @param state {@code FAILED}, {@code OUTDATED} or {@code REMOVED} */
    void ended(TenantTx tx, long id, PackState state, String why) {
        tx.sql("""
               update audit_pack set state = :state, state_at = :now, step = 'has ended', problem = :why
               where tenant_id = :tenant and pack_id = :id and state not in (:state, 'removed')""").param("id", id)
                .param("state", state.text()).param("why", why).update();
    }

    /** How many values it disclosed when it was sealed; empty for one of before that was counted. */
    Optional<Long> told(TenantTx tx, long id) {
        return tx.sql("""
                      select values_told from audit_pack
                      where tenant_id = :tenant and pack_id = :id and values_told is not null""").param("id", id)
                .query(Long.class).optional();
    }

    /** Whether somebody who had a name when it was sealed has none any more. */
    boolean nameErased(TenantTx tx, long id) {
        return tx.sql("""
                      select exists (select 1 from audit_pack a cross join unnest(a.people) p
                        where a.tenant_id = :tenant and a.pack_id = :id and not exists (
                          select 1 from tenant_person t where t.tenant_id = :tenant and t.person_id = p))""")
                .param("id", id).query(Boolean.class).single();
    }

    /** Whether it was noted who had a name when it was sealed; not of packs of before that was noted. */
    boolean namesKnown(TenantTx tx, long id) {
        return tx.sql("select people is not null from audit_pack where tenant_id = :tenant and pack_id = :id")
                .param("id", id).query(Boolean.class).single();
    }

    /** Whether something is kept of it, or may be soon, that may have to go. */
    boolean keeps(TenantTx tx, long id) {
        return tx.sql("""
                      select exists (select 1 from audit_pack a where a.tenant_id = :tenant and a.pack_id = :id
                        and (a.state in ('requested', 'running') or a.state <> 'failed' and a.manifest is not null
                          or exists (select 1 from audit_pack_file f
                            where f.tenant_id = :tenant and f.pack_id = a.pack_id)))""")
                .param("id", id).query(Boolean.class).single();
    }

    void erasedSeen(TenantTx tx, long id, String why) {
        tx.sql("""
               update audit_pack set state = 'outdated', state_at = :now, step = 'has ended', problem = :why,
                 erased_seen_at = :now
               where tenant_id = :tenant and pack_id = :id and erased_seen_at is null and state <> 'removed'""")
                .param("id", id)
                .param("why", why).update();
    }

    /**
     * Its row stays: who asked for which period when, and the hash of the file as it was.
     *
     * @return false where nothing more was kept of it
     */
    boolean empty(TenantTx tx, long id) {
        int emptied = tx.sql("""
                             update audit_pack set manifest = null, manifest_entry = null, checkpoint = null,
                               manifest_proof = null, heads_proof = null, verdict = null, query = '{}', people = null
                             where tenant_id = :tenant and pack_id = :id and manifest is not null""").param("id", id)
                .update();
        removeFiles(tx, id);
        return emptied == 1;
    }

    void removeFiles(TenantTx tx, long id) {
        tx.sql("delete from audit_pack_file where tenant_id = :tenant and pack_id = :id").param("id", id).update();
    }

    private static AuditPack pack(TenantTx tx, ResultSet row) throws SQLException {
        byte[] manifest = row.getBytes("manifest");
        byte[] sha256 = row.getBytes("sha256");
        return new AuditPack(tx.tenant(), row.getLong("pack_id"), row.getObject("public_id", UUID.class),
                row.getObject("job", UUID.class), instant(row, "since"), instant(row, "until"),
                row.getString("query"), row.getBoolean("filtered"), Optional.ofNullable(row.getString("name")),
                instant(row, "requested_at"), row.getObject("correlation", UUID.class),
                PackState.of(row.getString("state")), instant(row, "state_at"), row.getString("step"),
                row.getLong("done"), row.getObject("total", Long.class), row.getString("problem"),
                manifest == null ? null : Manifest.parse(manifest), row.getObject("manifest_entry", UUID.class),
                sha256 == null || row.getString("verdict") == null
                        ? null
                        : new AuditPack.Built(row.getLong("size"), HexFormat.of().formatHex(sha256),
                                VerdictText.read(row.getString("verdict"))),
                row.getObject("erased_seen_at") != null);
    }

    private static Instant instant(ResultSet row, String column) throws SQLException {
        return row.getObject(column, OffsetDateTime.class).toInstant();
    }

    private static OffsetDateTime time(Instant instant) {
        return OffsetDateTime.ofInstant(instant, ZoneOffset.UTC);
    }
}
