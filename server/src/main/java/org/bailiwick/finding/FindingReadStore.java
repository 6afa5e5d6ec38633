package org.bailiwick.finding;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.bailiwick.authority.Side;
import org.bailiwick.finding.FindingView.Subject;
import org.bailiwick.platform.PersonId;
import org.bailiwick.platform.ReadTx;
import org.bailiwick.platform.TenantId;
import org.bailiwick.platform.TenantTx;
import org.bailiwick.register.Freshness;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** The SQL of reading findings: one tenant's, or several tenants' for oversight. */
@Component
final class FindingReadStore {
    private static final String RANK = "case f.severity when 'critical' then 1 when 'high' then 2 when 'moderate' then 3 else 4 end";

    private static final String SELECT = """
                                         select f.tenant_id, f.public_id, f.rule, f.severity, f.title, f.reasons, f.detail::text as detail,
                                           f.state, f.decision, f.side, f.first_seen_at, f.opened_at, f.due_at, f.state_at, f.times_returned,
                                           f.subject_kind, f.subject_id, c.public_id as change, i.public_id as identity,
                                           case f.subject_kind when 'grant' then g.public_id when 'account' then a.public_id
                                             when 'credential' then k.public_id when 'identity' then i.public_id
                                             when 'connection' then n.public_id when 'entitlement' then e.public_id end as subject,
                                           case f.subject_kind when 'grant' then e.name || ' of ' || a.username
                                             when 'credential' then k.kind || ' of ' || a.username when 'account' then a.username
                                             when 'identity' then i.display_name when 'connection' then n.name
                                             when 'entitlement' then e.name end as subject_name,
                                           f.person_id as owner_id, stands.person_id is not null as owner_may_decide,
                                           coalesce(owner.name, 'somebody not named here') as owner_name
                                         from finding f
                                         left join change_order c on c.tenant_id = f.tenant_id and c.change_id = f.change_id
                                         left join access_grant g on g.tenant_id = f.tenant_id and f.subject_kind = 'grant'
                                           and g.grant_id = f.subject_id
                                         left join credential k on k.tenant_id = f.tenant_id and f.subject_kind = 'credential'
                                           and k.credential_id = f.subject_id
                                         left join connection n on n.tenant_id = f.tenant_id and f.subject_kind = 'connection'
                                           and n.connection_id = f.subject_id
                                         left join account a on a.tenant_id = f.tenant_id and a.account_id = case f.subject_kind
                                           when 'account' then f.subject_id else coalesce(g.account_id, k.account_id) end
                                         left join entitlement e on e.tenant_id = f.tenant_id and e.entitlement_id = case f.subject_kind
                                           when 'entitlement' then f.subject_id else g.entitlement_id end
                                         left join identity i on i.tenant_id = f.tenant_id and i.identity_id = case f.subject_kind
                                           when 'identity' then f.subject_id else a.identity_id end
                                         left join tenant_person owner on owner.tenant_id = f.tenant_id and owner.person_id = f.person_id
                                         left join unnest(:owner_tenants::int[], :owner_persons::bigint[]) as stands (tenant_id, person_id)
                                           on stands.tenant_id = f.tenant_id and stands.person_id = f.person_id
                                         where f.tenant_id = any(:tenants)
                                         """;

    private final FindingOwnerStore owners;
    private final Freshness freshness;

    FindingReadStore(FindingOwnerStore owners, Freshness freshness) {
        this.owners = owners;
        this.freshness = freshness;
    }

    /** Where a page ended: the worst come first, and among these what is due first. */
    record Place(int rank, Instant dueAt, UUID finding) {}

    /** A filter, and who asks: what is theirs depends on it. */
    record Wanted(FindingFilter filter, @Nullable PersonId asker) {}

    List<FindingView> page(TenantTx tx, Wanted wanted, @Nullable Place after, int limit) {
        return page(all(tx, listed(wanted.filter())), wanted, after, limit);
    }

    List<FindingView> page(ReadTx tx, Set<TenantId> tenants, Wanted wanted, @Nullable Place after, int limit) {
        var statement = of(tx.sql(listed(wanted.filter())), tenants);
        return page(owners.bind(statement, tx, tenants), wanted, after, limit);
    }

    /** Of one tenant, with its findings' owners. */
    private JdbcClient.StatementSpec all(TenantTx tx, String sql) {
        return owners.bind(of(tx.sql(sql), Set.of(tx.tenant())), tx);
    }

