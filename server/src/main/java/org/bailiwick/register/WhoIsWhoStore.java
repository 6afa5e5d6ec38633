package org.bailiwick.register;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.bailiwick.platform.PersonId;
import org.bailiwick.platform.ReadTx;
import org.bailiwick.platform.TenantId;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** The SQL of whose identities are one person's, over the tenants that somebody may see. */
@Component
final class WhoIsWhoStore {
    private static final int MOST_EVENTS = 100;

    record Found(TenantId tenant, long identity, UUID publicId, UUID subject, String kind) {}

    record Candidate(SubjectView.TenantRef tenant, UUID identity, String displayName, Resemblance.Account account) {}

    Optional<Found> identity(ReadTx tx, Set<TenantId> tenants, UUID publicId) {
        return over(tx, tenants, """
                                 select tenant_id, identity_id, public_id, subject, kind from identity
                                 where tenant_id = any(:tenants) and public_id = :public""").param("public", publicId)
                .query((row, number) -> found(row)).optional();
    }

    /** Of this subject, the MSP's own first; who was set apart by a person answers for nobody. */
    List<Found> bearers(ReadTx tx, Set<TenantId> tenants, UUID subject) {
        return over(tx, tenants, """
                                 select i.tenant_id, i.identity_id, i.public_id, i.subject, i.kind from identity i
                                 where i.tenant_id = any(:tenants) and i.subject = :subject and not exists (
                                   select from correlation_word w where w.tenant_id = i.tenant_id
                                     and w.identity_id = i.identity_id and w.same_as is null)
                                 order by i.tenant_id, i.identity_id""").param("subject", subject)
                .query((row, number) -> found(row)).list();
    }

    /** Whether an identity of this person, as far as it is known who they are, bears one of the subjects. */
    boolean bornBy(ReadTx tx, Set<TenantId> tenants, PersonId person, List<UUID> subjects) {
        return over(tx, tenants, """
                                 select exists (select from identity
                                   where tenant_id = any(:tenants) and person_id = :person
                                     and subject = any(:subjects))""").param("person", person.value())
                .param("subjects", subjects.toArray(UUID[]::new)).query(Boolean.class).single();
    }

    /** Why each identity is taken for this subject, by its public id. */
    Map<UUID, SubjectPage.Correlated> correlated(ReadTx tx, Set<TenantId> tenants, UUID subject) {
        var correlated = new HashMap<UUID, SubjectPage.Correlated>();
        over(tx, tenants,
                """
                select i.public_id, i.correlated_by, e.reason, e.at
                from identity i
                left join lateral (
                  select reason, at from correlation_event e
                  where e.tenant_id = i.tenant_id and e.identity_id = i.identity_id
                  order by e.event_id desc limit 1) e on true
                where i.tenant_id = any(:tenants) and i.subject = :subject and i.correlated_by is not null""")
                .param("subject", subject).query(row -> {
                    CorrelationRule.of(row.getString("correlated_by"))
                            .ifPresent(rule -> put(correlated, row, rule));
                });
        return correlated;
    }

    private static void put(Map<UUID, SubjectPage.Correlated> correlated, ResultSet row, CorrelationRule rule) {
        try {
            var reason = row.getString("reason");
            correlated.put(row.getObject("public_id", UUID.class), new SubjectPage.Correlated(rule.text(),
                    rule.confidence(), reason == null ? rule.reason() : reason, Rows.timeOrNull(row, "at")));
        } catch (SQLException failed) {
            throw new IllegalStateException(failed);
        }
    }

    /** What was ever said of identities that bear, or once bore, this subject; the newest first. */
    List<SubjectPage.Event> history(ReadTx tx, Set<TenantId> tenants, UUID subject) {
        return over(tx, tenants,
                """
                select t.name, i.display_name, i.public_id, t.short_name, e.rule, e.reason, e.at, e.subject = :subject as here
                from correlation_event e
                join identity i on i.tenant_id = e.tenant_id and i.identity_id = e.identity_id
                join tenant t on t.tenant_id = e.tenant_id
                where e.tenant_id = any(:tenants) and (e.tenant_id, e.identity_id) in (
                  select tenant_id, identity_id from correlation_event
                  where tenant_id = any(:tenants) and subject = :subject)
                order by e.at desc, e.event_id desc limit :most""")
                .param("subject", subject)
                .param("most", MOST_EVENTS)
                .query((row, number) -> new SubjectPage.Event(row.getString("name"), row.getString("short_name"),
                        row.getObject("public_id", UUID.class), row.getString("display_name"), row.getString("rule"),
                        row.getString("reason"), Rows.time(row, "at"), row.getBoolean("here")))
                .list();
    }

    List<Resemblance.Account> accounts(ReadTx tx, Set<TenantId> tenants, UUID subject) {
        return over(tx, tenants, """
                                 select a.username, i.display_name, a.mail, a.employee_id
                                 from identity i
                                 join account a on a.tenant_id = i.tenant_id and a.identity_id = i.identity_id
                                 where i.tenant_id = any(:tenants) and i.subject = :subject and i.kind = 'human'""")
                .param("subject", subject).query((row, number) -> account(row)).list();
    }

    /**
     * People who have one thing in common with these accounts, but neither the subject nor a person's word. One more than
     * {@link ProposalStore#MOST_ROWS} where there are more.
     */
    List<Candidate> candidates(ReadTx tx, Set<TenantId> tenants, UUID subject, List<Resemblance.Account> like) {
        return over(tx, tenants,
                """
                select t.public_id as tenant, t.short_name, t.name, i.public_id, i.display_name, a.username, a.mail,
                  a.employee_id
                from identity i
                join account a on a.tenant_id = i.tenant_id and a.identity_id = i.identity_id and a.gone_at is null
                join tenant t on t.tenant_id = i.tenant_id
                where i.tenant_id = any(:tenants) and i.subject <> :subject and\s""" + ProposalStore.SAME_KEY
                        + """
                          order by t.name, i.display_name, i.identity_id limit :most""")
                .param("subject", subject)
                .params(ProposalStore.keys(like)).param("most", ProposalStore.MOST_ROWS + 1)
                .query((row, number) -> new Candidate(
                        new SubjectView.TenantRef(row.getObject("tenant", UUID.class), row.getString("short_name"),
                                row.getString("name")),
                        row.getObject("public_id", UUID.class), row.getString("display_name"), account(row)))
                .list();
    }

    private static Resemblance.Account account(ResultSet row) throws SQLException {
        return new Resemblance.Account(row.getString("username"), row.getString("display_name"),
                row.getString("mail"), row.getString("employee_id"));
    }

    private static Found found(ResultSet row) throws SQLException {
        return new Found(new TenantId(row.getInt("tenant_id")), row.getLong("identity_id"),
                row.getObject("public_id", UUID.class), row.getObject("subject", UUID.class), row.getString("kind"));
    }

    private static JdbcClient.StatementSpec over(ReadTx tx, Set<TenantId> tenants, String sql) {
        return tx.sql(sql).param("tenants",
                tenants.stream().map(TenantId::value).toArray(Integer[]::new));
    }
}
