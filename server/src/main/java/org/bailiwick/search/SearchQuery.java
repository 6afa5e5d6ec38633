package org.bailiwick.search;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import org.bailiwick.web.Refusal;
import org.bailiwick.web.RefusedException;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;

/**
 * What was typed, and of which kind it should be; a value that means nothing is refused, never ignored.
 *
 * @param kind null for all kinds, a few of each
 */
public record SearchQuery(String text, @Nullable SearchKind kind) {
    static final int SHORTEST = 2;
    public static final int LONGEST = 200;

    static SearchQuery of(@Nullable String q, @Nullable String kind) {
        var text = q == null ? "" : q.strip();
        if (text.length() > LONGEST || text.indexOf('\0') >= 0 || text.length() == 1) {
            throw refused("`q` is a text of %d to %d characters".formatted(SHORTEST, LONGEST));
        }
        return new SearchQuery(text, kind == null || kind.isBlank() ? null : kind(kind));
    }

    private static SearchKind kind(String kind) {
        return SearchKind.find(kind).orElseThrow(() -> refused("`kind` is one of %s, not `%s`"
                .formatted(Arrays.stream(SearchKind.values()).map(SearchKind::text).toList(), kind)));
    }

    boolean empty() {
        return text.isEmpty();
    }

    boolean asksFor(SearchKind any) {
        return kind == null || kind == any;
    }

    List<SearchKind> kinds() {
        return kind == null ? List.of(SearchKind.values()) : List.of(kind);
    }

    /** As it is compared with names. */
    String wanted() {
        return text.toLowerCase(Locale.ROOT);
    }

    /** A ticket is known by its key, with or without the system before it. */
    String wanted(SearchKind of) {
        return of == SearchKind.TICKET ? wanted().substring(wanted().lastIndexOf(' ') + 1) : wanted();
    }

    private static RefusedException refused(String detail) {
        return new RefusedException(
                Refusal.of(HttpStatus.BAD_REQUEST, "invalid-parameter", "parameter is not valid", detail));
    }
}
