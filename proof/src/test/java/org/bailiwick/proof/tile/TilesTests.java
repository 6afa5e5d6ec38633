package org.bailiwick.proof.tile;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import org.bailiwick.proof.MalformedProofException;
import org.bailiwick.proof.tree.CompactRange;
import org.bailiwick.proof.tree.Tree;
import org.bailiwick.proof.tree.TreeHash;
import org.junit.jupiter.api.Test;

final class TilesTests {
    private static final int SIZE = 70_000;

    private final Map<TilePath, byte[]> stored = new HashMap<>();
    private final TileSource source = path -> Objects.requireNonNull(stored.get(path), path::path);

    @Test
    void logThatIsStoppedAndGoesOnHasTheTilesOfOneThatNeverStopped() {
        var random = new Random(1);
        var straight = new TileWriter();
        var range = new CompactRange();
        var writer = new TileWriter();
        while (writer.size() < SIZE) {
            for (int i = random.nextInt(3_000); i >= 0 && writer.size() < SIZE; i--) {
                TreeHash leaf = leaf(writer.size());
                writer.append(leaf);
                straight.append(leaf);
                range.append(leaf);
            }
            writer.publish().forEach((path, tile) -> stored.put(path, tile.bytes()));
            assertThat(new TileReader(source, writer.size()).tree().root()).isEqualTo(range.root());
            writer = new TileWriter(writer.size(), source);
            assertThat(writer.root()).isEqualTo(range.root());
        }

        straight.publish()
                .forEach((path, tile) -> assertThat(stored.get(path)).as(path.path()).isEqualTo(tile.bytes()));
        assertThat(stored.keySet().stream().filter(path -> !path.partial())).hasSize(273 + 1);
    }

    @Test
    void proofsFromTilesHoldAtSizesAroundTheirEdges() {
        for (int size : List.of(1, 255, 256, 257, 511, 512, 513, 65_535, 65_536, 65_537, SIZE)) {
            Tree tree = grown(size);
            TreeHash root = tree.root();
            for (int index : List.of(0, size / 3, size / 2, size - 1)) {
                assertThat(tree.inclusion(index).proves(leaf(index), size, root)).isTrue();
            }
            for (int old : List.of(1, size / 3 + 1, size / 2 + 1, size)) {
                assertThat(tree.consistencyFrom(old).proves(old, grown(old).root(), size, root)).isTrue();
            }
        }
    }

    @Test
    void nothingIsPublishedTwiceAndNothingWithoutGrowth() {
        var writer = new TileWriter();
        for (int i = 0; i < 256; i++) {
            writer.append(leaf(i));
        }

        assertThat(writer.publish().keySet()).extracting(TilePath::path).containsExactly("tile/0/000",
                "tile/1/000.p/1");
        assertThat(writer.publish()).isEmpty();
        writer.append(leaf(256));
        assertThat(writer.publish().keySet()).extracting(TilePath::path).containsExactly("tile/0/001.p/1");
    }

    @Test
    void tileOfAnotherWidthThanItsPathSaysIsRefused() {
        assertThatThrownBy(() -> HashTile.read(TilePath.full(0, 0), new byte[32 * 255]))
                .isInstanceOf(MalformedProofException.class).hasMessage("`tile/0/000` has 255 hashes, not 256");
        assertThatThrownBy(() -> new HashTile(new byte[31])).isInstanceOf(MalformedProofException.class);
        assertThatThrownBy(() -> new HashTile(new byte[0])).isInstanceOf(MalformedProofException.class);
        assertThatThrownBy(() -> new HashTile(new byte[32 * 257])).isInstanceOf(MalformedProofException.class);
    }

    @Test
    void bundleIsReadFromWhatItWritesAndNothingElse() {
        var path = new TilePath(TilePath.ENTRIES, 0, 3);
        var bundle = new EntryBundle(List.of("one".getBytes(UTF_8), new byte[0], new byte[65_535]));

        byte[] bytes = bundle.bytes();

        assertThat(EntryBundle.read(path, bytes).bytes()).isEqualTo(bytes);
        assertThatThrownBy(() -> EntryBundle.read(new TilePath(TilePath.ENTRIES, 0, 2), bytes))
                .hasMessageContaining("more than 2");
        assertThatThrownBy(() -> EntryBundle.read(new TilePath(TilePath.ENTRIES, 0, 4), bytes))
                .hasMessageContaining("3 entries, not 4");
        for (int cut : List.of(1, 2, 4, 5, 6, bytes.length - 1)) {
            assertThatThrownBy(() -> EntryBundle.read(path, java.util.Arrays.copyOf(bytes, cut))).as("cut at %d", cut)
                    .isInstanceOf(MalformedProofException.class);
        }
        assertThatThrownBy(() -> new EntryBundle(List.of(new byte[65_536]))).hasMessageContaining("at most 65535");
    }

    private Tree grown(int size) {
        var writer = new TileWriter();
        for (int i = 0; i < size; i++) {
            writer.append(leaf(i));
        }
        writer.publish().forEach((path, tile) -> stored.put(path, tile.bytes()));
        return new TileReader(source, size).tree();
    }

    private static TreeHash leaf(long index) {
        return TreeHash.ofLeaf(("entry " + index).getBytes(UTF_8));
    }
}
