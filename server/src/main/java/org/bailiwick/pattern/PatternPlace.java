package org.bailiwick.pattern;

import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.UUID;

/** Where a pattern stands in a list: the worst first, then in most tenants, then of most findings, then the oldest. */
record PatternPlace(int worst, int tenants, long findings, Instant since,
        UUID pattern) implements Comparable<PatternPlace> {
    private static final Comparator<PatternPlace> WORST_FIRST = Comparator.comparingInt(PatternPlace::worst)
            .thenComparing(Comparator.comparingInt(PatternPlace::tenants)
                    .thenComparingLong(PatternPlace::findings).reversed())
            .thenComparing(PatternPlace::since).thenComparing(PatternPlace::pattern);

    @Override
    public int compareTo(PatternPlace other) {
        return WORST_FIRST.compare(this, other);
    }

    /** For a cursor. */
    String[] keys() {
        return new String[]{Integer.toString(worst), Integer.toString(tenants), Long.toString(findings),
            since.toString(), pattern.toString()};
    }

    static PatternPlace of(List<String> keys) {
        return new PatternPlace(Integer.parseInt(keys.get(0)), Integer.parseInt(keys.get(1)),
                Long.parseLong(keys.get(2)), Instant.parse(keys.get(3)), UUID.fromString(keys.get(4)));
    }
}
