package org.bailiwick.finding;

import io.swagger.v3.oas.annotations.Operation;
import java.util.List;
import java.util.UUID;
import org.bailiwick.authority.Permit;
import org.bailiwick.web.Access;
import org.bailiwick.web.Scope;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** The board for programs: the same numbers as on the page. */
@RestController
final class BoardApi {
    private final Board board;

    BoardApi(Board board) {
        this.board = board;
    }

    /** @param items worst first */
    record BoardJson(List<TenantJson> items) {}

    record TenantJson(UUID tenant, String shortName, String name, List<CellJson> gaps) {}

    /** @param open where {@code known} is false or {@code notKnown} is above 0, only a lower bound */
    record CellJson(String rule, long open, BoardCell counts) {}

    @GetMapping("/api/v1/oversight/board")
    @Access(capability = "oversight.read", scope = Access.Reach.OVERSIGHT)
    @Operation(operationId = "overseeBoard", summary = "Open findings by control gap and tenant, worst tenant first")
    BoardJson board(Permit permit, Scope scope, @RequestParam(defaultValue = "") String q) {
        return new BoardJson(board.rows(permit, scope, q).stream().map(BoardApi::json).toList());
    }

    private static TenantJson json(BoardRow row) {
        var tenant = row.tenant();
        return new TenantJson(tenant.publicId(), tenant.shortName(), tenant.name(), row.cells().stream()
                .map(cell -> new CellJson(cell.rule().id(), cell.open(), cell)).toList());
    }
}
