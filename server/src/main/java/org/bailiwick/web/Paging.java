package org.bailiwick.web;

import org.jspecify.annotations.Nullable;

/**
 * How much of a list is asked for, from the query parameters {@code limit} and {@code cursor}.
 *
 * @param limit 1 to 200, 50 where not said
 * @param cursor null for the beginning
 */
public record Paging(int limit, @Nullable String cursor) {
    public static final int USUAL = 50;
    public static final int MOST = 200;
}
