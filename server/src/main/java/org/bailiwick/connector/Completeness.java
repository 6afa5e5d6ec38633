package org.bailiwick.connector;

import org.jspecify.annotations.Nullable;

/**
 * How much of one kind was read. From an incomplete kind nobody concludes that something is absent.
 *
 * @param itemsTold how many the system said there are; null where it does not say
 * @param problem why it is incomplete, in words for an operator; null when complete
 * @param note what this kind never covers here, although nothing went wrong; null where it covers all
 */
public record Completeness(ObjectKind kind, int pagesAsked, int pagesRead, long itemsRead, @Nullable Long itemsTold,
        @Nullable String problem, @Nullable String note) {
    public Completeness(ObjectKind kind, int pagesAsked, int pagesRead, long itemsRead, @Nullable Long itemsTold,
            @Nullable String problem) {
        this(kind, pagesAsked, pagesRead, itemsRead, itemsTold, problem, null);
    }

    public boolean complete() {
        return problem == null && pagesAsked == pagesRead;
    }
}
