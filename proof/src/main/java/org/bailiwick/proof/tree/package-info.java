/**
 * The Merkle tree of RFC 9162 section 2.1 (the same as that of RFC 6962): hashes, roots, and the two proofs that make a
 * log more than a list: an entry is in it (inclusion), and a later tree only adds to an earlier one (consistency).
 */
@NullMarked
package org.bailiwick.proof.tree;

import org.jspecify.annotations.NullMarked;
