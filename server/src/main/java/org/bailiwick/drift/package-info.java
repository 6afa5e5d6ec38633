/**
 * Effective against expected, tenant by tenant: access beyond the expected scope, expected access that is missing,
 * access of the MSP nobody expects, lockout weaker than intended. Judges only; {@code finding} keeps the result.
 */
@NullMarked
package org.bailiwick.drift;

import org.jspecify.annotations.NullMarked;
