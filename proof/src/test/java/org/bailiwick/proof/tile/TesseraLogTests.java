package org.bailiwick.proof.tile;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import org.bailiwick.proof.Shared;
import org.bailiwick.proof.note.Checkpoint;
import org.bailiwick.proof.note.SignedCheckpoint;
import org.bailiwick.proof.tree.CompactRange;
import org.bailiwick.proof.tree.ConsistencyProof;
import org.bailiwick.proof.tree.TreeHash;
import org.junit.jupiter.api.Test;

/** The log with which Tessera, another implementation, is tested: our bytes are its bytes at each of its sizes. */
final class TesseraLogTests {
    private static final int SIZE = 15;

    private final Path log = Shared.vectors("transparency-dev-tessera").resolve("testdata/log");

    @Test
    void entriesOfTheLogGiveItsTilesAndRootsByteForByte() {
        var writer = new TileWriter();
        for (int size = 1; size <= SIZE; size++) {
            TilePath bundlePath = TilePath.in(size, TilePath.ENTRIES, 0);
            byte[] content = Shared.read(log.resolve(bundlePath.path()));
            EntryBundle bundle = EntryBundle.read(bundlePath, content);
            writer.append(TreeHash.ofLeaf(bundle.entries().getLast()));

            assertThat(bundle.bytes()).isEqualTo(content);
            assertThat(writer.root()).isEqualTo(checkpoint(size).root());
            String tile = TilePath.in(size, 0, 0).path();
            assertThat(writer.publishFiles()).hasSize(1).containsEntry(tile, Shared.read(log.resolve(tile)));
        }
    }

    @Test
    void checkpointsOfTheLogAreReadAndWrittenBackAndEmptyOneHasTheEmptyRoot() {
        for (int size = 0; size <= SIZE; size++) {
            byte[] bytes = Shared.read(log.resolve("checkpoint." + size));
            SignedCheckpoint signed = SignedCheckpoint.parse(bytes);

            assertThat(signed.checkpoint().size()).isEqualTo(size);
            assertThat(signed.bytes()).isEqualTo(bytes);
        }
        assertThat(checkpoint(0).root()).isEqualTo(new CompactRange().root());
    }

    @Test
    void tilesOfTheLogProveEachEntryAndEachGrowth() {
        for (int size = 1; size <= SIZE; size++) {
            var tree = new TileReader(path -> Shared.read(log.resolve(path.path())), size).tree();
            TilePath bundlePath = TilePath.in(size, TilePath.ENTRIES, 0);
            List<byte[]> entries = EntryBundle.read(bundlePath, Shared.read(log.resolve(bundlePath.path()))).entries();
            for (int index = 0; index < size; index++) {
                assertThat(tree.inclusion(index).proves(TreeHash.ofLeaf(entries.get(index)), size,
                        checkpoint(size).root())).isTrue();
            }
            for (int old = 1; old <= size; old++) {
                ConsistencyProof proof = tree.consistencyFrom(old);
                assertThat(proof.proves(old, checkpoint(old).root(), size, checkpoint(size).root())).isTrue();
            }
        }
    }

    private Checkpoint checkpoint(int size) {
        return SignedCheckpoint.parse(Shared.read(log.resolve("checkpoint." + size))).checkpoint();
    }
}
