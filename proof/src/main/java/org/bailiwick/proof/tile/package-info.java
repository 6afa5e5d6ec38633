/**
 * The tree of a log as files: C2SP tlog-tiles. A tile is 256 neighbouring hashes, a bundle is 256 entries; full ones
 * never change. {@link org.bailiwick.proof.tile.TileWriter} makes them, {@link org.bailiwick.proof.tile.TileReader}
 * makes roots and proofs out of them, wherever they stand.
 */
@NullMarked
package org.bailiwick.proof.tile;

import org.jspecify.annotations.NullMarked;
