/**
 * Decides about many grants of one tenant in one act: previewed, bound to the hash of the preview, above a threshold
 * with a second person: {@code asked -> running -> done}, or {@code refused}, {@code withdrawn}, {@code expired}. Each item ends
 * as {@code decided} or {@code refused} with its reason, never in between.
 */
@NullMarked
package org.bailiwick.bulk;

import org.jspecify.annotations.NullMarked;
