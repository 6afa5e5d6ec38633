package org.bailiwick.tenant;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.function.Consumer;
import java.util.regex.Pattern;
import org.bailiwick.ledger.Activity;
import org.bailiwick.ledger.Actor;
import org.bailiwick.ledger.Entry;
import org.bailiwick.ledger.Ledger;
import org.bailiwick.ledger.Outcome;
import org.bailiwick.ledger.Target;
import org.bailiwick.platform.Ids;
import org.bailiwick.platform.Result;
import org.bailiwick.platform.TenantId;
import org.bailiwick.platform.TenantTx;
import org.bailiwick.platform.Transactions;
import org.springframework.stereotype.Component;

/** Creates tenants and finds them by what stands in a URL. */
@Component
public final class Tenants {
    private static final Pattern SHORT_NAME = Pattern.compile("[a-z][a-z0-9-]{1,38}[a-z0-9]");

    private final Transactions transactions;
    private final TenantStore store;
    private final Ledger ledger;
    private final Ids ids;

    Tenants(Transactions transactions, TenantStore store, Ledger ledger, Ids ids) {
        this.transactions = transactions;
        this.store = store;
        this.ledger = ledger;
        this.ids = ids;
    }

    /** The tenant with this public id; says nothing about whether anyone may see it. */
    public Optional<TenantId> byPublicId(UUID publicId) {
        return transactions.signin(tx -> store.byPublicId(tx, publicId));
    }

    public Optional<TenantId> byShortName(String shortName) {
        return transactions.signin(tx -> store.byShortName(tx, shortName));
    }

    /** In the order of their names; reads only the listed tenants (as the oversight role). */
    public List<Tenant> list(Set<TenantId> ids) {
        return ids.isEmpty() ? List.of() : transactions.oversight(ids, tx -> store.list(tx, ids));
    }

    /** Created by the product itself, as the demo does; nobody holds anything in it yet. */
    public Result<TenantId, TenantProblem> create(String shortName, String name) {
        return create(shortName, name, tx -> ledger.append(tx, created(Actor.PRODUCT, shortName, name, ids.uuid())));
    }

    /**
     * Also finishes a creation that was cut off: the directory's row alone is no tenant yet.
     *
     * @param also belongs to the creation and commits with it: the entry in the record, who holds what from the start
     */
    public Result<TenantId, TenantProblem> create(String shortName, String name, Consumer<TenantTx> also) {
        if (!SHORT_NAME.matcher(shortName).matches()) {
            return Result.no(new TenantProblem.ShortNameUnfit(shortName));
        }
        if (name.isBlank()) {
            return Result.no(new TenantProblem.NameBlank());
        }
        var place = transactions.signin(tx -> store.reserve(tx, store.next(tx), ids.uuid(), shortName));
        boolean created = transactions.tenant(place.id(), tx -> {
            boolean inserted = store.insert(tx, place.publicId(), shortName, name.strip());
            if (inserted) {
                also.accept(tx);
            }
            return inserted;
        });
        return created ? Result.ok(place.id()) : Result.no(new TenantProblem.ShortNameTaken(shortName));
    }

    /** What the record says of a creation. */
    public static Entry created(Actor actor, String shortName, String name, UUID correlation) {
        return Entry.of(Activity.TENANT_CREATED, actor, new Target("tenant", shortName, name), Outcome.SUCCESS,
                correlation, "tenant `%s` created".formatted(shortName));
    }

    /** The MSP is itself a tenant, with its own record. Does nothing where it is there. */
    void createMsp(String shortName, String name) {
        var place = transactions.signin(tx -> store.reserve(tx, TenantId.MSP, ids.uuid(), shortName));
        transactions.tenant(TenantId.MSP, tx -> {
            boolean inserted = store.insert(tx, place.publicId(), place.shortName(), name);
            if (inserted) {
                ledger.append(tx, created(Actor.PRODUCT, place.shortName(), name, ids.uuid()));
            }
            return inserted;
        });
    }
}
