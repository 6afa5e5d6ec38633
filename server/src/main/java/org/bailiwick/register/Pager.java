package org.bailiwick.register;

import org.jspecify.annotations.Nullable;

/** Where a list begins and goes on; null where the page is the first or the last. */
public record Pager(@Nullable String first, @Nullable String next) {}
