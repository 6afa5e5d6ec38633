package org.bailiwick.finding;

import io.swagger.v3.oas.annotations.Operation;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.bailiwick.authority.Permit;
import org.bailiwick.web.Access;
import org.bailiwick.web.Paging;
import org.bailiwick.web.Scope;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** The board for programs: the same numbers as on the page. */
@RestController
final class BoardApi {
    private final BoardLists lists;

    BoardApi(BoardLists lists) {
        this.lists = lists;
    }

    /**
     * @param items worst first
     * @param totals of all tenants, not only of these
     * @param nextCursor opaque; null on the last page
     */
    record BoardJson(List<TenantJson> items, @Nullable String nextCursor, TotalsJson totals) {}

    /** @param notKnown tenants of which not everything is known */
    record TotalsJson(int tenants, long notKnown, @Nullable Instant oldest, List<GapJson> gaps) {
        static TotalsJson of(BoardTotals totals) {
            return new TotalsJson(totals.tenants(), totals.notKnown(), totals.oldest().orElse(null), totals.gaps()
                    .stream().map(gap -> new GapJson(gap.rule().id(), gap.open(), gap.tenants(), gap.notCounted()))
                    .toList());
        }
    }

    /** @param open where {@code notCounted} is above 0, only a lower bound */
    record GapJson(String rule, long open, long tenants, long notCounted) {}

    record TenantJson(UUID tenant, String shortName, String name, List<CellJson> gaps) {}

    /** @param open where {@code known} is false or {@code notKnown} is above 0, only a lower bound */
    record CellJson(String rule, long open, BoardCell counts) {}

    @GetMapping("/api/v1/oversight/board")
    @Access(capability = "oversight.read", scope = Access.Reach.OVERSIGHT)
    @Operation(operationId = "overseeBoard", summary = "Open findings by control gap and tenant, worst tenant first")
    BoardJson board(Permit permit, Scope scope, Paging paging, @RequestParam(defaultValue = "") String q) {
        var found = lists.over(permit, scope, q, paging);
        return new BoardJson(found.part().rows().stream().map(BoardApi::json).toList(), found.nextCursor(),
                TotalsJson.of(found.part().totals()));
    }

    private static TenantJson json(BoardRow row) {
        var tenant = row.tenant();
        return new TenantJson(tenant.publicId(), tenant.shortName(), tenant.name(), row.cells().stream()
                .map(cell -> new CellJson(cell.rule().id(), cell.open(), cell)).toList());
    }
}
