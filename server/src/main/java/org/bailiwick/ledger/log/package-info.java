/**
 * The log of a tenant: the sequencer gives each entry its position, adds it to the tree and signs what came of it; the
 * newest checkpoints of all tenants are themselves entries of the heads log, which witnesses cosign (ADR 6 and 9).
 * A log of which something does not fit stops and says why; the others go on. Uses platform.
 */
@NamedInterface("log")
@NullMarked
package org.bailiwick.ledger.log;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.NamedInterface;
