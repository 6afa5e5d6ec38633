/**
 * What rules find in a tenant: its state, owner and clock.
 *
 * <pre>
 *            keep, or revoke ordered
 *   open ───────────────────────────▶ decided
 *    ▲ │                               │  ▲ severity rises, or the revocation did not end it: open again
 *    │ └──────────▶ closed ◀───────────┘
 *    └── fact returns ┘      the fact is gone from a complete reading
 * </pre>
 *
 * Its owner is a side, and among its people the one who was named, as long as they may decide. Rules stand in later
 * modules ({@link org.bailiwick.finding.Judge}).
 */
@NullMarked
package org.bailiwick.finding;

import org.jspecify.annotations.NullMarked;
