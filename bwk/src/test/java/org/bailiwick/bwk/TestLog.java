package org.bailiwick.bwk;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import org.bailiwick.proof.note.Checkpoint;
import org.bailiwick.proof.note.SignatureType;
import org.bailiwick.proof.note.SignedCheckpoint;
import org.bailiwick.proof.note.SigningKey;
import org.bailiwick.proof.tile.TilePath;
import org.bailiwick.proof.tile.TileReader;
import org.bailiwick.proof.tile.TileWriter;
import org.bailiwick.proof.tree.Tree;
import org.bailiwick.proof.tree.TreeHash;
import org.bailiwick.proof.witness.AddCheckpoint;

/** A log that grows, and asks a witness; it can be made to lie. */
final class TestLog {
    final SigningKey key;
    final Map<String, byte[]> tiles = new HashMap<>();
    private final TileWriter writer = new TileWriter();

    TestLog(String origin) {
        this.key = new SigningKey(origin, SignatureType.NOTE, new byte[32]);
    }

    TestLog grow(String... entries) {
        for (String entry : entries) {
            writer.append(TreeHash.ofLeaf(entry.getBytes(UTF_8)));
        }
        tiles.putAll(writer.publishFiles());
        return this;
    }

    long size() {
        return writer.size();
    }

    Tree tree() {
        return new TileReader((TilePath path) -> Objects.requireNonNull(tiles.get(path.path())), size()).tree();
    }

    SignedCheckpoint checkpoint() {
        return SignedCheckpoint.sign(new Checkpoint(key.verifierKey().name(), size(), writer.root()), key);
    }

    AddCheckpoint request(long oldSize) {
        return new AddCheckpoint(oldSize, tree().consistencyFrom(oldSize), checkpoint());
    }
}
