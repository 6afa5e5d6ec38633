package org.bailiwick.finding;

import java.util.List;

/**
 * One control gap over all the tenants that are shown.
 *
 * @param open findings in those tenants of which something is known
 * @param tenants in which something is open
 * @param notCounted tenants of which not everything is known: the sum is a lower bound
 */
public record BoardGap(Rule rule, long open, long tenants, long notCounted) {
    static List<BoardGap> of(List<BoardRow> rows) {
        return List.of(Rule.values()).stream().map(rule -> gap(rule, rows)).toList();
    }

    private static BoardGap gap(Rule rule, List<BoardRow> rows) {
        var cells = rows.stream().map(row -> row.cells().get(rule.ordinal())).toList();
        return new BoardGap(rule, cells.stream().mapToLong(BoardCell::open).sum(),
                cells.stream().filter(cell -> cell.open() > 0).count(),
                cells.stream().filter(cell -> !cell.complete()).count());
    }

    /** A sum of which something is left out is a lower bound, and of nothing known no number at all. */
    public String text() {
        if (notCounted == 0) {
            return "%,d".formatted(open);
        }
        return open == 0 ? "n/k" : "≥ %,d".formatted(open);
    }

    public String path() {
        return "/all/findings?rule=%s&state=open".formatted(rule.id());
    }
}
