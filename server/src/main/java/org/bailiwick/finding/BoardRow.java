package org.bailiwick.finding;

import java.util.List;
import org.bailiwick.web.VisibleTenant;

/** One tenant on the board: a cell for each control gap, in the order of the rules. */
public record BoardRow(VisibleTenant tenant, BoardPlace place, List<BoardCell> cells) {
    public BoardRow {
        cells = List.copyOf(cells);
    }

    public String path(BoardCell cell) {
        return "/t/" + tenant.shortName() + "/findings?rule=" + cell.rule().id() + "&state="
                + (cell.ending() == 0 ? "open" : "unfinished");
    }
}
