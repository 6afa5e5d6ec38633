package org.bailiwick.finding;

import org.bailiwick.authority.Permit;
import org.bailiwick.web.Cursors;
import org.bailiwick.web.Paging;
import org.bailiwick.web.Scope;
import org.jspecify.annotations.Nullable;

/** Pages of the board, for API and console alike. */
final class BoardLists {
    private final Board board;
    private final Cursors cursors;

    BoardLists(Board board, Cursors cursors) {
        this.board = board;
        this.cursors = cursors;
    }

    record Found(BoardPart part, @Nullable String nextCursor) {}

    Found over(Permit permit, Scope scope, String search, Paging paging) {
        var list = "oversight/board/" + search;
        var after = paging.cursor() == null ? null : BoardPlace.of(cursors.read(list, paging.cursor()));
        var part = board.part(permit, scope, search, after, paging.limit());
        return new Found(part, part.end().map(end -> cursors.write(list, end.keys())).orElse(null));
    }
}
