package org.bailiwick.finding;

import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.web.util.UriComponentsBuilder;

/**
 * @param search as it was typed
 * @param first null on the first page
 * @param next null on the last page
 */
public record BoardPage(BoardPart part, String search, @Nullable String first, @Nullable String next) {
    /** Of one page; a thousand tenants at once are more than anybody reads, and more than a browser likes. */
    static final int TENANTS = 100;

    public BoardTotals totals() {
        return part.totals();
    }

    public List<BoardRow> rows() {
        return part.rows();
    }

    /** Which ones these are, where they are not all. */
    public Optional<String> shown() {
        return first == null && next == null
                ? Optional.empty()
                : Optional.of("%,d to %,d".formatted(part.before() + 1, part.before() + rows().size()));
    }

    public String csv() {
        return link("/all/board.csv", search, null);
    }

    static String link(String path, String search, @Nullable String cursor) {
        return UriComponentsBuilder.fromPath(path)
                .queryParamIfPresent("q", Optional.of(search).filter(text -> !text.isEmpty()))
                .queryParamIfPresent("cursor", Optional.ofNullable(cursor)).encode().build().toUriString();
    }
}
