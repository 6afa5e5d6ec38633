package org.bailiwick.ledger.log;

import java.util.Arrays;
import java.util.List;
import java.util.SequencedMap;
import org.bailiwick.proof.tile.HashTile;
import org.bailiwick.proof.tile.TilePath;
import org.bailiwick.proof.tree.TreeHash;

/**
 * What a tile got with one checkpoint. Tiles are kept in such parts, so that a log that grows by single entries writes
 * each hash once and not the whole tile each time.
 *
 * @param width how many hashes the tile has with these
 */
record TilePart(int level, long index, int width, byte[] hashes) {
    /** @param before the size of the log up to which tiles are kept already */
    static List<TilePart> added(SequencedMap<TilePath, HashTile> published, long before) {
        return published.entrySet().stream().map(each -> part(each.getKey(), each.getValue(), before)).toList();
    }

    private static TilePart part(TilePath path, HashTile tile, long before) {
        long hashesBefore = before >> 8 * path.level();
        int kept = (int) Math.clamp(hashesBefore - path.index() * TilePath.FULL, 0, TilePath.FULL);
        byte[] all = tile.bytes();
        return new TilePart(path.level(), path.index(), path.width(),
                Arrays.copyOfRange(all, kept * TreeHash.SIZE, all.length));
    }
}
