/**
 * Somebody else's yes to exactly what was shown. {@code requested -> approved -> used}, or {@code refused}, or
 * {@code withdrawn}; until its time is over. The module that asks owns the subject and carries out what was approved.
 */
@NullMarked
package org.bailiwick.approval;

import org.jspecify.annotations.NullMarked;
