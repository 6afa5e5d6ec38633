/**
 * {@code bwk}, the command of auditors and tenants: {@code bwk verify} checks an audit pack offline, {@code bwk witness}
 * runs a witness with a key and a memory of one's own. It needs nothing of the MSP, not even its server.
 */
@NullMarked
package org.bailiwick.bwk;

import org.jspecify.annotations.NullMarked;
