/**
 * Reads the ledger for people: the evidence timeline.
 */
@NullMarked
package org.bailiwick.evidence;

import org.jspecify.annotations.NullMarked;
