/**
 * {@code bwk}, the command of auditors and tenants: {@code bwk verify} checks an audit pack offline, {@code bwk witness}
 * runs a witness with a key and a memory of one's own; both need nothing of the MSP, not even its server. {@code bwk pack}
 * has that server build a pack, and checks it like any other.
 */
@NullMarked
package org.bailiwick.bwk;

import org.jspecify.annotations.NullMarked;
