package org.bailiwick.finding;

import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.springframework.web.util.UriComponentsBuilder;

/** @param search as it was typed */
public record BoardPage(List<BoardRow> rows, List<BoardGap> gaps, String search) {
    public BoardPage {
        rows = List.copyOf(rows);
        gaps = List.copyOf(gaps);
    }

    static BoardPage of(List<BoardRow> rows, String search) {
        return new BoardPage(rows, BoardGap.of(rows), search);
    }

    /** The oldest reading that any of the numbers rests on; empty where nothing was judged yet. */
    public Optional<Instant> oldest() {
        return rows.stream().flatMap(row -> row.cells().stream()).map(BoardCell::asOf).filter(Objects::nonNull)
                .min(Instant::compareTo);
    }

    /** How many tenants have something that is not known. */
    public long notKnown() {
        return rows.stream().filter(row -> row.cells().stream().anyMatch(cell -> !cell.complete())).count();
    }

    public String csv() {
        return UriComponentsBuilder.fromPath("/all/board.csv")
                .queryParamIfPresent("q", Optional.of(search).filter(text -> !text.isEmpty())).encode().build()
                .toUriString();
    }
}
