package org.bailiwick.lifecycle;

import java.util.List;
import java.util.UUID;
import org.bailiwick.web.Scope;
import org.bailiwick.web.VisibleTenant;

/**
 * What waits for somebody to order it, as people read it.
 *
 * @param hash of exactly this, to which an order is bound
 */
public record LeftView(String hash, List<InTenant> tenants) {
    public LeftView {
        tenants = List.copyOf(tenants);
    }

    public record InTenant(VisibleTenant tenant, List<OfAccount> accounts) {
        public InTenant {
            accounts = List.copyOf(accounts);
        }
    }

    /** @param disable whether the account itself is disabled, or only memberships are taken away */
    public record OfAccount(UUID account, String username, boolean disable, List<Membership> memberships) {
        public OfAccount {
            memberships = List.copyOf(memberships);
        }
    }

    public record Membership(UUID grant, String name) {}

    static LeftView of(List<Left> left, Scope scope) {
        return new LeftView(Left.hash(left), left.stream().flatMap(each -> scope.find(each.tenant())
                .map(tenant -> new InTenant(tenant,
                        each.plan().accounts().stream().map(account -> account(each, account)).toList()))
                .stream()).toList());
    }

    private static OfAccount account(Left left, PartPlan.OfAccount account) {
        return new OfAccount(account.account(), left.name(account.account()), account.disable(),
                account.grants().stream().map(grant -> new Membership(grant, left.name(grant))).toList());
    }

    /** How many changes this is. */
    public int changes() {
        return tenants.stream().flatMap(each -> each.accounts().stream())
                .mapToInt(account -> (account.disable() ? 1 : 0) + account.memberships().size()).sum();
    }
}
