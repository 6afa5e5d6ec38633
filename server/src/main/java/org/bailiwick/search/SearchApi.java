package org.bailiwick.search;

import io.swagger.v3.oas.annotations.Operation;
import java.util.List;
import java.util.UUID;
import org.bailiwick.authority.Permit;
import org.bailiwick.web.Access;
import org.bailiwick.web.Paging;
import org.bailiwick.web.Scope;
import org.bailiwick.web.VisibleTenant;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** Search for programs: the same hits as on the page, but for the portal's own pages. */
@RestController
final class SearchApi {
    private final Search search;

    SearchApi(Search search) {
        this.search = search;
    }

    record SearchJson(List<GroupJson> groups) {
        static SearchJson of(List<SearchGroup> groups) {
            return new SearchJson(groups.stream().map(group -> new GroupJson(group.kind().text(),
                    group.items().stream().map(HitJson::of).toList(), group.nextCursor())).toList());
        }
    }

    /** @param nextCursor goes with {@code kind}; null where these are all hits of the kind */
    record GroupJson(String kind, List<HitJson> items, @Nullable String nextCursor) {}

    /**
     * @param why which part matches and how
     * @param path of its page in the portal
     */
    record HitJson(UUID id, @Nullable TenantJson tenant, String name, String detail, String why, String path) {
        static HitJson of(SearchHit hit) {
            return new HitJson(hit.id(), TenantJson.of(hit.tenant()), hit.name(), hit.detail(), hit.why(), hit.path());
        }
    }

    record TenantJson(UUID id, String shortName, String name) {
        static @Nullable TenantJson of(@Nullable VisibleTenant tenant) {
            return tenant == null ? null : new TenantJson(tenant.publicId(), tenant.shortName(), tenant.name());
        }
    }

    @GetMapping("/api/v1/tenants/{tenant}/search")
    @Access(capability = "tenant.read", scope = Access.Reach.TENANT)
    @Operation(operationId = "searchTenant", summary = "What matches in a tenant, by kind, the best first")
    SearchJson inTenant(Permit permit, VisibleTenant tenant, Paging paging, @RequestParam(required = false) String q,
            @RequestParam(required = false) String kind) {
        return SearchJson.of(search.inTenant(permit, tenant, SearchQuery.of(q, kind), paging));
    }

    @GetMapping("/api/v1/oversight/search")
    @Access(capability = "oversight.read", scope = Access.Reach.OVERSIGHT)
    @Operation(operationId = "overseeSearch", summary = "What matches over the tenants one may see, by kind, the best first")
    SearchJson over(Permit permit, Scope scope, Paging paging, @RequestParam(required = false) String q,
            @RequestParam(required = false) String kind) {
        return SearchJson.of(search.over(permit, scope, SearchQuery.of(q, kind), paging));
    }
}
