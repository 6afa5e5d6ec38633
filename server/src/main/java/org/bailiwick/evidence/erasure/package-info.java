/**
 * Erasing the values of one data subject from a tenant's record: {@code asked -> ordered -> done}, or {@code refused}, {@code withdrawn}, {@code failed};
 * {@code held} while a legal hold stands. Asked for by one person, approved by another, by the hash of what was shown.
 */
@NullMarked
package org.bailiwick.evidence.erasure;

import org.jspecify.annotations.NullMarked;
