package org.bailiwick.finding;

import java.sql.Array;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.UUID;
import org.bailiwick.finding.Findings.Fact;
import org.bailiwick.ledger.Entry;
import org.bailiwick.platform.PersonId;
import org.bailiwick.platform.TenantTx;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** The SQL that writes findings and their history, and reads what a rule's next words are held against. */
@Component
final class FindingStore {
    /** @param what one of the words of the constraint {@code finding_event_what_is_known} */
    record NewEvent(String what, Severity severity, @Nullable String detail, @Nullable By by,
            @Nullable PersonId owner, UUID evidence) {
        NewEvent(String what, Severity severity, @Nullable String detail, By by, UUID evidence) {
            this(what, severity, detail, by, null, evidence);
        }

        static NewEvent ofTheProduct(String what, Severity severity, String detail, UUID evidence) {
            return new NewEvent(what, severity, detail, null, null, evidence);
        }
    }

    /**
     * Who acted, by which authority.
     *
     * @param about whose access it is about, where that is known
     */
    record By(long person, @Nullable Long about, long authority, @Nullable String ticket) {}

    List<KnownFinding> known(TenantTx tx, Rule rule) {
        return tx
                .sql("""
                     select f.finding_id, f.public_id, f.key, f.subject_kind, f.subject_id, f.severity, f.title,
                       f.reasons, f.detail::text as detail, f.state, f.decision, f.person_id, f.kept_severity,
                       f.kept_reasons, c.state as change_state, c.read_at
                     from finding f
                     left join change_order c on c.tenant_id = f.tenant_id and c.change_id = f.change_id
                     where f.tenant_id = :tenant and f.rule = :rule""")
                .param("rule", rule.id())
                .query((row, number) -> new KnownFinding(row.getLong("finding_id"),
                        row.getObject("public_id", UUID.class), row.getString("key"), subject(row),
                        Severity.of(row.getString("severity")), row.getString("title"), texts(row, "reasons"),
                        row.getString("detail"), FindingState.of(row.getString("state")), row.getString("decision"),
                        row.getString("change_state"), timeOrNull(row, "read_at"), person(row), kept(row)))
                .list();
    }

    private static Findings.SubjectRef subject(ResultSet row) throws SQLException {
        return new Findings.SubjectRef(SubjectKind.of(row.getString("subject_kind")), row.getLong("subject_id"));
    }

    private static KnownFinding.@Nullable Kept kept(ResultSet row) throws SQLException {
        var severity = row.getString("kept_severity");
        return severity == null ? null : new KnownFinding.Kept(Severity.of(severity), texts(row, "kept_reasons"));
    }

    /** @return inside id */
    long open(TenantTx tx, Rule rule, UUID publicId, Fact fact) {
        return said(tx.sql("""
                           insert into finding (tenant_id, public_id, rule, key, subject_kind, subject_id, severity,
                             title, reasons, detail, state, side, first_seen_at, opened_at, due_at, state_at)
                           values (:tenant, :public, :rule, :key, :kind, :subject, :severity, :title, :reasons,
                             :detail::json, 'open', :side, :now, :now, :due, :now)
                           returning finding_id"""), fact).param("public", publicId).param("rule", rule.id())
                .param("key", fact.key()).param("kind", fact.subject().kind().text())
                .param("side", rule.side().name().toLowerCase(Locale.ROOT)).param("due", due(tx, fact.severity()))
                .query(Long.class).single();
    }

    void reopen(TenantTx tx, KnownFinding known, Fact fact, boolean returned) {
        only(said(tx.sql("""
                         update finding set severity = :severity, subject_id = :subject, title = :title,
                           reasons = :reasons, detail = :detail::json, state = 'open', decision = null,
                           change_id = null, kept_severity = null, kept_reasons = null,
                           times_returned = times_returned + :returned, opened_at = :now, due_at = :due,
                           state_at = :now
                         where tenant_id = :tenant and finding_id = :id and state = :state"""), fact)
                .param("returned", returned ? 1 : 0).param("due", due(tx, fact.severity())).param("id", known.id())
                .param("state", known.state().text()).update());
    }

    void alter(TenantTx tx, KnownFinding known, Fact fact) {
        only(said(
                tx.sql("""
                       update finding set severity = :severity, subject_id = :subject, title = :title,
                         reasons = :reasons, detail = :detail::json,
                         -- of a decision from before it was remembered: what it said until now
                         kept_severity = case when decision = 'kept' then coalesce(kept_severity, severity) end,
                         kept_reasons = case when decision = 'kept' then coalesce(kept_reasons, reasons) end, due_at = case when severity = :severity
                           then due_at else opened_at + :days * interval '1 day' end
                       where tenant_id = :tenant and finding_id = :id and state = :state"""),
                fact)
                .param("days", fact.severity().clock().toDays()).param("id", known.id())
                .param("state", known.state().text()).update());
    }

