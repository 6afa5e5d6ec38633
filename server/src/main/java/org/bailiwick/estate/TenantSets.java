package org.bailiwick.estate;

import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import org.bailiwick.authority.DecisionPoint;
import org.bailiwick.authority.Permit;
import org.bailiwick.authority.Principal;
import org.bailiwick.ledger.Activity;
import org.bailiwick.ledger.Entry;
import org.bailiwick.ledger.Ledger;
import org.bailiwick.ledger.Outcome;
import org.bailiwick.ledger.Target;
import org.bailiwick.platform.Ids;
import org.bailiwick.platform.Result;
import org.bailiwick.platform.TenantId;
import org.bailiwick.platform.TenantTx;
import org.bailiwick.platform.Transactions;
import org.bailiwick.proof.Json;
import org.bailiwick.web.Scope;
import org.bailiwick.web.VisibleTenant;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/**
 * Static tenant sets. Whoever changes one changes the members that they may see; the others stay, unseen. Every change
 * stands in the MSP's record, with the members by their public ids, which tell nothing to whoever may not see them.
 */
@Component
final class TenantSets {
    static final int LONGEST_NAME = 80;

    private final Transactions transactions;
    private final EstateStore store;
    private final SetOwners owners;
    private final DecisionPoint decisions;
    private final Ledger ledger;
    private final Ids ids;

    TenantSets(Transactions transactions, EstateStore store, SetOwners owners, DecisionPoint decisions, Ledger ledger,
            Ids ids) {
        this.transactions = transactions;
        this.store = store;
        this.owners = owners;
        this.decisions = decisions;
        this.ledger = ledger;
        this.ids = ids;
    }

    /** Only for who holds something in the MSP's own tenant; others see no set. */
    List<TenantSet> list(Scope scope) {
        return scope.find(TenantId.MSP).isEmpty()
                ? List.of()
                : transactions.tenant(TenantId.MSP, store::sets).stream().map(row -> seen(row, scope)).toList();
    }

    /** @param permit for {@code tenant.manage} in the MSP's own tenant */
    Result<TenantSet, EstateProblem> create(Permit permit, Scope scope, String typedName, List<String> shortNames) {
        var name = typedName.strip();
        var unfit = unfit(name, scope, shortNames);
        if (unfit.isPresent()) {
            return Result.no(unfit.get());
        }
        if (!(permit.principal() instanceof Principal.Person owner)) {
            throw new IllegalArgumentException("people make tenant sets, not the product");
        }
        var id = ids.uuid();
        return transactions.tenant(TenantId.MSP, tx -> {
            decisions.confirm(tx, permit);
            if (!store.insert(tx, id, name, owner.id())) {
                return Result.no(new EstateProblem.NameTaken(name));
            }
            var row = store.lock(tx, id).orElseThrow();
            members(scope, shortNames).forEach(member -> store.add(tx, row.id(), member.id()));
            return Result.ok(recorded(tx, permit, scope, Activity.TENANT_SET_MADE, null, id));
        });
    }

    /** @param permit for {@code tenant.manage} in the MSP's own tenant */
    Result<TenantSet, EstateProblem> change(Permit permit, Scope scope, UUID id, String typedName,
            List<String> shortNames) {
        var name = typedName.strip();
        var unfit = unfit(name, scope, shortNames);
        if (unfit.isPresent()) {
            return Result.no(unfit.get());
        }
        return transactions.tenant(TenantId.MSP, tx -> {
            decisions.confirm(tx, permit);
            var before = store.lock(tx, id);
            if (before.isEmpty()) {
                return Result.no(new EstateProblem.SetUnknown(id));
            }
            var set = before.get();
            if (!store.rename(tx, set.id(), name)) {
                return Result.no(new EstateProblem.NameTaken(name));
            }
            var wanted = members(scope, shortNames).stream().map(VisibleTenant::id).collect(Collectors.toSet());
            var seen = new HashSet<>(set.members());
            seen.retainAll(scope.ids());
            seen.stream().filter(member -> !wanted.contains(member))
                    .forEach(member -> store.remove(tx, set.id(), member));
            wanted.forEach(member -> store.add(tx, set.id(), member));
            return Result.ok(recorded(tx, permit, scope, Activity.TENANT_SET_CHANGED, set, id));
        });
    }

