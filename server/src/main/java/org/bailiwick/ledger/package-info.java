/**
 * The append-only, tenant-scoped record: written in the transaction of the change it records. Uses platform.
 */
@NullMarked
package org.bailiwick.ledger;

import org.jspecify.annotations.NullMarked;
