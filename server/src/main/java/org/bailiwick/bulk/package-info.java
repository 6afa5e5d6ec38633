/**
 * Decides about many grants and findings in one act, of one tenant or with a bulk in each of several: previewed, bound to the hash of
 * the preview, above a threshold with a second person: {@code asked -> running -> done}, or {@code refused},
 * {@code withdrawn}, {@code expired}. Each item ends as {@code decided} or {@code refused} with its reason, never in between.
 */
@NullMarked
package org.bailiwick.bulk;

import org.jspecify.annotations.NullMarked;
