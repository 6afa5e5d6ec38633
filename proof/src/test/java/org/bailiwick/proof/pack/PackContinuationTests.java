package org.bailiwick.proof.pack;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.bailiwick.proof.note.SignatureType;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PackContinuationTests {
    @TempDir
    Path folder;

    private int written;

    /** The earlier pack is of a log of {@code before} entries and the two of its sealing. */
    @ParameterizedTest
    @CsvSource({"10,7,12,400", "254,200,256,300", "254,0,258,600", "700,650,702,1400", "254,250,256,257",
        "66000,65990,66002,132200"})
    void laterPackGoesOnFromTheEarlierOne(int before, long from, long to, int after) throws IOException {
        var earlier = write(new SamplePack(before).range(0, Math.min(before, 300)));

        var newer = grown(before, after).range(from, Math.max(to, before + 2 + 1));
        var outcome = PackContinuation.verify(write(newer), earlier, Optional.empty());

        assertThat(outcome.newer().fault()).isEmpty();
        assertThat(outcome.holds()).as(outcome.finding().sentence()).isTrue();
        assertThat(outcome.finding().sentence()).contains("the first %,d are the same".formatted(before + 2));
    }

    /** INVARIANT: both packs hold by themselves, signed by the same key; only together they show the fork. */
    @ParameterizedTest
    @CsvSource({"10,7,12", "254,200,256", "700,650,702"})
    void forkIsFound(int before, long from, long to) throws IOException {
        var earlier = write(new SamplePack(before).range(0, before));

        // The same log up to the last entry of the earlier pack, and then another one: no manifest was ever recorded in it.
        var fork = new SamplePack(before + 40).range(from, to + 5);
        var outcome = PackContinuation.verify(write(fork), earlier, Optional.empty());

        assertThat(outcome.newer().holds()).isTrue();
        assertThat(outcome.earlier().holds()).isTrue();
        assertThat(outcome.wrong()).isTrue();
        assertThat(outcome.finding().sentence()).contains("forked or rewritten");
    }

    @Test
    void sameLogAgainGoesOn() throws IOException {
        var pack = new SamplePack(30);
        var earlier = write(pack.range(0, 10));

        assertThat(PackContinuation.verify(earlier, earlier, Optional.empty()).holds()).isTrue();
    }

    @Test
    void packThatCarriesTooLittleShowsNothing() throws IOException {
        var earlier = write(new SamplePack(10).range(0, 10));

        var late = PackContinuation.verify(write(grown(10, 900).range(600, 700)), earlier, Optional.empty());
        var filtered = PackContinuation.verify(write(grown(10, 40).filtered(List.of(3L, 20L))), earlier,
                Optional.empty());

        for (var outcome : List.of(late, filtered)) {
            assertThat(outcome.newer().fault()).isEmpty();
            assertThat(outcome.holds()).isFalse();
            assertThat(outcome.wrong()).isFalse();
            assertThat(outcome.finding().sentence()).contains("does not carry the tiles of size 12");
        }
    }

    @Test
    void shorterLogAndAnotherKeyAreNoContinuation() throws IOException {
        var earlier = write(new SamplePack(50).range(0, 10));
        var shorter = PackContinuation.verify(write(new SamplePack(20).range(0, 10)), earlier, Optional.empty());

        assertThat(shorter.wrong()).isTrue();
        assertThat(shorter.finding().sentence()).contains("has 22 entries here and had 52");

        var other = grown(50, 90);
        other.log = SamplePack.key(SamplePack.ORIGIN, SignatureType.NOTE, 9);
        var anothers = PackContinuation.verify(write(other.range(0, 60)), earlier, Optional.empty());

        assertThat(anothers.newer().holds()).isTrue();
        assertThat(anothers.wrong()).isTrue();
        assertThat(anothers.finding().sentence()).contains("a key that this pack does not name");
    }

    @Test
    void packThatDoesNotHoldShowsNothing() throws IOException {
        var earlier = write(new SamplePack(10).range(0, 10));
        byte[] bytes = Files.readAllBytes(earlier);
        bytes[bytes.length / 2] ^= 1;
        var flipped = Files.write(folder.resolve("flipped.zip"), bytes);

        var outcome = PackContinuation.verify(write(grown(10, 40).range(0, 20)), flipped, Optional.empty());

        assertThat(outcome.wrong()).isTrue();
        assertThat(outcome.earlier().holds()).isFalse();
    }

    /** The log of the earlier pack, with the entries of its sealing, some time later. */
    private static SamplePack grown(int before, int after) {
        var earlier = new SamplePack(before);
        earlier.range(0, Math.min(before, 300));
        return earlier.later(after - before);
    }

    private Path write(SamplePack pack) throws IOException {
        return Files.write(folder.resolve("pack-" + written++ + ".zip"), pack.bytes());
    }
}
