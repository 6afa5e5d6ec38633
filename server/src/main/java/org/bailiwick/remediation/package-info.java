/**
 * Sets accounts of a tenant's systems right from here: who is locked out, since when and why, and unlocking them, by
 * ordering changes.
 */
@NullMarked
package org.bailiwick.remediation;

import org.jspecify.annotations.NullMarked;
