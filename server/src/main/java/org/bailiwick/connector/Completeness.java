package org.bailiwick.connector;

import org.jspecify.annotations.Nullable;

/**
 * How much of one kind was read. From an incomplete kind nobody concludes that something is absent.
 *
 * @param itemsTold how many the system said there are; null where it does not say
 * @param problem why it is incomplete, in words for an operator; null when complete
 */
public record Completeness(ObjectKind kind, int pagesAsked, int pagesRead, long itemsRead, @Nullable Long itemsTold,
        @Nullable String problem) {
    public boolean complete() {
        return problem == null && pagesAsked == pagesRead;
    }
}
