package org.bailiwick.proof.tile;

import java.io.ByteArrayOutputStream;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SequencedMap;
import org.bailiwick.proof.tree.CompactRange;
import org.bailiwick.proof.tree.TreeHash;

/**
 * Makes a log's tiles while it grows: leaves go in, and at each checkpoint out come the tiles that are new, full or
 * partial. Its whole state is the last tile of each level, so a sequencer can stop and go on. For one thread.
 */
public final class TileWriter {
    private final List<ByteArrayOutputStream> open = new ArrayList<>();
    private final SequencedMap<TilePath, HashTile> filled = new LinkedHashMap<>();
    private final CompactRange range;
    private long published;

    /** Begins an empty log. */
    public TileWriter() {
        this.range = new CompactRange();
    }

    /** Goes on with a log of this size, whose partial tiles the source has. */
    public TileWriter(long size, TileSource source) {
        this.range = new CompactRange(size, new TileReader(source, size).tree().perfectRoots());
        this.published = size;
        for (int level = 0; level < TileReader.HEIGHT && size >> 8 * level > 0; level++) {
            var tile = new ByteArrayOutputStream();
            long hashes = size >> 8 * level;
            if (hashes % TilePath.FULL != 0) {
                tile.writeBytes(source.read(TilePath.in(size, level, hashes / TilePath.FULL)));
            }
            open.add(tile);
        }
    }

    public void append(TreeHash leaf) {
        range.append(leaf);
        append(0, leaf);
    }

    private void append(int level, TreeHash hash) {
        if (level == open.size()) {
            open.add(new ByteArrayOutputStream());
        }
        ByteArrayOutputStream tile = open.get(level);
        tile.writeBytes(hash.bytes());
        if (tile.size() == TilePath.FULL * TreeHash.SIZE) {
            var full = new HashTile(tile.toByteArray());
            tile.reset();
            filled.put(TilePath.full(level, (range.size() >> 8 * (level + 1)) - 1), full);
            append(level + 1, full.node(8, 0));
        }
    }

    public long size() {
        return range.size();
    }

    public TreeHash root() {
        return range.root();
    }

    /**
     * The tiles that the tree of this size has and that of the last call had not, in the order in which they became
     * full, partial ones last. A checkpoint of this size must not be shown before they are stored.
     */
    public SequencedMap<TilePath, HashTile> publish() {
        SequencedMap<TilePath, HashTile> tiles = new LinkedHashMap<>(filled);
        for (int level = 0; level < open.size(); level++) {
            boolean grown = size() >> 8 * level > published >> 8 * level;
            if (open.get(level).size() > 0 && grown) {
                long index = (size() >> 8 * level) / TilePath.FULL;
                tiles.put(TilePath.in(size(), level, index), new HashTile(open.get(level).toByteArray()));
            }
        }
        filled.clear();
        published = size();
        return tiles;
    }

    /** The same as {@link #publish} as bytes by path, the way they are served. */
    public Map<String, byte[]> publishFiles() {
        Map<String, byte[]> files = new LinkedHashMap<>();
        publish().forEach((path, tile) -> files.put(path.path(), tile.bytes()));
        return files;
    }
}