    void close(TenantTx tx, KnownFinding known) {
        only(tx.sql("""
                    update finding set state = 'closed', state_at = :now
                    where tenant_id = :tenant and finding_id = :id and state = :state""").param("id", known.id())
                .param("state", known.state().text()).update());
    }

    /** A finding that can be given an owner; nobody changes it before the transaction ends. */
    record OwnedFinding(long id, UUID publicId, Rule rule, Severity severity, String title, FindingState state,
            Findings.SubjectRef subject, @Nullable PersonId owner) {}

    Optional<OwnedFinding> owned(TenantTx tx, UUID publicId) {
        return tx.sql("""
                      select finding_id, public_id, rule, severity, title, state, subject_kind, subject_id, person_id
                      from finding where tenant_id = :tenant and public_id = :public for update""")
                .param("public", publicId)
                .query((row, number) -> new OwnedFinding(row.getLong("finding_id"),
                        row.getObject("public_id", UUID.class), Rule.of(row.getString("rule")),
                        Severity.of(row.getString("severity")), row.getString("title"),
                        FindingState.of(row.getString("state")), subject(row), person(row)))
                .optional();
    }

    /** @param owner null for nobody */
    void own(TenantTx tx, long finding, @Nullable PersonId owner) {
        only(tx.sql("update finding set person_id = :person where tenant_id = :tenant and finding_id = :id")
                .param("id", finding).param("person", owner == null ? null : owner.value()).update());
    }

    private static @Nullable PersonId person(ResultSet row) throws SQLException {
        return row.getObject("person_id") == null ? null : new PersonId(row.getLong("person_id"));
    }

    /** A finding that can be decided. */
    record OpenFinding(long id, UUID publicId, Rule rule, Severity severity, String title,
            Findings.SubjectRef subject) {}

    List<OpenFinding> open(TenantTx tx, SubjectKind kind, long subject) {
        return tx.sql(OPEN + "and subject_kind = :kind and subject_id = :subject order by finding_id for update")
                .param("kind", kind.text()).param("subject", subject).query((row, number) -> open(row)).list();
    }

    Optional<OpenFinding> open(TenantTx tx, UUID publicId) {
        return tx.sql(OPEN + "and public_id = :public for update").param("public", publicId)
                .query((row, number) -> open(row)).optional();
    }

    private static final String OPEN = """
                                       select finding_id, public_id, rule, severity, title, subject_kind, subject_id
                                       from finding
                                       where tenant_id = :tenant and state = 'open'
                                       """;

    private static OpenFinding open(ResultSet row) throws SQLException {
        return new OpenFinding(row.getLong("finding_id"), row.getObject("public_id", UUID.class),
                Rule.of(row.getString("rule")), Severity.of(row.getString("severity")), row.getString("title"),
                subject(row));
    }

    /** Inside ids of the accounts that such a subject concerns. */
    List<Long> accounts(TenantTx tx, SubjectKind kind, long subject) {
        return switch (kind) {
            case ACCOUNT -> List.of(subject);
            case GRANT -> accounts(tx, subject, """
                                                select account_id from access_grant
                                                where tenant_id = :tenant and grant_id = :subject""");
            case CREDENTIAL -> accounts(tx, subject, """
                                                     select account_id from credential
                                                     where tenant_id = :tenant and credential_id = :subject""");
            case IDENTITY -> accounts(tx, subject, """
                                                   select account_id from account
                                                   where tenant_id = :tenant and identity_id = :subject""");
            case ENTITLEMENT -> accounts(tx, subject, """
                                                      select account_id from access_grant
                                                      where tenant_id = :tenant and entitlement_id = :subject
                                                        and effective""");
            case CONNECTION, EXPECTED_PERSON -> List.of();
        };
    }

    /** What the record says of a finding beside its title. */
    Entry.Finding said(TenantTx tx, Rule rule, Severity severity, Findings.SubjectRef subject) {
        return new Entry.Finding(rule.id(), rule.title(), severity.text(), systems(tx, subject));
    }

