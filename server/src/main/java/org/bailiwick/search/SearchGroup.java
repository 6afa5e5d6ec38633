package org.bailiwick.search;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The hits of one kind, best first.
 *
 * @param nextCursor where the hits of this kind go on; null where these are all
 */
public record SearchGroup(SearchKind kind, List<SearchHit> items, @Nullable String nextCursor) {
    public SearchGroup {
        items = List.copyOf(items);
    }
}
