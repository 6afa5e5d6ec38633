/** Legal holds of a tenant: set and lifted with a reason, by whoever may; while one stands, retention removes nothing. */
@NullMarked
package org.bailiwick.evidence.hold;

import org.jspecify.annotations.NullMarked;
