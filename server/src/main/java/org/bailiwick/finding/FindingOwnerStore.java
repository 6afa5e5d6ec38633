package org.bailiwick.finding;

import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.bailiwick.authority.Attempt;
import org.bailiwick.authority.Capabilities;
import org.bailiwick.authority.OwnAuthorities;
import org.bailiwick.authority.Principal;
import org.bailiwick.authority.WhoMay;
import org.bailiwick.platform.PersonId;
import org.bailiwick.platform.ReadTx;
import org.bailiwick.platform.TenantId;
import org.bailiwick.platform.TenantTx;
import org.springframework.jdbc.core.simple.JdbcClient.StatementSpec;
import org.springframework.stereotype.Component;

/**
 * The SQL of findings' owners, and which of them may decide where they own them, by the decision point's rule at the time
 * of asking: who lost that authority owns nothing any longer, whatever the rows say.
 */
@Component
final class FindingOwnerStore {
    private final WhoMay whoMay;
    private final OwnAuthorities authorities;

    FindingOwnerStore(WhoMay whoMay, OwnAuthorities authorities) {
        this.whoMay = whoMay;
        this.authorities = authorities;
    }

    private record Owner(TenantId tenant, PersonId person) {}

    /** Binds {@code owner_tenants} and {@code owner_persons}: side by side, those that stand. */
    StatementSpec bind(StatementSpec statement, TenantTx tx) {
        var standing = named(tx::sql, Set.of(tx.tenant())).stream()
                .filter(owner -> whoMay.may(tx, owner.person(), Capabilities.GRANT_DECIDE)).toList();
        return bind(statement, standing);
    }

    StatementSpec bind(StatementSpec statement, ReadTx tx, Set<TenantId> tenants) {
        var byPerson = named(tx::sql, tenants).stream().collect(Collectors.groupingBy(Owner::person));
        var standing = byPerson.entrySet().stream().flatMap(each -> authorities.promising(tx, each.getKey(),
                each.getValue().stream().map(owner -> new Attempt(owner.tenant(), Capabilities.GRANT_DECIDE))
                        .collect(Collectors.toUnmodifiableSet()))
                .stream().map(open -> new Owner(open.tenant(), each.getKey()))).toList();
        return bind(statement, standing);
    }

    /** How many open findings are this person's, by tenant; only where they may decide. */
    Map<TenantId, Long> open(ReadTx tx, Principal.Person person, Set<TenantId> tenants) {
        var counts = tx.sql("""
                            select tenant_id, count(*) as findings from finding
                            where tenant_id = any(:tenants) and person_id = :person and state = 'open'
                            group by tenant_id""").param("tenants", ids(tenants)).param("person", person.id().value())
                .query((row, number) -> Map.entry(new TenantId(row.getInt("tenant_id")), row.getLong("findings")))
                .list();
        var may = authorities.promising(tx, person.id(), counts.stream()
                .map(each -> new Attempt(each.getKey(), Capabilities.GRANT_DECIDE))
                .collect(Collectors.toUnmodifiableSet())).stream().map(Attempt::tenant).collect(Collectors.toSet());
        return counts.stream().filter(each -> may.contains(each.getKey()))
                .collect(Collectors.toUnmodifiableMap(Map.Entry::getKey, Map.Entry::getValue));
    }

    private static List<Owner> named(Function<String, StatementSpec> sql, Set<TenantId> tenants) {
        return sql.apply("""
                         select distinct tenant_id, person_id from finding
                         where tenant_id = any(:tenants) and person_id is not null""").param("tenants", ids(tenants))
                .query((row, number) -> new Owner(new TenantId(row.getInt("tenant_id")),
                        new PersonId(row.getLong("person_id"))))
                .list();
    }

    private static StatementSpec bind(StatementSpec statement, List<Owner> standing) {
        return statement.param("owner_tenants", ids(standing.stream().map(Owner::tenant).toList()))
                .param("owner_persons",
                        standing.stream().map(owner -> owner.person().value()).toArray(Long[]::new));
    }

    private static Integer[] ids(Collection<TenantId> tenants) {
        return tenants.stream().map(TenantId::value).toArray(Integer[]::new);
    }
}
