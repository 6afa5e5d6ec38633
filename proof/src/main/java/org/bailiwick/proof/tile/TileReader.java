package org.bailiwick.proof.tile;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.SequencedSet;
import java.util.TreeSet;
import java.util.Comparator;
import org.bailiwick.proof.tree.Nodes;
import org.bailiwick.proof.tree.Tree;
import org.bailiwick.proof.tree.TreeHash;

/**
 * A log's tree of one size over its tiles, from which roots and proofs are made. It believes the tiles: what it makes
 * is checked by whoever gets it, against a signed root. Keeps the few tiles of the last proofs. For one thread.
 */
public final class TileReader implements Nodes {
    private static final int LEVELS_OF_A_TILE = 8;
    private static final int KEPT = 64;
    /** Levels of tiles above which no tree of at most 2^63 leaves reaches. */
    static final int HEIGHT = 8;

    private final TileSource source;
    private final long size;
    private final Map<TilePath, HashTile> kept = new LinkedHashMap<>(KEPT, 0.75f, true) {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<TilePath, HashTile> eldest) {
            return size() > KEPT;
        }
    };

    public TileReader(TileSource source, long size) {
        this.source = source;
        this.size = size;
    }

    /** The tree of the size that was given. */
    public Tree tree() {
        return new Tree(this, size);
    }

    @Override
    public TreeHash node(int level, long index) {
        int tileLevel = level / LEVELS_OF_A_TILE;
        int inner = level % LEVELS_OF_A_TILE;
        long first = index << inner;
        TilePath path = TilePath.in(size, tileLevel, first / TilePath.FULL);
        HashTile tile = kept.computeIfAbsent(path, wanted -> HashTile.read(wanted, source.read(wanted)));
        return tile.node(inner, (int) (first % TilePath.FULL) >> inner);
    }

    /**
     * All tiles that prove a contiguous range of entries, and no others: those on the way from each entry to the top,
     * and the last one of each level, which together give the root. Sorted by level, then index.
     *
     * @param from index of the first entry
     * @param to index after the last entry, more than {@code from} and at most {@code treeSize}
     */
    public static SequencedSet<TilePath> proving(long from, long to, long treeSize) {
        if (from < 0 || from >= to || to > treeSize) {
            throw new IllegalArgumentException("a log of %d has no entries %d to %d".formatted(treeSize, from, to));
        }
        SequencedSet<TilePath> tiles = new TreeSet<>(
                Comparator.comparingInt(TilePath::level).thenComparingLong(TilePath::index));
        for (int level = 0; level < HEIGHT && treeSize >> LEVELS_OF_A_TILE * level > 0; level++) {
            long hashes = treeSize >> LEVELS_OF_A_TILE * level;
            int bits = LEVELS_OF_A_TILE * (level + 1);
            long last = Math.min(shift(to - 1, bits), (hashes - 1) / TilePath.FULL);
            for (long index = shift(from, bits); index <= last; index++) {
                tiles.add(TilePath.in(treeSize, level, index));
            }
            if (hashes % TilePath.FULL != 0) {
                tiles.add(TilePath.in(treeSize, level, hashes / TilePath.FULL));
            }
        }
        return tiles;
    }

    private static long shift(long index, int bits) {
        return bits < Long.SIZE ? index >> bits : 0;
    }
}
