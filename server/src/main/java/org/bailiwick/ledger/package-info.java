/**
 * The append-only, tenant-scoped record: written in the transaction of the change it records; {@code ledger.log} gives
 * entries their positions and proves them. Uses platform.
 */
@NullMarked
package org.bailiwick.ledger;

import org.jspecify.annotations.NullMarked;
