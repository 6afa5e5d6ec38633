package org.bailiwick.bulk;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.OffsetDateTime;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.bailiwick.authority.Permit;
import org.bailiwick.authority.Principal;
import org.bailiwick.decision.DecisionKind;
import org.bailiwick.platform.GlobalTx;
import org.bailiwick.platform.PersonId;
import org.bailiwick.platform.TenantId;
import org.bailiwick.platform.TenantTx;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** The SQL of bulks. What was asked for is never changed; only how far it is. */
@Component
final class BulkStore {
    /** What nobody may answer any more does not wait. */
    private static final String STATE = """
                                        case when b.state = 'asked' and exists (select from approval p
                                          where p.tenant_id = b.tenant_id and p.subject_kind = 'bulk decision'
                                            and p.subject_id = b.public_id and p.state = 'requested' and p.until <= :now)
                                          then 'expired' else b.state end""";
    private static final String BULK = """
                                       select b.bulk_id, b.public_id, b.kind, b.content_hash, b.accounts, b.identities, b.systems,
                                         b.second_person, b.requested_by, coalesce(p.name, b.requester->>'name') as name, b.requested_at, b.correlation, b.job, %s as state, b.state_at,
                                         n.waiting, n.decided, n.refused, n.findings
                                       from bulk_decision b
                                       left join tenant_person p on p.tenant_id = b.tenant_id and p.person_id = b.requested_by
                                       cross join lateral (
                                         select count(*) filter (where i.state = 'waiting') as waiting,
                                           count(*) filter (where i.state = 'decided') as decided,
                                           count(*) filter (where i.state = 'refused') as refused,
                                           count(i.finding_public_id) as findings
                                         from bulk_decision_item i
                                         where i.tenant_id = b.tenant_id and i.bulk_id = b.bulk_id) n
                                       where b.tenant_id = :tenant
                                       """
            .formatted(STATE);

    /** @return inside id of the new row */
    long insert(TenantTx tx, UUID publicId, Preview preview, Permit permit, Principal.Person person,
            UUID correlation) {
        return tx
                .sql("""
                     insert into bulk_decision (tenant_id, public_id, kind, content_hash, accounts, identities, systems,
                       second_person, requested_by, authority_id, evaluation_id, requester, requested_at, correlation,
                       state, state_at)
                     values (:tenant, :id, :kind, :hash, :accounts, :identities, :systems, :second, :by, :authority,
                       :evaluation, :requester::json, :now, :correlation, 'asked', :now)
                     returning bulk_id""").param("id", publicId).param("kind", preview.kind().name())
                .param("hash", HexFormat.of().parseHex(preview.hash())).param("accounts", preview.accounts())
                .param("identities", preview.identities()).param("systems", preview.systems())
                .param("second", preview.needsSecondPerson()).param("by", person.id().value())
                .param("authority", permit.authorityId()).param("evaluation", permit.evaluation())
                .param("requester", Requester.text(person)).param("correlation", correlation)
                .query(Long.class).single();
    }

    Optional<BulkDecision> find(TenantTx tx, UUID publicId) {
        return tx.sql(BULK + "and b.public_id = :id").param("id", publicId)
                .query((row, number) -> bulk(tx, row)).optional();
    }

    Optional<BulkDecision> find(TenantTx tx, long id) {
        return tx.sql(BULK + "and b.bulk_id = :id").param("id", id).query((row, number) -> bulk(tx, row)).optional();
    }

    Optional<BulkDecision> findByJob(TenantTx tx, UUID job) {
        return tx.sql(BULK + "and b.job = :job").param("job", job).query((row, number) -> bulk(tx, row)).optional();
    }

    /** The one with this hash that has not ended. */
    Optional<UUID> open(TenantTx tx, String hash) {
        return tx.sql("""
                      select public_id from bulk_decision
                      where tenant_id = :tenant and content_hash = :hash and state in ('asked', 'running')""")
                .param("hash", HexFormat.of().parseHex(hash)).query(UUID.class).optional();
    }

