package org.bailiwick.proof.tile;

import java.util.Arrays;
import org.bailiwick.proof.MalformedProofException;
import org.bailiwick.proof.tree.TreeHash;
import org.bailiwick.proof.tree.TreeHasher;

/** The content of a tile: 1 to 256 hashes side by side, 32 bytes each. Not to be believed before a root confirms it. */
public final class HashTile {
    private final byte[] hashes;

    public HashTile(byte[] hashes) {
        if (hashes.length == 0 || hashes.length % TreeHash.SIZE != 0 || hashes.length > TilePath.FULL * TreeHash.SIZE) {
            throw new MalformedProofException(
                    "a tile has 1 to 256 hashes of 32 bytes, not " + hashes.length + " bytes");
        }
        this.hashes = hashes.clone();
    }

    /** @throws MalformedProofException if the content is not as wide as the path says */
    public static HashTile read(TilePath path, byte[] content) {
        var tile = new HashTile(content);
        if (tile.width() != path.width()) {
            throw new MalformedProofException("`%s` has %d hashes, not %d".formatted(path, tile.width(), path.width()));
        }
        return tile;
    }

    public int width() {
        return hashes.length / TreeHash.SIZE;
    }

    public TreeHash hash(int position) {
        return node(0, position);
    }

    /** Whether these 32 bytes of a buffer are the hash at this position; without garbage, for long runs. */
    public boolean holds(int position, byte[] buffer, int from) {
        int at = position * TreeHash.SIZE;
        return Arrays.equals(hashes, at, at + TreeHash.SIZE, buffer, from, from + TreeHash.SIZE);
    }

    /** The root over 2^level neighbouring hashes, level 0 to 8. */
    public TreeHash node(int level, int index) {
        int count = 1 << level;
        if (level < 0 || level > 8 || index < 0 || (index + 1) * count > width()) {
            throw new IllegalArgumentException(
                    "a tile of %d has no node %d at level %d".formatted(width(), index, level));
        }
        int from = index * count * TreeHash.SIZE;
        return new TreeHash(new TreeHasher()
                .perfectRoot(Arrays.copyOfRange(hashes, from, from + count * TreeHash.SIZE), count));
    }

    public byte[] bytes() {
        return hashes.clone();
    }
}
