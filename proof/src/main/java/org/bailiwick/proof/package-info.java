/**
 * What an auditor needs to check the record without trusting us: the exact bytes of an entry, the hash that a log
 * holds of it, and the commitments that stand in for erasable values. Pure Java and no dependencies, so that it can be
 * read in an hour and run anywhere. Nothing here knows a tenant, a database or a clock.
 *
 * <p>Read on in {@code tree} (hashes and proofs), {@code note} (what is signed), {@code tile} (a log as files) and
 * {@code witness} (who keeps a log from having two histories), {@code pack} (what an auditor gets).
 */
@NullMarked
package org.bailiwick.proof;

import org.jspecify.annotations.NullMarked;
