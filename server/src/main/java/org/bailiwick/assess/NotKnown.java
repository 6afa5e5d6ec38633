package org.bailiwick.assess;

import org.jspecify.annotations.Nullable;

/**
 * What a rule could not judge.
 *
 * @param count how many subjects; null where nobody knows how many there are
 */
record NotKnown(String rule, @Nullable Long count, String why) {}
