package org.bailiwick.finding;

import java.util.Comparator;
import java.util.List;

/**
 * What decides where a tenant stands on the board, the worst first: most critical ones; of equals, more high ones, more
 * weight, less that is known; then by name. The short name is one tenant's alone, so no two share a place.
 *
 * @param weight of all that is open, or decided and not seen gone
 * @param notKnown control gaps of which not everything is known
 */
record BoardPlace(long critical, long high, long weight, long notKnown, String name,
        String shortName) implements Comparable<BoardPlace> {
    private static final Comparator<BoardPlace> WORST_FIRST = Comparator.comparingLong(BoardPlace::critical)
            .thenComparingLong(BoardPlace::high).thenComparingLong(BoardPlace::weight)
            .thenComparingLong(BoardPlace::notKnown).reversed().thenComparing(BoardPlace::name)
            .thenComparing(BoardPlace::shortName);

    @Override
    public int compareTo(BoardPlace other) {
        return WORST_FIRST.compare(this, other);
    }

    /** For a cursor. */
    String[] keys() {
        return new String[]{Long.toString(critical), Long.toString(high), Long.toString(weight),
            Long.toString(notKnown), name, shortName};
    }

    static BoardPlace of(List<String> keys) {
        return new BoardPlace(Long.parseLong(keys.get(0)), Long.parseLong(keys.get(1)), Long.parseLong(keys.get(2)),
                Long.parseLong(keys.get(3)), keys.get(4), keys.get(5));
    }
}
