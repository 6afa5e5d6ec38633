package org.bailiwick.proof.tile;

/** Where tiles are kept: rows of the ledger, files of a pack, a log's HTTP address. */
@FunctionalInterface
public interface TileSource {
    /**
     * The bytes of this tile, exactly as wide as asked. A source that has dropped a partial tile because the full one
     * exists returns the beginning of the full one.
     */
    byte[] read(TilePath path);
}
