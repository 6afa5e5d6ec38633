package org.bailiwick.register;

import java.nio.charset.StandardCharsets;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Stream;
import org.bailiwick.authority.Persons;
import org.bailiwick.authority.Principal;
import org.bailiwick.connector.EntitlementKey;
import org.bailiwick.platform.PersonId;
import org.bailiwick.platform.TenantTx;
import org.bailiwick.proof.Json;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** The SQL of reading grants. */
@Component
final class GrantStore {
    /** Where a page of grants ended; the most privileged come first, and what is not known is no less than moderate. */
    record Place(int rank, UUID grant) {}

    /** A row before the entitlements on its paths have names. */
    private record Found(GrantView grant, List<List<Long>> paths) {}

    private static final String GRANT = """
                                        select g.grant_id, g.public_id, g.direct, g.effective, g.paths::text as paths,
                                          a.account_id, a.public_id as account, a.connection_id, a.external_id, a.username, a.display_name,
                                          i.public_id as identity, i.subject, i.kind as identity_kind, i.person_id,
                                          e.entitlement_id, e.public_id as entitlement, e.kind as entitlement_kind,
                                          e.external_id as entitlement_key, e.name, e.tier, e.self_raising,
                                          coalesce(g.since, p.since) as since, p.until
                                        """;
    private static final String PERIOD = """
                                         left join lateral (
                                           select since, until from grant_period p
                                           where g.since is null and p.tenant_id = g.tenant_id and p.grant_id = g.grant_id
                                           order by since desc limit 1) p on true
                                         """;

    private static final String SELECT = GRANT
            + """
              from access_grant g
              join account a on a.tenant_id = g.tenant_id and a.account_id = g.account_id
              join identity i on i.tenant_id = a.tenant_id and i.identity_id = a.identity_id
              join entitlement e on e.tenant_id = g.tenant_id and e.entitlement_id = g.entitlement_id
              """ + PERIOD + "where g.tenant_id = :tenant ";

    /**
     * Of those that are named. {@code offset 0} keeps each look-up one by its key: of tables that were filled just now the planner knows
     * nothing, and would go through all accounts of the tenant for each of its grants.
     */
    private static final String CHOSEN = GRANT
            + """
              from (
                select tenant_id, grant_id, public_id, account_id, entitlement_id, direct, effective, paths, since
                from access_grant where tenant_id = :tenant and %s offset 0) g
              cross join lateral (
                select account_id, public_id, identity_id, connection_id, external_id, username, display_name
                from account where tenant_id = :tenant and account_id = g.account_id offset 0) a
              cross join lateral (
                select public_id, subject, kind, person_id
                from identity where tenant_id = :tenant and identity_id = a.identity_id offset 0) i
              cross join lateral (
                select entitlement_id, public_id, kind, external_id, name, tier, self_raising
                from entitlement where tenant_id = :tenant and entitlement_id = g.entitlement_id
                offset 0) e
              """ + PERIOD + "order by g.grant_id";
    private static final String BY_PUBLIC_ID = CHOSEN.formatted("public_id = :public");
    private static final String BY_PUBLIC_IDS = CHOSEN.formatted("public_id = any(:public)");
    private static final String BY_ID = CHOSEN.formatted("grant_id = :id");
    private static final String BY_HOLDER = CHOSEN
            .formatted("account_id = :account and entitlement_id = :entitlement");
    private static final String OF_ACCOUNTS = CHOSEN.formatted("account_id = any(:accounts) and effective");
    private static final String OF_ACCOUNT = CHOSEN.formatted("account_id = :account and effective");

    private static final String RANK = """
                                       case e.tier when 'critical' then 1 when 'high' then 2 when 'not known' then 3 when 'moderate' then 4
                                       else 5 end""";

    Optional<GrantView> find(TenantTx tx, UUID publicId) {
        return views(tx, tx.sql(BY_PUBLIC_ID).param("public", publicId)).stream().findFirst();
    }

    Optional<GrantView> find(TenantTx tx, long id) {
        return views(tx, tx.sql(BY_ID).param("id", id)).stream().findFirst();
    }

