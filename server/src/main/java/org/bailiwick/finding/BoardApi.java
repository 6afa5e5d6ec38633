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
                    .stream()
                    .map(gap -> new GapJson(gap.rule().id(), number(gap.open(), gap.notCounted() == 0), gap.ending(),
                            gap.tenants(), gap.endingTenants(), gap.notCounted()))
                    .toList());
        }
    }

    /**
     * @param open where {@code notCounted} is above 0 only a lower bound, and null where nothing is known
     * @param ending decided to be revoked, and no reading has shown them gone
     * @param tenants in which something is open
     * @param endingTenants in which something is ending
     */
    record GapJson(String rule, @Nullable Long open, long ending, long tenants, long endingTenants,
            long notCounted) {}

    record TenantJson(UUID tenant, String shortName, String name, List<CellJson> gaps) {}

    /**
     * @param open where {@code counts} does not know everything only a lower bound, null where nothing is known
     * @param openWeekAgo how many were open when the day (UTC) seven days ago ended; null where not everything was known
     */
    record CellJson(String rule, @Nullable Long open, @Nullable Long openWeekAgo, CellCountsJson counts) {
        static CellJson of(BoardCell cell) {
            return new CellJson(cell.rule().id(), number(cell.open(), cell.complete()), cell.openWeekAgo(),
                    CellCountsJson.of(cell));
        }
    }

    /**
     * What an open number is made of. Where not everything is known a severity has a lower bound, or null where none is
     * known; what was never judged has no number at all.
     *
     * @param known whether the rule could be judged; else the open ones are those known from before
     * @param notKnown subjects that could not be judged; null where nobody knows how many
     * @param asOf the age of what was judged; null where nothing ever was
     * @param stale what was judged is too old to say how it is now
     */
    record CellCountsJson(@Nullable Long critical, @Nullable Long high, @Nullable Long moderate, @Nullable Long low,
            @Nullable Long decided, @Nullable Long ending, boolean known, @Nullable Long notKnown,
            @Nullable String why, @Nullable Instant asOf, boolean stale, @Nullable Instant oldestOpenAt) {
        static CellCountsJson of(BoardCell cell) {
            boolean complete = cell.complete();
            boolean judged = cell.asOf() != null;
            return new CellCountsJson(number(cell.critical(), complete), number(cell.high(), complete),
                    number(cell.moderate(), complete), number(cell.low(), complete),
                    judged ? (Long) cell.decided() : null, judged ? (Long) cell.ending() : null, cell.known(),
                    number(cell.notKnown(), cell.known()), cell.why(), cell.asOf(), cell.stale(),
                    cell.oldestOpenAt());
        }
    }

    @GetMapping("/api/v1/oversight/board")
    @Access(capability = "oversight.read", scope = Access.Reach.OVERSIGHT)
    @Operation(operationId = "overseeBoard", summary = "Open findings by control gap and tenant, worst tenant first", description = "Each page is as of its own request: a tenant that gets better or worse meanwhile may come twice or not at all, so compare how many came with `totals.tenants`. The CSV is of one moment.")
    BoardJson board(Permit permit, Scope scope, Paging paging, @RequestParam(defaultValue = "") String q) {
        var found = lists.over(permit, scope, q, paging);
        return new BoardJson(found.part().rows().stream().map(BoardApi::json).toList(), found.nextCursor(),
                TotalsJson.of(found.part().totals()));
    }

    /** What is not known is never a zero. */
    private static @Nullable Long number(long open, boolean complete) {
        return open == 0 && !complete ? null : (Long) open;
    }

    private static TenantJson json(BoardRow row) {
        var tenant = row.tenant();
        return new TenantJson(tenant.publicId(), tenant.shortName(), tenant.name(),
                row.cells().stream().map(CellJson::of).toList());
    }
}
