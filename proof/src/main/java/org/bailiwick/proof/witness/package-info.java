/**
 * What a witness does: it cosigns a log's checkpoints as long as the log only grows, and refuses the rest (C2SP
 * tlog-witness). The rules are a pure function; who runs a witness brings the key, the clock and the storage.
 */
@NullMarked
package org.bailiwick.proof.witness;

import org.jspecify.annotations.NullMarked;