    Optional<GrantView> find(TenantTx tx, long account, long entitlement) {
        return views(tx, tx.sql(BY_HOLDER)
                .param("account", account).param("entitlement", entitlement)).stream().findFirst();
    }

    List<GrantView> ofAccount(TenantTx tx, long account) {
        return views(tx, tx.sql(OF_ACCOUNT)
                .param("account", account));
    }

    List<GrantView> findAll(TenantTx tx, Collection<UUID> publicIds) {
        return views(tx, tx.sql(BY_PUBLIC_IDS)
                .param("public", publicIds.toArray(UUID[]::new)));
    }

    List<GrantView> ofAccounts(TenantTx tx, Collection<Long> accounts) {
        return views(tx, tx.sql(OF_ACCOUNTS)
                .param("accounts", accounts.toArray(Long[]::new)));
    }

    List<GrantView> page(TenantTx tx, GrantFilter filter, @Nullable Place after, int limit) {
        return views(tx,
                tx.sql(SELECT + """
                                and (:tier::text is null or e.tier = :tier)
                                and (:direct::boolean is null or g.direct = :direct)
                                and (:effective::boolean is null or g.effective = :effective)
                                and (:identity::uuid is null or i.public_id = :identity)
                                and (:entitlement::uuid is null or e.public_id = :entitlement)
                                and (:search::text is null or position(lower(:search) in lower(a.username)) > 0
                                  or position(lower(:search) in lower(a.display_name)) > 0
                                  or position(lower(:search) in lower(e.name)) > 0)
                                and (:after_rank::int is null or (%s, g.public_id) > (:after_rank, :after_grant::uuid))
                                order by %s, g.public_id limit :limit""".formatted(RANK, RANK))
                        .param("tier", filter.tier()).param("direct", filter.direct())
                        .param("effective", filter.effective())
                        .param("identity", filter.identity()).param("entitlement", filter.entitlement())
                        .param("search", filter.search()).param("after_rank", after == null ? null : after.rank())
                        .param("after_grant", after == null ? null : after.grant()).param("limit", limit));
    }

    static Place place(GrantView grant) {
        int rank = switch (grant.entitlement().tier()) {
            case "critical" -> 1;
            case "high" -> 2;
            case "not known" -> 3;
            case "moderate" -> 4;
            default -> 5;
        };
        return new Place(rank, grant.publicId());
    }

    boolean linkedTo(TenantTx tx, long account, PersonId person) {
        return tx.sql("""
                      select exists (
                        select from account a
                        join identity i on i.tenant_id = a.tenant_id and i.identity_id = a.identity_id
                        where a.tenant_id = :tenant and a.account_id = :account and i.person_id = :person)""")
                .param("account", account).param("person", person.value()).query(Boolean.class).single();
    }

    /** As {@link #linkedTo} and {@link #belongsTo} together, for many accounts at once. */
    List<Long> own(TenantTx tx, Collection<Long> accounts, Principal.Person person) {
        return tx.sql(
                """
                select mine.account_id from account mine
                where mine.tenant_id = :tenant and mine.account_id = any(:accounts) and (
                  exists (select from identity i
                    where i.tenant_id = mine.tenant_id and i.identity_id = mine.identity_id and i.person_id = :person)
                  or exists (
                    select from account a
                    join connection c on c.tenant_id = a.tenant_id and c.connection_id = a.connection_id
                    left join tenant_person p on p.tenant_id = a.tenant_id and p.person_id = :person
                    where a.tenant_id = mine.tenant_id and a.identity_id = mine.identity_id
                      and (c.provider_id = :provider and a.external_id = :subject
                        or a.mail_verified and p.mail_verified and a.mail <> '' and lower(a.mail) = lower(p.mail))))""")
                .param("accounts", accounts.toArray(Long[]::new)).param("person", person.id().value())
                .param("provider", person.provider().value()).param("subject", person.subject())
                .query(Long.class).list();
    }

    /** By the key of the provider that is this system, or by a mail address that this tenant has verified for both. */
    boolean belongsTo(TenantTx tx, long account, Principal.Person person) {
        return belongsTo(tx, account, person.id(), new Persons.Key(person.provider(), person.subject()));
    }

