package org.bailiwick.finding;

import java.util.Comparator;
import java.util.List;
import java.util.function.ToLongFunction;
import org.bailiwick.web.VisibleTenant;

/** One tenant on the board: a cell for each control gap, in the order of the rules. */
public record BoardRow(VisibleTenant tenant, List<BoardCell> cells) {
    /** Most critical ones first; of equals, the one of which less is known, then by name. */
    static final Comparator<BoardRow> WORST_FIRST = Comparator
            .comparingLong((BoardRow row) -> row.sum(BoardCell::critical))
            .thenComparingLong(row -> row.sum(BoardCell::high)).thenComparingLong(row -> row.sum(BoardCell::weight))
            .thenComparingLong(row -> row.cells.stream().filter(cell -> !cell.complete()).count()).reversed()
            .thenComparing(row -> row.tenant().name());

    public BoardRow {
        cells = List.copyOf(cells);
    }

    public String path(BoardCell cell) {
        return "/t/" + tenant.shortName() + "/findings?rule=" + cell.rule().id() + "&state=open";
    }

    private long sum(ToLongFunction<BoardCell> count) {
        return cells.stream().mapToLong(count).sum();
    }
}