    /**
     * Somebody else answers for the set from now on.
     *
     * @param permit for {@code tenant.manage} in the MSP's own tenant
     * @param subject of the new owner
     */
    Result<TenantSet, EstateProblem> handOver(Permit permit, Scope scope, UUID id, String subject) {
        var owner = owners.find(subject.strip());
        if (owner.isEmpty()) {
            return Result.no(new EstateProblem.OwnerUnknown(subject.strip()));
        }
        return transactions.tenant(TenantId.MSP, tx -> {
            decisions.confirm(tx, permit);
            var before = store.lock(tx, id);
            if (before.isEmpty()) {
                return Result.no(new EstateProblem.SetUnknown(id));
            }
            store.owner(tx, before.get().id(), owner.get().person());
            return Result.ok(recorded(tx, permit, scope, Activity.TENANT_SET_CHANGED, before.get(), id));
        });
    }

    List<SetOwners.Owner> possibleOwners() {
        return owners.possible();
    }

    /** @param permit for {@code tenant.manage} in the MSP's own tenant */
    Result<UUID, EstateProblem> end(Permit permit, Scope scope, UUID id) {
        return transactions.tenant(TenantId.MSP, tx -> {
            decisions.confirm(tx, permit);
            var set = store.lock(tx, id);
            if (set.isEmpty()) {
                return Result.no(new EstateProblem.SetUnknown(id));
            }
            store.end(tx, set.get().id());
            ledger.append(tx, entry(permit, Activity.TENANT_SET_ENDED, set.get())
                    .withChange(json(set.get(), scope), null));
            return Result.ok(id);
        });
    }

    private static Optional<EstateProblem> unfit(String name, Scope scope, List<String> shortNames) {
        if (name.isEmpty() || name.length() > LONGEST_NAME || name.chars().anyMatch(Character::isISOControl)) {
            return Optional.of(new EstateProblem.NameUnfit());
        }
        return shortNames.stream().filter(wanted -> members(scope, List.of(wanted)).isEmpty()).findFirst()
                .map(EstateProblem.TenantUnknown::new);
    }

    private static List<VisibleTenant> members(Scope scope, Collection<String> shortNames) {
        return scope.tenants().stream().filter(tenant -> !tenant.msp() && shortNames.contains(tenant.shortName()))
                .toList();
    }

    private TenantSet recorded(TenantTx tx, Permit permit, Scope scope, Activity activity,
            EstateStore.@Nullable Row before, UUID id) {
        var after = store.lock(tx, id).orElseThrow();
        ledger.append(tx, entry(permit, activity, after)
                .withChange(before == null ? null : json(before, scope), json(after, scope)));
        return seen(after, scope);
    }

    private static Entry entry(Permit permit, Activity activity, EstateStore.Row set) {
        return Entry.of(activity, permit.principal().actor(),
                new Target("tenant set", set.publicId().toString(), set.name()), Outcome.SUCCESS, permit.evaluation(),
                activity.text()).under(permit.authority(), permit.evaluation());
    }

    /** Members that whoever acts may not see are counted only. */
    private static Json json(EstateStore.Row set, Scope scope) {
        var seen = scope.tenants().stream().filter(tenant -> set.members().contains(tenant.id()))
                .map(tenant -> Json.text(tenant.publicId().toString())).toList();
        return Json.object().put("name", set.name()).put("owner", set.owner()).put("members", Json.array(seen))
                .put("others", set.members().size() - seen.size()).build();
    }

    private static TenantSet seen(EstateStore.Row set, Scope scope) {
        return new TenantSet(set.publicId(), set.name(), set.owner(), set.since(),
                scope.tenants().stream().filter(tenant -> set.members().contains(tenant.id())).toList());
    }

    static Set<TenantId> ids(TenantSet set) {
        return set.members().stream().map(VisibleTenant::id).collect(Collectors.toUnmodifiableSet());
    }
}