    boolean belongsTo(TenantTx tx, long account, PersonId person, Persons.Key key) {
        return tx.sql(
                """
                select exists (
                  select from account mine
                  join account a on a.tenant_id = mine.tenant_id and a.identity_id = mine.identity_id
                  join connection c on c.tenant_id = a.tenant_id and c.connection_id = a.connection_id
                  left join tenant_person p on p.tenant_id = a.tenant_id and p.person_id = :person
                  where mine.tenant_id = :tenant and mine.account_id = :account
                    and (c.provider_id = :provider and a.external_id = :subject
                      or a.mail_verified and p.mail_verified and a.mail <> '' and lower(a.mail) = lower(p.mail)))""")
                .param("account", account).param("person", person.value())
                .param("provider", key.provider().value()).param("subject", key.subject())
                .query(Boolean.class).single();
    }

    private static List<GrantView> views(TenantTx tx, JdbcClient.StatementSpec statement) {
        var found = statement.query((row, number) -> new Found(grant(tx, row), ids(row.getString("paths")))).list();
        var onPaths = entitlements(tx, found.stream().flatMap(each -> each.paths().stream()).flatMap(List::stream)
                .distinct());
        return found.stream().map(each -> named(each, onPaths)).toList();
    }

    private static GrantView named(Found found, Map<Long, GrantView.EntitlementRef> onPaths) {
        var paths = found.paths().stream()
                .map(path -> path.stream().map(id -> Objects.requireNonNull(onPaths.get(id))).toList()).toList();
        var grant = found.grant();
        return new GrantView(grant.tenant(), grant.id(), grant.publicId(), grant.account(), grant.entitlement(),
                grant.direct(), grant.effective(), paths, grant.since(), grant.until(), grant.person());
    }

    private static Map<Long, GrantView.EntitlementRef> entitlements(TenantTx tx, Stream<Long> ids) {
        var found = new HashMap<Long, GrantView.EntitlementRef>();
        tx.sql("""
               select entitlement_id, public_id as entitlement, kind as entitlement_kind,
                 external_id as entitlement_key, name, tier, self_raising
               from entitlement where tenant_id = :tenant and entitlement_id = any(:ids)""")
                .param("ids", ids.toArray(Long[]::new))
                .query(row -> {
                    found.put(row.getLong("entitlement_id"), entitlement(row));
                });
        return found;
    }

    private static GrantView grant(TenantTx tx, ResultSet row) throws SQLException {
        var account = new GrantView.AccountRef(row.getLong("account_id"), row.getObject("account", UUID.class),
                row.getLong("connection_id"), row.getString("external_id"), row.getString("username"),
                row.getString("display_name"), row.getObject("identity", UUID.class),
                row.getObject("subject", UUID.class), row.getString("identity_kind"));
        return new GrantView(tx.tenant(), row.getLong("grant_id"), row.getObject("public_id", UUID.class), account,
                entitlement(row), row.getBoolean("direct"), row.getBoolean("effective"), List.of(),
                Rows.time(row, "since"), Optional.ofNullable(Rows.timeOrNull(row, "until")),
                Optional.ofNullable(row.getObject("person_id", Long.class)).map(PersonId::new));
    }

    private static GrantView.EntitlementRef entitlement(ResultSet row) throws SQLException {
        return new GrantView.EntitlementRef(row.getLong("entitlement_id"), row.getObject("entitlement", UUID.class),
                new EntitlementKey(row.getString("entitlement_kind"), row.getString("entitlement_key")),
                row.getString("name"), row.getString("tier"), row.getBoolean("self_raising"));
    }

    /** From {@code [[1],[2,1]]}. */
    private static List<List<Long>> ids(String paths) {
        return items(Json.parse(paths.getBytes(StandardCharsets.UTF_8)))
                .map(path -> items(path).map(GrantStore::id).toList()).toList();
    }

    private static Stream<Json> items(Json json) {
        return json instanceof Json.Arr array ? array.items().stream() : Stream.of();
    }

    private static long id(Json json) {
        return json instanceof Json.Num number ? (long) number.value() : 0;
    }
}
