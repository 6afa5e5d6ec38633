package org.bailiwick.search;

import jakarta.servlet.http.HttpServletRequest;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Stream;
import org.bailiwick.authority.Permit;
import org.bailiwick.web.Access;
import org.bailiwick.web.Chrome;
import org.bailiwick.web.Paging;
import org.bailiwick.web.Scope;
import org.bailiwick.web.View;
import org.bailiwick.web.VisibleTenant;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestParam;

/** Search as a page that works without scripts, and the hits alone for the palette. */
@Controller
final class SearchPages {
    private static final String OVER = "/search";
    private static final Paging FEW = new Paging(Paging.USUAL, null);

    private final Search search;
    private final ObjectProvider<Chrome> chrome;

    SearchPages(Search search, ObjectProvider<Chrome> chrome) {
        this.search = search;
        this.chrome = chrome;
    }

    @GetMapping("/t/{tenant}/search")
    @Access(capability = "tenant.read", scope = Access.Reach.TENANT)
    View inTenant(Permit permit, VisibleTenant tenant, Paging paging, HttpServletRequest request,
            @RequestParam(required = false) String q, @RequestParam(required = false) String kind) {
        var query = SearchQuery.of(q, kind);
        return page(tenant, 1, query, paging, request, search.inTenant(permit, tenant, query, paging));
    }

    @GetMapping(OVER)
    @Access(capability = "oversight.read", scope = Access.Reach.OVERSIGHT)
    View over(Permit permit, Scope scope, Paging paging, HttpServletRequest request,
            @RequestParam(required = false) String q, @RequestParam(required = false) String kind) {
        var query = SearchQuery.of(q, kind);
        return page(null, scope.tenants().size(), query, paging, request,
                search.over(permit, scope, query, paging));
    }

    @GetMapping("/t/{tenant}/search/options")
    @Access(capability = "tenant.read", scope = Access.Reach.TENANT)
    View optionsInTenant(Permit permit, VisibleTenant tenant, HttpServletRequest request,
            @RequestParam(required = false) String q) {
        var query = SearchQuery.of(typed(q), null);
        return options(tenant, 1, query, request, search.inTenant(permit, tenant, query, FEW));
    }

    @GetMapping(OVER + "/options")
    @Access(capability = "oversight.read", scope = Access.Reach.OVERSIGHT)
    View optionsOver(Permit permit, Scope scope, HttpServletRequest request,
            @RequestParam(required = false) String q) {
        var query = SearchQuery.of(typed(q), null);
        return options(null, scope.tenants().size(), query, request, search.over(permit, scope, query, FEW));
    }

    /** A single letter on the way to a word is no mistake. */
    private static @Nullable String typed(@Nullable String q) {
        return q == null || q.strip().length() < SearchQuery.SHORTEST ? null : q;
    }

    private View page(@Nullable VisibleTenant tenant, int tenants, SearchQuery query, Paging paging,
            HttpServletRequest request, List<SearchGroup> found) {
        var groups = query.empty() ? found : withPages(query, request, found);
        return View.of("search/search.jte", new SearchPage(tenant, path(tenant), tenants, query, groups,
                query.kind() != null && paging.cursor() != null));
    }

    private View options(@Nullable VisibleTenant tenant, int tenants, SearchQuery query, HttpServletRequest request,
            List<SearchGroup> found) {
        return View.of("search/options.jte", new SearchPage(tenant, path(tenant), tenants, query,
                withPages(query, request, found), false));
    }

    private static String path(@Nullable VisibleTenant tenant) {
        return tenant == null ? OVER : "/t/" + tenant.shortName() + "/search";
    }

    private List<SearchGroup> withPages(SearchQuery query, HttpServletRequest request, List<SearchGroup> found) {
        var groups = new ArrayList<SearchGroup>();
        if (query.asksFor(SearchKind.PAGE)) {
            pages(query, request).ifPresent(groups::add);
        }
        groups.addAll(found);
        return groups;
    }

    /** What the person may open from here, by its name in the menu. */
    private Optional<SearchGroup> pages(SearchQuery query, HttpServletRequest request) {
        var filler = chrome.getIfAvailable();
        var menus = filler == null ? List.<Chrome.Menu>of() : filler.parts(request).menus();
        var hits = menus.stream().flatMap(menu -> menu.items().stream().flatMap(item -> hit(query, menu, item)))
                .sorted(SearchHit.BEST_FIRST).toList();
        return hits.isEmpty() ? Optional.empty() : Optional.of(new SearchGroup(SearchKind.PAGE, hits, null));
    }

    private static Stream<SearchHit> hit(SearchQuery query, Chrome.Menu menu, Chrome.Item item) {
        var id = UUID.nameUUIDFromBytes(item.path().getBytes(StandardCharsets.UTF_8));
        return SearchHit.rank(item.label(), query.wanted()).stream()
                .map(rank -> new SearchHit(SearchKind.PAGE, id, null, item.label(), menu.title(),
                        query.empty() ? "" : SearchHit.why("name", rank), item.path(),
                        new SearchHit.Place(rank, item.label(), id)));
    }
}
