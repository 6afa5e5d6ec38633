package org.bailiwick.register;

import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.function.Function;
import org.bailiwick.authority.Permit;
import org.bailiwick.platform.TenantTx;
import org.bailiwick.platform.Transactions;
import org.bailiwick.web.Cursors;
import org.bailiwick.web.Paging;
import org.jspecify.annotations.Nullable;

/** Pages of what is known in one tenant, for API and console alike; each says how old and how whole it is. */
final class RegisterLists {
    private final Transactions transactions;
    private final Register register;
    private final GrantStore grants;
    private final IdentityStore identities;
    private final Cursors cursors;

    RegisterLists(Transactions transactions, Register register, GrantStore grants, IdentityStore identities,
            Cursors cursors) {
        this.transactions = transactions;
        this.register = register;
        this.grants = grants;
        this.identities = identities;
        this.cursors = cursors;
    }

    /** What a list found, with the age of it. */
    record Found<T>(List<T> items, @Nullable String nextCursor, DataAge age) {}

    Found<GrantView> grants(Permit permit, GrantFilter filter, Paging paging) {
        var list = "grants/%d/%s".formatted(permit.tenant().value(), filter);
        var after = place(list, paging, keys -> new GrantStore.Place(Integer.parseInt(keys.get(0)),
                UUID.fromString(keys.get(1))));
        return transactions.tenant(permit.tenant(), tx -> found(tx, DataAge.OF_GRANTS, paging,
                grants.page(tx, filter, after, paging.limit() + 1), last -> {
                    var place = GrantStore.place(last);
                    return cursors.write(list, Integer.toString(place.rank()), place.grant().toString());
                }));
    }

    Found<IdentityView> identities(Permit permit, IdentityStore.Filter filter, Paging paging) {
        var list = "identities/%d/%s".formatted(permit.tenant().value(), filter);
        var after = place(list, paging, keys -> new IdentityStore.Place(keys.get(0), UUID.fromString(keys.get(1))));
        return transactions.tenant(permit.tenant(), tx -> found(tx, DataAge.OF_IDENTITIES, paging,
                identities.page(tx, filter, after, paging.limit() + 1),
                last -> cursors.write(list, last.displayName(), last.id().toString())));
    }

    Found<IdentityStore.Setting> settings(Permit permit, Paging paging) {
        var list = "settings/%d".formatted(permit.tenant().value());
        var after = place(list, paging,
                keys -> new IdentityStore.Setting(UUID.fromString(keys.get(1)), "", keys.get(0), ""));
        return transactions.tenant(permit.tenant(), tx -> found(tx, DataAge.OF_SETTINGS, paging,
                identities.settings(tx, after, paging.limit() + 1),
                last -> cursors.write(list, last.key(), last.connection().toString())));
    }

    private <P> @Nullable P place(String list, Paging paging, Function<List<String>, P> read) {
        return paging.cursor() == null ? null : read.apply(cursors.read(list, paging.cursor()));
    }

    /** One more than asked for was read, which tells whether there is a next page. */
    private <T> Found<T> found(TenantTx tx, Set<String> kinds, Paging paging, List<T> read,
            Function<T, String> cursor) {
        var items = read.size() > paging.limit() ? read.subList(0, paging.limit()) : read;
        var next = read.size() > paging.limit() ? cursor.apply(items.getLast()) : null;
        return new Found<>(List.copyOf(items), next, register.age(tx, kinds));
    }
}
