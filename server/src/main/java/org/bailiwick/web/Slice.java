package org.bailiwick.web;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One page of a list.
 *
 * @param nextCursor opaque; null on the last page
 */
public record Slice<T>(List<T> items, @Nullable String nextCursor) {
    public Slice {
        items = List.copyOf(items);
    }
}
