package org.bailiwick.finding;

import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * What is open of one control gap in one tenant.
 *
 * @param decided settled by a decision, not yet gone
 * @param ending of the decided ones, those that are to be revoked and that no reading has shown gone
 * @param known false: the rule could not be judged, and the open ones are those known from before
 * @param notKnown subjects that could not be judged
 * @param why in words, whenever something is not known
 * @param asOf the age of what was judged; null: never judged
 * @param stale what was judged is too old to say how it is now
 * @param oldestOpenAt since when the oldest open one is open; null where none is
 * @param openWeekAgo how many were open when the day seven days ago ended; null where not everything was known then
 */
public record BoardCell(Rule rule, long critical, long high, long moderate, long low, long decided, long ending,
        boolean known, long notKnown, @Nullable String why, @Nullable Instant asOf, boolean stale,
        @Nullable Instant oldestOpenAt, @Nullable Long openWeekAgo) {
    private static final DateTimeFormatter UTC = DateTimeFormatter.ofPattern("uuuu-MM-dd HH:mm 'UTC'", Locale.ROOT)
            .withZone(ZoneOffset.UTC);
    private static final long[] STEPS = {1, 4, 12, 30, 70};

    BoardCell(Rule rule, long critical, long high, long moderate, long low, long decided, long ending, boolean known,
            long notKnown, @Nullable String why, @Nullable Instant asOf, boolean stale,
            @Nullable Instant oldestOpenAt) {
        this(rule, critical, high, moderate, low, decided, ending, known, notKnown, why, asOf, stale, oldestOpenAt,
                null);
    }

    BoardCell comparedTo(@Nullable Long weekAgo) {
        return new BoardCell(rule, critical, high, moderate, low, decided, ending, known, notKnown, why, asOf, stale,
                oldestOpenAt, weekAgo);
    }

    static BoardCell neverJudged(Rule rule) {
        return new BoardCell(rule, 0, 0, 0, 0, 0, 0, false, 0, "nothing was ever judged here", null, false, null);
    }

    public long open() {
        return critical + high + moderate + low;
    }

    /** Whether a number may stand here as the whole truth. */
    public boolean complete() {
        return known && notKnown == 0 && !stale;
    }

    /** One critical one weighs more than many low ones; what is only decided weighs as a moderate one until it is gone. */
    static long weight(long critical, long high, long moderate, long low, long ending) {
        return 20 * critical + 6 * high + 2 * (moderate + ending) + low;
    }

    /** How dark the cell is, 0 to 5. */
    public int step() {
        long weight = weight(critical, high, moderate, low, ending);
        int step = 0;
        while (step < STEPS.length && weight >= STEPS[step]) {
            step++;
        }
        return step;
    }

    /**
     * For example {@code 3}, {@code 3 + n/k}, {@code n/k}: nothing that is not known is ever a zero. {@code 0, 5 decided}
     * is nothing open and five whose end no reading has shown.
     */
    public String text() {
        var decided = ending == 0 ? "" : ", %d decided".formatted(ending);
        if (complete()) {
            return open() + decided;
        }
        return (open() == 0 ? "n/k" : open() + " + n/k") + decided;
    }

    /** For example {@code ▲ 2}, {@code ▼ 1} or {@code =}; empty where it is not known, then or now. */
    public String trend() {
        if (!compares()) {
            return "";
        }
        long more = more();
        return more == 0 ? "=" : (more > 0 ? "▲ " : "▼ ") + Math.abs(more);
    }

    public String trendInWords() {
        if (!compares()) {
            return openWeekAgo == null
                    ? "how it was 7 days ago is not known"
                    : "7 days ago %d were open; how many now is not known".formatted(openWeekAgo);
        }
        long more = more();
        return more == 0
                ? "as many as 7 days ago"
                : "%d %s than 7 days ago".formatted(Math.abs(more), more > 0 ? "more" : "fewer");
    }

    private boolean compares() {
        return complete() && openWeekAgo != null;
    }

    private long more() {
        return open() - Objects.requireNonNull(openWeekAgo);
    }

    /** The whole of it in words with its age, for whoever does not see the colour. */
    public String words() {
        return stand() + (asOf == null || stale ? "" : "; as of " + UTC.format(asOf));
    }

    private String stand() {
        var open = (open() == 0 ? "none open" : open() + " open" + bySeverity()) + inWords();
        if (complete()) {
            return open;
        }
        return (open() == 0 && ending == 0 ? missing() : open + ", " + missing()) + (why == null ? "" : ": " + why);
    }

    private String missing() {
        if (stale && asOf != null) {
            return "not known since %s, the last full reading".formatted(UTC.format(asOf));
        }
        return notKnown > 0 && known ? notKnown + " not known" : "not known";
    }

    private String inWords() {
        return ending == 0 ? "" : ", %d decided and not seen gone".formatted(ending);
    }

    private String bySeverity() {
        var words = new StringBuilder();
        append(words, critical, "critical");
        append(words, high, "high");
        append(words, moderate, "moderate");
        append(words, low, "low");
        return " (" + words + ")";
    }

    private static void append(StringBuilder words, long count, String severity) {
        if (count > 0) {
            words.append(words.isEmpty() ? "" : ", ").append(count).append(' ').append(severity);
        }
    }
}
