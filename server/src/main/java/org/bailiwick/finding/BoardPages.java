package org.bailiwick.finding;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.bailiwick.authority.Permit;
import org.bailiwick.web.Access;
import org.bailiwick.web.Csv;
import org.bailiwick.web.Paging;
import org.bailiwick.web.Scope;
import org.bailiwick.web.View;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestParam;

/** The risk owner's board, to look at and to take away; nothing here can be changed. */
@Controller
final class BoardPages {
    private static final String PATH = "/all/board";

    private final Board board;
    private final BoardLists lists;

    BoardPages(Board board, BoardLists lists) {
        this.board = board;
        this.lists = lists;
    }

    @GetMapping(PATH)
    @Access(capability = "oversight.read", scope = Access.Reach.OVERSIGHT)
    View page(Permit permit, Scope scope, Paging paging, @RequestParam(defaultValue = "") String q) {
        var found = lists.over(permit, scope, q, new Paging(BoardPage.TENANTS, paging.cursor()));
        return View.of("finding/board.jte",
                new BoardPage(found.part(), q, paging.cursor() == null ? null : BoardPage.link(PATH, q, null),
                        found.nextCursor() == null ? null : BoardPage.link(PATH, q, found.nextCursor())));
    }

    @GetMapping(PATH + ".csv")
    @Access(capability = "oversight.read", scope = Access.Reach.OVERSIGHT)
    ResponseEntity<byte[]> csv(Permit permit, Scope scope, @RequestParam(defaultValue = "") String q) {
        var head = new ArrayList<>(List.of("tenant", "short name"));
        Arrays.stream(Rule.values()).forEach(rule -> head.addAll(List.of(rule.title(), rule.id() + " in words")));
        Arrays.stream(Rule.values()).forEach(rule -> head.add(rule.id() + " 7 days ago"));
        return Csv.file("risk-board", head, board.rows(permit, scope, q).stream().map(BoardPages::line).toList());
    }

    private static List<String> line(BoardRow row) {
        var line = new ArrayList<>(List.of(row.tenant().name(), row.tenant().shortName()));
        row.cells().forEach(cell -> line.addAll(List.of(cell.text(), cell.words())));
        row.cells().forEach(cell -> line.add(cell.openWeekAgo() == null ? "n/k" : cell.openWeekAgo().toString()));
        return line;
    }
}