    Optional<FindingView> find(TenantTx tx, UUID publicId) {
        return all(tx, SELECT + "and f.public_id = :public").param("public", publicId)
                .query((row, number) -> view(row)).optional();
    }

    List<FindingView> find(TenantTx tx, Collection<UUID> publicIds) {
        return all(tx, SELECT + "and f.public_id = any(:publics)")
                .param("publics", publicIds.toArray(UUID[]::new)).query((row, number) -> view(row)).list();
    }

    /** An account that a finding about a whole account, identity, secret, role or group concerns. */
    record Touched(UUID finding, long account, UUID identity, long connection) {}

    List<Touched> touched(TenantTx tx, Collection<UUID> publicIds) {
        return tx.sql("""
                      select f.public_id as finding, a.account_id, i.public_id as identity, a.connection_id
                      from finding f
                      left join credential k on k.tenant_id = f.tenant_id and f.subject_kind = 'credential'
                        and k.credential_id = f.subject_id
                      join account a on a.tenant_id = f.tenant_id and case f.subject_kind
                        when 'account' then a.account_id = f.subject_id
                        when 'credential' then a.account_id = k.account_id
                        when 'identity' then a.identity_id = f.subject_id
                        when 'entitlement' then exists (select from access_grant h where h.tenant_id = :tenant
                          and h.account_id = a.account_id and h.entitlement_id = f.subject_id and h.effective)
                        else false end
                      join identity i on i.tenant_id = a.tenant_id and i.identity_id = a.identity_id
                      where f.tenant_id = :tenant and f.public_id = any(:publics)""")
                .param("publics", publicIds.toArray(UUID[]::new))
                .query((row, number) -> new Touched(row.getObject("finding", UUID.class), row.getLong("account_id"),
                        row.getObject("identity", UUID.class), row.getLong("connection_id")))
                .list();
    }

    /** Of the identity, its accounts, what these hold and their credentials; the worst first. */
    List<FindingView> openAbout(TenantTx tx, UUID identity) {
        return all(tx, SELECT + """
                                and f.state = 'open' and i.public_id = :identity
                                order by %s, f.due_at, f.public_id""".formatted(RANK))
                .param("identity", identity).query((row, number) -> view(row)).list();
    }

    /** @param grants inside ids */
    List<FindingView> openAbout(TenantTx tx, Collection<Long> grants) {
        return all(tx, SELECT + """
                                and f.state = 'open' and f.subject_kind = 'grant' and f.subject_id = any(:grants)
                                order by f.public_id""").param("grants", grants.toArray(Long[]::new))
                .query((row, number) -> view(row)).list();
    }

    List<FindingEvent> events(TenantTx tx, UUID publicId) {
        return tx.sql("""
                      select v.at, v.what, v.severity, v.detail, v.ticket, v.event_id,
                        case when v.person_id is not null then coalesce(p.name, 'name erased') end as person,
                        case when v.owner_person_id is not null then coalesce(o.name, 'name erased') end as owner
                      from finding_event v
                      join finding f on f.tenant_id = v.tenant_id and f.finding_id = v.finding_id
                      left join tenant_person p on p.tenant_id = v.tenant_id and p.person_id = v.person_id
                      left join tenant_person o on o.tenant_id = v.tenant_id and o.person_id = v.owner_person_id
                      where v.tenant_id = :tenant and f.public_id = :public order by v.number""")
                .param("public", publicId)
                .query((row, number) -> new FindingEvent(time(row, "at"), row.getString("what"),
                        Severity.of(row.getString("severity")), row.getString("detail"), row.getString("person"),
                        row.getString("owner"), row.getString("ticket"), row.getObject("event_id", UUID.class)))
                .list();
    }

    List<RuleSummary> summaries(TenantTx tx) {
        return summaries(tx.sql(SUMMARY), Set.of(tx.tenant()), freshness.notBefore(tx.now()));
    }

    List<RuleSummary> summaries(ReadTx tx, Set<TenantId> tenants) {
        return summaries(tx.sql(SUMMARY), tenants, freshness.notBefore(tx.now()));
    }

    static Place place(FindingView last) {
        return new Place(last.severity().ordinal() + 1, last.dueAt(), last.id());
    }

    private static final String SUMMARY = """
                                          select tenant_id, rule, open_critical, open_high, open_moderate, open_low, decided, ending, known,
                                            not_known, why, as_of, oldest_open_at
                                          from finding_summary where tenant_id = any(:tenants) order by tenant_id, rule""";

