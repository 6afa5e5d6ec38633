package org.bailiwick.approval;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.bailiwick.authority.Permit;
import org.bailiwick.platform.PersonId;
import org.bailiwick.platform.ReadTx;
import org.bailiwick.platform.TenantId;
import org.bailiwick.platform.TenantTx;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** The SQL of approvals. What was asked is never changed; the answer is written once. */
@Component
final class ApprovalStore {
    private static final String APPROVAL = """
                                           select a.tenant_id, a.approval_id, a.public_id, a.subject_kind, a.subject_id, a.subject_hash, a.title, a.capability,
                                             a.requested_by, r.name as requested_name, a.requested_at, a.until, a.correlation,
                                             case when a.state in ('requested', 'approved') and a.until <= :now then 'expired' else a.state end
                                               as state,
                                             a.decided_by, d.name as decided_name, a.decided_at, a.reason
                                           from approval a
                                           left join tenant_person r on r.tenant_id = a.tenant_id and r.person_id = a.requested_by
                                           left join tenant_person d on d.tenant_id = a.tenant_id and d.person_id = a.decided_by
                                           """;

    void insert(TenantTx tx, UUID publicId, Subject subject, String title, String capability, Permit permit,
            PersonId by, Instant until, UUID correlation) {
        tx.sql("""
               insert into approval (tenant_id, public_id, subject_kind, subject_id, subject_hash, title, capability,
                 requested_by, request_authority_id, requested_at, until, correlation, state)
               values (:tenant, :id, :kind, :subject, :hash, :title, :capability, :by, :authority, :now, :until,
                 :correlation, 'requested')""").param("id", publicId).param("kind", subject.kind())
                .param("subject", subject.id()).param("hash", subject.hashBytes()).param("title", title)
                .param("capability", capability).param("by", by.value()).param("authority", permit.authorityId())
                .param("until", OffsetDateTime.ofInstant(until, ZoneOffset.UTC)).param("correlation", correlation)
                .update();
    }

    /** The newest question about a subject, whatever it was answered. */
    Optional<Approval> newest(TenantTx tx, String kind, UUID subject) {
        return tx.sql(APPROVAL + """
                                 where a.tenant_id = :tenant and a.subject_kind = :kind and a.subject_id = :subject
                                 order by a.approval_id desc limit 1""").param("kind", kind).param("subject", subject)
                .query((row, number) -> approval(row)).optional();
    }

    /** As {@link #newest}, and nobody else answers it before this transaction ends. */
    Optional<Approval> lockNewest(TenantTx tx, String kind, UUID subject) {
        tx.sql("""
               select approval_id from approval
               where tenant_id = :tenant and subject_kind = :kind and subject_id = :subject
               order by approval_id for update""").param("kind", kind).param("subject", subject).query(Long.class)
                .list();
        return newest(tx, kind, subject);
    }

    void decide(TenantTx tx, long approval, String state, PersonId by, Permit permit, @Nullable String reason) {
        tx.sql("""
               update approval set state = :state, decided_by = :by, decision_authority_id = :authority,
                 evaluation_id = :evaluation, decided_at = :now, reason = :reason
               where tenant_id = :tenant and approval_id = :approval and state = 'requested'""")
                .param("state", state).param("by", by.value()).param("authority", permit.authorityId())
                .param("evaluation", permit.evaluation()).param("reason", reason).param("approval", approval).update();
    }

    void withdraw(TenantTx tx, long approval) {
        tx.sql("""
               update approval set state = 'withdrawn'
               where tenant_id = :tenant and approval_id = :approval and state in ('requested', 'approved')""")
                .param("approval", approval).update();
    }

    void use(TenantTx tx, long approval) {
        tx.sql("""
               update approval set state = 'used', used_at = :now
               where tenant_id = :tenant and approval_id = :approval and state = 'approved'""")
                .param("approval", approval).update();
    }

    /** What can still be answered and was not asked by this person, due first. */
    List<Approval> waiting(ReadTx tx, Set<TenantId> tenants, PersonId person) {
        return tx.sql(APPROVAL + """
                                 where a.tenant_id = any(:tenants) and a.state = 'requested' and a.until > :now
                                   and a.requested_by <> :person
                                 order by a.until, a.approval_id""").param("tenants", ids(tenants))
                .param("person", person.value()).query((row, number) -> approval(row)).list();
    }

    /** Newest first. */
    List<Approval> askedOrAnswered(ReadTx tx, Set<TenantId> tenants, PersonId person, int most) {
        return tx
                .sql(APPROVAL
                        + """
                          where a.tenant_id = any(:tenants) and (a.requested_by = :person or a.decided_by = :person)
                          order by a.requested_at desc, a.approval_id desc limit :most""")
                .param("tenants", ids(tenants)).param("person", person.value()).param("most", most)
                .query((row, number) -> approval(row)).list();
    }

    private static Integer[] ids(Set<TenantId> tenants) {
        return tenants.stream().map(TenantId::value).toArray(Integer[]::new);
    }

    private static Approval approval(ResultSet row) throws SQLException {
        var subject = new Subject(row.getString("subject_kind"), row.getObject("subject_id", UUID.class),
                HexFormat.of().formatHex(row.getBytes("subject_hash")));
        var decided = row.getObject("decided_by") == null
                ? Optional.<Approval.By>empty()
                : Optional.of(by(row, "decided"));
        return new Approval(new TenantId(row.getInt("tenant_id")), row.getLong("approval_id"),
                row.getObject("public_id", UUID.class), subject,
                row.getString("title"), row.getString("capability"), by(row, "requested"), time(row, "until"),
                row.getObject("correlation", UUID.class), ApprovalState.of(row.getString("state")), decided,
                Optional.ofNullable(row.getString("reason")));
    }

    private static Approval.By by(ResultSet row, String what) throws SQLException {
        return new Approval.By(new PersonId(row.getLong(what + "_by")),
                Optional.ofNullable(row.getString(what + "_name")), time(row, what + "_at"));
    }

    private static Instant time(ResultSet row, String column) throws SQLException {
        return row.getObject(column, OffsetDateTime.class).toInstant();
    }
}
