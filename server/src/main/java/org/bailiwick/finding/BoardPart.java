package org.bailiwick.finding;

import java.util.List;
import java.util.Optional;

/**
 * Tenants that follow one another on the board.
 *
 * @param before how many are worse
 * @param totals of all tenants, not only of these
 */
public record BoardPart(List<BoardRow> rows, int before, BoardTotals totals) {
    static final BoardPart EMPTY = new BoardPart(List.of(), 0, BoardTotals.NONE);

    public BoardPart {
        rows = List.copyOf(rows);
    }

    /** Where the next part begins; empty after the last. */
    Optional<BoardPlace> end() {
        return before + rows.size() < totals.tenants() ? Optional.of(rows.getLast().place()) : Optional.empty();
    }
}
