package org.bailiwick.search;

import java.util.List;
import java.util.Optional;
import org.bailiwick.web.VisibleTenant;
import org.jspecify.annotations.Nullable;
import org.springframework.web.util.UriComponentsBuilder;

/**
 * What was found, for people.
 *
 * @param tenant null over several
 * @param path of the search without its words
 * @param tenants how many are searched
 * @param goesOn whether this is not the beginning of the list
 */
public record SearchPage(@Nullable VisibleTenant tenant, String path, int tenants, SearchQuery query,
        List<SearchGroup> groups, boolean goesOn) {
    public SearchPage {
        groups = List.copyOf(groups);
    }

    public String where() {
        return tenant == null ? "all tenants" : tenant.name();
    }

    public boolean several() {
        return tenant == null;
    }

    public boolean asked() {
        return !query.empty();
    }

    /** Pages are offered, never a kind of their own to choose. */
    public List<SearchKind> kinds() {
        return List.of(SearchKind.values()).stream().filter(kind -> kind != SearchKind.PAGE)
                .filter(kind -> several() || kind != SearchKind.TENANT).toList();
    }

    public boolean ofOneKind() {
        return query.kind() != null;
    }

    /** Where the list of this group goes on; on a page of all kinds, the whole list of its kind. */
    public @Nullable String more(SearchGroup group) {
        return group.nextCursor() == null ? null : link(group.kind(), ofOneKind() ? group.nextCursor() : null);
    }

    public @Nullable String first() {
        return goesOn ? link(query.kind(), null) : null;
    }

    private String link(@Nullable SearchKind kind, @Nullable String cursor) {
        return UriComponentsBuilder.fromPath(path).queryParam("q", "{q}")
                .queryParamIfPresent("kind", Optional.ofNullable(kind).map(SearchKind::text))
                .queryParamIfPresent("cursor", Optional.ofNullable(cursor)).encode().buildAndExpand(query.text())
                .toUriString();
    }
}