    /** As {@link #find}, and nobody else moves it on before this transaction ends. */
    Optional<BulkDecision> lock(TenantTx tx, UUID publicId) {
        tx.sql("select bulk_id from bulk_decision where tenant_id = :tenant and public_id = :id for update")
                .param("id", publicId).query(Long.class).list();
        return find(tx, publicId);
    }

    Optional<BulkDecision> lock(TenantTx tx, long id) {
        tx.sql("select bulk_id from bulk_decision where tenant_id = :tenant and bulk_id = :id for update")
                .param("id", id).query(Long.class).list();
        return find(tx, id);
    }

    /** Newest first. */
    List<BulkDecision> newest(TenantTx tx, @Nullable UUID after, int limit) {
        return tx.sql(BULK + """
                             and (:after::uuid is null or (b.requested_at, b.bulk_id) <
                               (select q.requested_at, q.bulk_id from bulk_decision q
                                where q.tenant_id = :tenant and q.public_id = :after))
                             order by b.requested_at desc, b.bulk_id desc limit :limit""").param("after", after)
                .param("limit", limit).query((row, number) -> bulk(tx, row)).list();
    }

    /**
     * @param evaluation and {@code authority}: of the permit under which it was asked for
     */
    record AskedBy(Principal.Person person, UUID evaluation, long authority) {}

    /** Who asked; empty once it has ended. */
    Optional<AskedBy> askedBy(TenantTx tx, long id) {
        return tx.sql("""
                      select requester::text as requester, evaluation_id, authority_id from bulk_decision
                      where tenant_id = :tenant and bulk_id = :id and requester is not null""").param("id", id)
                .query((row, number) -> new AskedBy(Requester.parse(row.getString("requester")),
                        row.getObject("evaluation_id", UUID.class), row.getLong("authority_id")))
                .optional();
    }

    void run(TenantTx tx, long id, UUID job) {
        tx.sql("""
               update bulk_decision set state = 'running', job = :job, state_at = :now
               where tenant_id = :tenant and bulk_id = :id and state = 'asked'""").param("id", id).param("job", job)
                .update();
    }

    void end(TenantTx tx, long id, BulkState state) {
        tx.sql("""
               update bulk_decision set state = :state, requester = null, state_at = :now
               where tenant_id = :tenant and bulk_id = :id and state in ('asked', 'running')""").param("id", id)
                .param("state", state.text()).update();
    }

    /** A bulk by its tenant. */
    record Place(TenantId tenant, UUID bulk) {}

    /** What somebody asked for, in whatever tenant, newest first. */
    List<Place> askedBy(GlobalTx tx, PersonId person, int limit) {
        return tx.sql("""
                      select tenant_id, public_id from bulk_decision where requested_by = :person
                      order by requested_at desc, bulk_id desc limit :limit""").param("person", person.value())
                .param("limit", limit).query((row, number) -> new Place(new TenantId(row.getInt("tenant_id")),
                        row.getObject("public_id", UUID.class)))
                .list();
    }

    private static BulkDecision bulk(TenantTx tx, ResultSet row) throws SQLException {
        return new BulkDecision(tx.tenant(), row.getLong("bulk_id"), row.getObject("public_id", UUID.class),
                DecisionKind.valueOf(row.getString("kind")),
                HexFormat.of().formatHex(row.getBytes("content_hash")), row.getInt("accounts"),
                row.getInt("identities"), row.getInt("systems"), row.getBoolean("second_person"),
                new PersonId(row.getLong("requested_by")), Optional.ofNullable(row.getString("name")),
                row.getObject("requested_at", OffsetDateTime.class).toInstant(),
                row.getObject("correlation", UUID.class), Optional.ofNullable(row.getObject("job", UUID.class)),
                BulkState.of(row.getString("state")), row.getObject("state_at", OffsetDateTime.class).toInstant(),
                new BulkDecision.Counts(row.getInt("waiting"), row.getInt("decided"), row.getInt("refused")),
                row.getInt("findings"));
    }
}
