package org.bailiwick.search;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.bailiwick.authority.OwnAuthorities;
import org.bailiwick.authority.OwnAuthority;
import org.bailiwick.authority.Permit;
import org.bailiwick.authority.Principal;
import org.bailiwick.platform.TenantId;
import org.bailiwick.platform.Transactions;
import org.bailiwick.register.OversightLooks;
import org.bailiwick.search.SearchHit.Place;
import org.bailiwick.web.Cursors;
import org.bailiwick.web.Paging;
import org.bailiwick.web.Scope;
import org.bailiwick.web.VisibleTenant;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.springframework.web.util.UriUtils;

/**
 * Finds by name what a person may see. Each table is read only in the tenants where they hold the authority to read it,
 * so a hit, or its absence, tells nothing of any other tenant; over several tenants the look is on record first.
 */
@Component
final class Search {
    /** Of each kind, where no kind was asked for. */
    private static final int A_FEW = 5;

    private final Transactions transactions;
    private final SearchStore store;
    private final OwnAuthorities authorities;
    private final OversightLooks looks;
    private final Cursors cursors;

    Search(Transactions transactions, SearchStore store, OwnAuthorities authorities, OversightLooks looks,
            Cursors cursors) {
        this.transactions = transactions;
        this.store = store;
        this.authorities = authorities;
        this.looks = looks;
        this.cursors = cursors;
    }

    private interface Reading {
        List<SearchStore.Row> page(SearchStore.Source source, SearchStore.Wanted wanted);
    }

    /** What one list of hits is: whose, of what, and from where on. */
    private record Asked(String list, SearchQuery query, SearchKind kind, @Nullable Place after, int limit) {
        SearchStore.Wanted wanted() {
            return new SearchStore.Wanted(query.wanted(kind), after, limit + 1);
        }
    }

    List<SearchGroup> inTenant(Permit permit, VisibleTenant tenant, SearchQuery query, Paging paging) {
        var readable = readable(permit, Set.of(tenant.id()));
        if (query.empty() || readable.isEmpty()) {
            return List.of();
        }
        var asked = asked(Integer.toString(tenant.id().value()), query, paging);
        return transactions.tenant(tenant.id(),
                tx -> asked.stream().map(each -> group(each, Map.of(tenant.id(), tenant), readable.keySet(),
                        (source, wanted) -> store.page(tx, source, wanted))).flatMap(Optional::stream).toList());
    }

    /** @param permit in the MSP's own tenant */
    List<SearchGroup> over(Permit permit, Scope scope, SearchQuery query, Paging paging) {
        if (query.empty() || scope.tenants().isEmpty()) {
            return List.of();
        }
        var readable = readable(permit, scope.ids());
        var tenants = scope.tenants().stream().collect(Collectors.toMap(VisibleTenant::id, tenant -> tenant));
        var found = new ArrayList<SearchGroup>();
        var asked = asked("over", query, paging);
        asked.stream().filter(each -> each.kind() == SearchKind.TENANT)
                .forEach(each -> tenants(each, scope).ifPresent(found::add));
        var looked = readable.values().stream().flatMap(Collection::stream).collect(Collectors.toUnmodifiableSet());
        if (looked.isEmpty()) {
            return found;
        }
        looks.record(permit, "search", looked);
        found.addAll(transactions.oversight(looked, tx -> {
            var searched = store.narrowed(tx, readable, query.wanted());
            return asked.stream().map(each -> group(each, tenants, readable.keySet(), (source, wanted) -> store.page(tx,
                    source, searched.getOrDefault(source, SearchStore.Where.NOWHERE), wanted)))
                    .flatMap(Optional::stream).toList();
        }));
        return found;
    }

    private List<Asked> asked(String where, SearchQuery query, Paging paging) {
        return query.kinds().stream().map(kind -> {
            var list = "search/%s/%s/%s".formatted(where, kind.text(), query.text());
            var cursor = query.kind() == null ? null : paging.cursor();
            return new Asked(list, query, kind, cursor == null ? null : place(list, cursor),
                    query.kind() == null ? A_FEW : paging.limit());
        }).toList();
    }

