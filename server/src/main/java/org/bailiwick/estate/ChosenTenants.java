package org.bailiwick.estate;

import java.util.List;
import java.util.Map;
import java.util.Set;
import org.bailiwick.platform.TenantId;
import org.bailiwick.platform.Transactions;
import org.bailiwick.web.Chrome;
import org.bailiwick.web.Refusal;
import org.bailiwick.web.RefusedException;
import org.bailiwick.web.Scope;
import org.bailiwick.web.VisibleTenant;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Component;

/**
 * Narrows what somebody sees to the tenants with a tag, or in a set. It only ever takes tenants away, so every list over
 * several tenants, its file and its API can be narrowed by the same two parameters.
 */
@Component
public final class ChosenTenants {
    private final Transactions transactions;
    private final EstateStore store;
    private final TenantSets sets;

    ChosenTenants(Transactions transactions, EstateStore store, TenantSets sets) {
        this.transactions = transactions;
        this.store = store;
        this.sets = sets;
    }

    /**
     * @param tag a tag; blank for all
     * @param set public id of a tenant set; blank for all
     */
    public Scope narrow(Scope scope, @Nullable String tag, @Nullable String set) {
        var left = scope.tenants().stream();
        if (tag != null && !tag.isBlank()) {
            var tags = tags(scope.ids());
            var wanted = TenantTags.normal(tag);
            left = left.filter(tenant -> tags.getOrDefault(tenant.id(), List.of()).contains(wanted));
        }
        if (set != null && !set.isBlank()) {
            var members = members(scope, set);
            left = left.filter(tenant -> members.contains(tenant.id()));
        }
        return new Scope(left.toList(), scope.estate());
    }

    public Map<TenantId, List<String>> tags(Set<TenantId> tenants) {
        return tenants.isEmpty() ? Map.of() : transactions.oversight(tenants, tx -> store.tags(tx, tenants));
    }

    /** What somebody can choose by. */
    public Chrome.Choices choices(Scope scope) {
        return new Chrome.Choices(tagsOfCustomers(scope), sets.list(scope).stream()
                .map(set -> new Chrome.Choice(set.id().toString(), set.name())).toList());
    }

    /** Each once, of the customers among these tenants. */
    List<String> tagsOfCustomers(Scope scope) {
        var customers = scope.tenants().stream().filter(tenant -> !tenant.msp()).map(VisibleTenant::id);
        return tags(Set.copyOf(customers.toList())).values().stream().flatMap(List::stream).distinct().sorted()
                .toList();
    }

    private Set<TenantId> members(Scope scope, String set) {
        return sets.list(scope).stream().filter(each -> each.id().toString().equals(set)).findFirst()
                .map(TenantSets::ids).orElseThrow(() -> new RefusedException(Refusal.of(HttpStatus.BAD_REQUEST,
                        "invalid-parameter", "parameter is not valid",
                        "`set` is the id of a tenant set that you may see; take one of the list")));
    }
}