    private static List<RuleSummary> summaries(JdbcClient.StatementSpec statement, Set<TenantId> tenants,
            Instant fresh) {
        return of(statement, tenants).query((row, number) -> new RuleSummary(new TenantId(row.getInt("tenant_id")),
                Rule.of(row.getString("rule")), row.getLong("open_critical"), row.getLong("open_high"),
                row.getLong("open_moderate"), row.getLong("open_low"), row.getLong("decided"), row.getLong("ending"),
                row.getBoolean("known"), row.getLong("not_known"), row.getString("why"), time(row, "as_of"),
                Optional.ofNullable(FindingStore.timeOrNull(row, "oldest_open_at"))).notKnownBefore(fresh)).list();
    }

    private static String listed(FindingFilter filter) {
        return SELECT + (filter.pattern() == null
                ? ""
                : """
                  and (f.tenant_id, f.finding_id) in (select tenant_id, finding_id from finding_trait
                    where tenant_id = any(:tenants) and pattern = :pattern)
                  """)
                + """
                  and (:rule::text is null or f.rule = :rule)
                  and (:severity::text is null or f.severity = :severity)
                  and (:state = 'all' or f.state = :state or :state = 'unfinished' and f.state = 'open'
                    or :state in ('unfinished', 'ending') and f.state = 'decided' and f.decision = 'revoke ordered')
                  and (:owner::text is null or :owner = 'nobody' and stands.person_id is null
                    or :owner = 'mine' and stands.person_id = :asker)
                  and (:after_rank::int is null
                    or (%s, f.due_at, f.public_id) > (:after_rank, :after_due::timestamptz, :after_id::uuid))
                  order by %s, f.due_at, f.public_id limit :limit""".formatted(RANK, RANK);
    }

    private static List<FindingView> page(JdbcClient.StatementSpec statement, Wanted wanted, @Nullable Place after,
            int limit) {
        var filter = wanted.filter();
        var narrowed = filter.pattern() == null ? statement : statement.param("pattern", filter.pattern());
        return narrowed.param("owner", filter.owner() == null ? null : filter.ownerWord())
                .param("asker", wanted.asker() == null ? null : wanted.asker().value())
                .param("rule", filter.rule() == null ? null : filter.rule().id())
                .param("severity", filter.severity() == null ? null : filter.severity().text())
                .param("state", filter.stateWord())
                .param("after_rank", after == null ? null : after.rank())
                .param("after_due",
                        after == null ? null : OffsetDateTime.ofInstant(after.dueAt(), ZoneOffset.UTC))
                .param("after_id", after == null ? null : after.finding()).param("limit", limit)
                .query((row, number) -> view(row)).list();
    }

    private static JdbcClient.StatementSpec of(JdbcClient.StatementSpec statement, Collection<TenantId> tenants) {
        return statement.param("tenants", tenants.stream().map(TenantId::value).toArray(Integer[]::new));
    }

    private static FindingView view(ResultSet row) throws SQLException {
        var title = row.getString("title");
        return new FindingView(new TenantId(row.getInt("tenant_id")), row.getObject("public_id", UUID.class),
                Rule.of(row.getString("rule")), Severity.of(row.getString("severity")), title,
                FindingStore.texts(row, "reasons"), row.getString("detail"),
                FindingState.of(row.getString("state")), row.getString("decision"),
                row.getObject("change", UUID.class), Side.valueOf(row.getString("side").toUpperCase(Locale.ROOT)),
                time(row, "first_seen_at"), time(row, "opened_at"), time(row, "due_at"), time(row, "state_at"),
                row.getInt("times_returned"),
                new Subject(SubjectKind.of(row.getString("subject_kind")), row.getLong("subject_id"),
                        row.getObject("subject", UUID.class),
                        Objects.requireNonNullElse(row.getString("subject_name"), title),
                        row.getObject("identity", UUID.class)),
                owner(row));
    }

    private static FindingView.@Nullable Owner owner(ResultSet row) throws SQLException {
        return row.getObject("owner_id") == null
                ? null
                : new FindingView.Owner(new PersonId(row.getLong("owner_id")), row.getString("owner_name"),
                        row.getBoolean("owner_may_decide"));
    }

    private static Instant time(ResultSet row, String column) throws SQLException {
        return row.getObject(column, OffsetDateTime.class).toInstant();
    }
}
