package org.bailiwick.console;

import org.jspecify.annotations.Nullable;

/** @param problem why nothing was created; null before the first try */
public record NewTenantPage(String name, String shortName, @Nullable String problem) {}