    /** Public ids of the connections that such a subject is in; none of somebody who has no account. */
    private List<UUID> systems(TenantTx tx, Findings.SubjectRef subject) {
        var connections = switch (subject.kind()) {
            case CONNECTION -> "select :subject::bigint";
            case ENTITLEMENT -> """
                                select connection_id from entitlement
                                where tenant_id = :tenant and entitlement_id = :subject""";
            case ACCOUNT -> """
                            select connection_id from account
                            where tenant_id = :tenant and account_id = :subject""";
            case IDENTITY -> """
                             select connection_id from account
                             where tenant_id = :tenant and identity_id = :subject""";
            case GRANT -> """
                          select a.connection_id from access_grant g
                          join account a on a.tenant_id = g.tenant_id and a.account_id = g.account_id
                          where g.tenant_id = :tenant and g.grant_id = :subject""";
            case CREDENTIAL -> """
                               select a.connection_id from credential c
                               join account a on a.tenant_id = c.tenant_id and a.account_id = c.account_id
                               where c.tenant_id = :tenant and c.credential_id = :subject""";
            case EXPECTED_PERSON -> "select null::bigint";
        };
        return tx.sql("""
                      select public_id from connection
                      where tenant_id = :tenant and connection_id in (%s) order by public_id"""
                .formatted(connections)).param("subject", subject.id()).query(UUID.class).list();
    }

    boolean anyDisconnected(TenantTx tx) {
        return tx.sql("""
                      select exists (select from connection
                        where tenant_id = :tenant and disconnected_at is not null)""").query(Boolean.class).single();
    }

    /** Whether what is said of a subject rests on disconnected systems alone. */
    boolean disconnected(TenantTx tx, Findings.SubjectRef subject) {
        if (subject.kind() == SubjectKind.CONNECTION || subject.kind() == SubjectKind.ENTITLEMENT) {
            return tx.sql("""
                          select c.disconnected_at is not null from connection c
                          where c.tenant_id = :tenant and c.connection_id = case :kind when 'connection' then :subject
                            else (select e.connection_id from entitlement e
                              where e.tenant_id = :tenant and e.entitlement_id = :subject) end""")
                    .param("subject", subject.id()).param("kind", subject.kind().text()).query(Boolean.class)
                    .optional().orElse(false);
        }
        var accounts = accounts(tx, subject.kind(), subject.id());
        return !accounts.isEmpty() && tx.sql("""
                                             select bool_and(c.disconnected_at is not null) from account a
                                             join connection c on c.tenant_id = a.tenant_id
                                               and c.connection_id = a.connection_id
                                             where a.tenant_id = :tenant and a.account_id = any(:accounts)""")
                .param("accounts", accounts.toArray(Long[]::new)).query(Boolean.class).single();
    }

    private static List<Long> accounts(TenantTx tx, long subject, String sql) {
        return tx.sql(sql).param("subject", subject).query(Long.class).list();
    }

    void decide(TenantTx tx, long finding, String decision, @Nullable Long change) {
        only(tx.sql("""
                    update finding set state = 'decided', decision = :decision, change_id = :change, state_at = :now,
                      kept_severity = case when :decision = 'kept' then severity end,
                      kept_reasons = case when :decision = 'kept' then reasons end
                    where tenant_id = :tenant and finding_id = :id and state = 'open'""").param("id", finding)
                .param("decision", decision).param("change", change).update());
    }

    void event(TenantTx tx, long finding, NewEvent event) {
        var by = event.by();
        tx.sql("""
               insert into finding_event (tenant_id, finding_id, number, at, what, severity, detail, person_id,
                 owner_person_id, about_person_id, authority_id, ticket, event_id)
               values (:tenant, :finding, (select coalesce(max(number), 0) + 1 from finding_event
                   where tenant_id = :tenant and finding_id = :finding),
                 :now, :what, :severity, :detail, :person, :owner, :about, :authority, :ticket, :event)""")
                .param("finding", finding).param("what", event.what()).param("severity", event.severity().text())
                .param("detail", event.detail()).param("person", by == null ? null : by.person())
                .param("owner", event.owner() == null ? null : event.owner().value())
                .param("about", by == null ? null : by.about())
                .param("authority", by == null ? null : by.authority())
                .param("ticket", by == null ? null : by.ticket()).param("event", event.evidence()).update();
    }

    private static JdbcClient.StatementSpec said(JdbcClient.StatementSpec statement, Fact fact) {
        return statement.param("severity", fact.severity().text()).param("subject", fact.subject().id())
                .param("title", fact.title()).param("reasons", fact.reasons().toArray(String[]::new))
                .param("detail", fact.detailJson());
    }

    /** Somebody decided in the meantime: what was read is old, and the rule is asked again. */
    private static void only(int rows) {
        if (rows != 1) {
            throw new IllegalStateException("a finding changed while its rule was asked");
        }
    }

    private static OffsetDateTime due(TenantTx tx, Severity severity) {
        return OffsetDateTime.ofInstant(tx.now().plus(severity.clock()), ZoneOffset.UTC);
    }

    static List<String> texts(ResultSet row, String column) throws SQLException {
        Array array = row.getArray(column);
        return Arrays.asList((String[]) array.getArray());
    }

    static @Nullable Instant timeOrNull(ResultSet row, String column) throws SQLException {
        var time = row.getObject(column, OffsetDateTime.class);
        return time == null ? null : time.toInstant();
    }
}