    private Place place(String list, String cursor) {
        var keys = cursors.read(list, cursor);
        return new Place(Integer.parseInt(keys.get(0)), keys.get(1), UUID.fromString(keys.get(2)));
    }

    /** In which of these tenants each table may be read; a table that may be read nowhere is not in the map. */
    private Map<SearchStore.Source, Set<TenantId>> readable(Permit permit, Set<TenantId> tenants) {
        if (!(permit.principal() instanceof Principal.Person person)) {
            return Map.of();
        }
        var held = authorities.inForce(person.id(), tenants, Arrays.stream(SearchStore.Source.values())
                .map(SearchStore.Source::capability).collect(Collectors.toUnmodifiableSet()));
        var readable = new HashMap<SearchStore.Source, Set<TenantId>>();
        for (var source : SearchStore.Source.values()) {
            var open = held.entrySet().stream().filter(each -> each.getValue().stream().map(OwnAuthority::capability)
                    .anyMatch(source.capability()::equals)).map(Map.Entry::getKey)
                    .collect(Collectors.toUnmodifiableSet());
            if (!open.isEmpty()) {
                readable.put(source, open);
            }
        }
        return readable;
    }

    private Optional<SearchGroup> group(Asked asked, Map<TenantId, VisibleTenant> tenants,
            Set<SearchStore.Source> readable, Reading reading) {
        return group(asked, Arrays.stream(SearchStore.Source.values())
                .filter(source -> source.kind() == asked.kind() && readable.contains(source))
                .flatMap(source -> reading.page(source, asked.wanted()).stream()
                        .map(row -> hit(source, row, Objects.requireNonNull(tenants.get(row.tenant()))))));
    }

    private Optional<SearchGroup> tenants(Asked asked, Scope scope) {
        return group(asked, scope.tenants().stream().flatMap(tenant -> hit(tenant, asked.query().wanted()).stream())
                .filter(hit -> asked.after() == null || hit.place().compareTo(asked.after()) > 0));
    }

    /** One more than asked for was read, which tells whether there is a next page. */
    private Optional<SearchGroup> group(Asked asked, Stream<SearchHit> hits) {
        var sorted = hits.sorted(SearchHit.BEST_FIRST).limit(asked.limit() + 1L).toList();
        if (sorted.isEmpty()) {
            return Optional.empty();
        }
        if (sorted.size() <= asked.limit()) {
            return Optional.of(new SearchGroup(asked.kind(), sorted, null));
        }
        var items = sorted.subList(0, asked.limit());
        var last = items.getLast().place();
        return Optional.of(new SearchGroup(asked.kind(), items,
                cursors.write(asked.list(), Integer.toString(last.rank()), last.key(), last.id().toString())));
    }

    private static Optional<SearchHit> hit(VisibleTenant tenant, String wanted) {
        var byName = SearchHit.rank(tenant.name(), wanted);
        var byShortName = SearchHit.rank(tenant.shortName(), wanted);
        return Stream.of(byName, byShortName).flatMap(Optional::stream).min(Integer::compare)
                .map(rank -> new SearchHit(SearchKind.TENANT, tenant.publicId(), tenant, tenant.name(),
                        tenant.shortName(),
                        SearchHit.why(byName.filter(rank::equals).isPresent() ? "name" : "short name", rank),
                        "/t/" + tenant.shortName(), new Place(rank, tenant.shortName(), tenant.publicId())));
    }

    private static SearchHit hit(SearchStore.Source source, SearchStore.Row row, VisibleTenant tenant) {
        return new SearchHit(source.kind(), row.id(), tenant, row.name(), row.detail(),
                SearchHit.why(row.part(), row.place().rank()),
                "/t/" + tenant.shortName() + path(source, row), row.place());
    }

    private static String path(SearchStore.Source source, SearchStore.Row row) {
        return switch (source) {
            case IDENTITIES, ACCOUNTS -> "/identities/" + row.page();
            case ENTITLEMENTS -> "/register/grants?q=" + UriUtils.encode(row.name(), "UTF-8");
            case FINDINGS, TICKETS_OF_FINDINGS -> "/findings/" + row.page();
            case CHANGES, TICKETS_OF_CHANGES -> "/changes/" + row.page();
            case TICKETS_OF_DECISIONS -> "/grants/" + row.page();
        };
    }
}
