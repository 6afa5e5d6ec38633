package org.bailiwick.register;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One page of a list of what was observed, and how old and how whole it is.
 *
 * @param nextCursor opaque; null on the last page
 * @param observedAt everything in the list was read completely at this time or later; null where that is not known
 */
record ObservedSlice<T>(List<T> items, @Nullable String nextCursor, @Nullable Instant observedAt,
        List<DataAge.Completeness> completeness) {
    ObservedSlice {
        items = List.copyOf(items);
        completeness = List.copyOf(completeness);
    }
}
