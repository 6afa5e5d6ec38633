package org.bailiwick.pattern;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * @param first null on the first page
 * @param next null on the last page
 */
public record PatternsPage(PatternPart found, PatternFilter filter, @Nullable String first,
        @Nullable String next) {
    static final String PATH = "/all/patterns";

    public List<PatternView> patterns() {
        return found.items();
    }

    public List<PatternKind> kinds() {
        return Arrays.asList(PatternKind.values());
    }

    public String csv() {
        return filter.link(PATH + ".csv", null);
    }

    /** Which ones these are, where they are not all. */
    public Optional<String> shown() {
        return first == null && next == null
                ? Optional.empty()
                : Optional.of("%,d to %,d".formatted(found.before() + 1, found.before() + patterns().size()));
    }

    /** Whether nothing was left out of what was asked about. */
    public boolean whole() {
        return !found.lowerBound() && found.customers() > 0;
    }

    /** A number of which something may be left out is a lower bound. */
    public String total() {
        return (found.lowerBound() ? "≥ " : "") + "%,d".formatted(found.total());
    }

    /** The first of those that were not judged wholly, and how many more there are. */
    public String notJudged() {
        return PatternView.names(found.notJudged());
    }
}
