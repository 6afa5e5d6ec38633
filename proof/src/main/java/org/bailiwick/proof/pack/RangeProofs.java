package org.bailiwick.proof.pack;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.SequencedSet;
import java.util.stream.Collectors;
import org.bailiwick.proof.note.Checkpoint;
import org.bailiwick.proof.tile.HashTile;
import org.bailiwick.proof.tile.TilePath;
import org.bailiwick.proof.tile.TileReader;
import org.bailiwick.proof.tree.TreeHash;
import org.bailiwick.proof.tree.TreeHasher;
import org.jspecify.annotations.Nullable;

/**
 * The tiles over a contiguous range of entries. From the top: the last tiles of all levels give the signed root, each
 * full tile is what the tile above it says, and each entry is what its tile says. So no entry between the first and the
 * last can be another one or be left out, and a wrong one is found at once.
 */
final class RangeProofs implements EntryProofs {
    private final PackArchive archive;
    private final Manifest.Selection.Range range;
    private final long treeSize;
    private final Map<TilePath, HashTile> upper = new HashMap<>();
    private final TreeHasher hasher = new TreeHasher();
    private final byte[] leaf = new byte[TreeHash.SIZE];
    private @Nullable HashTile tile;
    private long tileIndex = -1;
    private long next;

    RangeProofs(PackArchive archive, Checkpoint checkpoint, Manifest.Selection.Range range) {
        this.archive = archive;
        this.range = range;
        this.treeSize = checkpoint.size();
        this.next = range.from();
        FaultException.require(range.to() <= treeSize, PackFiles.MANIFEST,
                "it names entries up to %d, the log has %d".formatted(range.to(), treeSize));
        SequencedSet<TilePath> tiles = requireTiles(archive, range, treeSize);
        TreeHash root = checkpoint.root();
        if (!tiles.isEmpty()) {
            requireRoot(tiles, root);
            tiles.reversed().stream().filter(path -> path.level() > 0).forEach(path -> upper.put(path, read(path)));
        }
    }

    /** Exactly the tiles that prove this range, no more and no fewer. */
    private static SequencedSet<TilePath> requireTiles(PackArchive archive, Manifest.Selection.Range range, long size) {
        FaultException.require(range.count() <= (long) ZipRecord.MOST_FILES * TilePath.FULL, PackFiles.MANIFEST,
                "it names more entries than a pack can have");
        SequencedSet<TilePath> tiles = range.count() == 0
                ? new LinkedHashSet<>()
                : TileReader.proving(range.from(), range.to(), size);
        var names = tiles.stream().map(TilePath::path).collect(Collectors.toSet());
        for (String name : archive.files().keySet()) {
            if (name.startsWith(PackFiles.TILES) || name.startsWith(PackFiles.PROOFS)) {
                FaultException.require(names.contains(name), name, "the file proves no entry of this pack");
            }
        }
        names.forEach(archive::file);
        return tiles;
    }

    private void requireRoot(SequencedSet<TilePath> tiles, TreeHash root) {
        List<String> last = new ArrayList<>();
        var reader = new TileReader(path -> {
            last.add(path.path());
            return content(path);
        }, treeSize);
        TreeHash found = FaultException.in(tiles.getFirst().path(), () -> reader.tree().root());
        FaultException.require(found.equals(root), last.getFirst(),
                "this tile, or one of %s, does not belong to the checkpoint: together they give another root"
                        .formatted(last));
    }

    /** A tile whose hashes the tile above it confirms; the last one of a level is confirmed by the root. */
    private HashTile read(TilePath path) {
        HashTile found = FaultException.in(path.path(), () -> HashTile.read(path, content(path)));
        if (!path.partial()) {
            HashTile above = upper.get(TilePath.in(treeSize, path.level() + 1, path.index() / TilePath.FULL));
            boolean confirmed = above != null && above
                    .holds((int) (path.index() % TilePath.FULL), hasher.perfectRoot(found.bytes(), TilePath.FULL), 0);
            FaultException.require(confirmed, path.path(), "the tile is not the one that the tile above it names");
        }
        return found;
    }

    @Override
    public long check(LineStream entry) {
        long index = next++;
        if (index >= range.to()) {
            throw EntryProofs.tooMany(entry);
        }
        HashTile current = tile;
        if (current == null || index / TilePath.FULL != tileIndex) {
            tileIndex = index / TilePath.FULL;
            current = read(TilePath.in(treeSize, 0, tileIndex));
            tile = current;
        }
        hasher.leaf(entry.buffer(), entry.from(), entry.length(), leaf, 0);
        if (!current.holds((int) (index % TilePath.FULL), leaf, 0)) {
            throw EntryProofs.wrongEntry(entry, index);
        }
        return index;
    }

    @Override
    public void finish() {
        if (next < range.to()) {
            throw EntryProofs.missing(next);
        }
    }

    @Override
    public String sentence() {
        return range.count() == 0
                ? "the manifest names no entries; nothing is proven of the period"
                : "complete from index %d to %d of the log: %,d entries, each at its index; nothing between them is left out"
                        .formatted(range.from(), range.to() - 1, range.count());
    }

    private byte[] content(TilePath path) {
        try {
            return archive.read(path.path());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
