package org.bailiwick.proof.pack;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.zip.CRC32;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Any single bit of a pack, wherever it lies, is found, and the file and entry it lies in are named. */
final class FlippedBitsTests {
    /** More with -Dbailiwick.flips=10000. */
    private static final int FLIPS = Integer.getInteger("bailiwick.flips", 300);

    @TempDir
    Path folder;

    @Test
    void everyFlippedBitOfAPackOfARangeIsFoundAndNamed() throws IOException {
        var sample = new SamplePack(530).range(200, 300);

        flip(sample, 200);
    }

    @Test
    void everyFlippedBitOfAPackOfAFilterIsFoundAndNamed() throws IOException {
        var sample = new SamplePack(300).filtered(List.of(1L, 2L, 3L, 100L, 299L));

        flip(sample, -1);
    }

    /** Who alters a pack on purpose also mends the checksums; then file and entry are named by the hashes alone. */
    @Test
    void flippedBitIsFoundWhereTheChecksumsOfTheArchiveAreMended() throws IOException {
        var random = new Random(4);
        byte[] pack = new SamplePack(530).range(200, 300).bytes();
        Path file = Files.write(folder.resolve("mended.zip"), pack);
        List<ZipRecord> records = records(file);
        for (int i = 0; i < FLIPS; i++) {
            ZipRecord record = records.get(random.nextInt(records.size()));
            long at = record.contentAt() + random.nextLong(record.size());
            byte[] altered = pack.clone();
            altered[(int) at] ^= (byte) (1 << random.nextInt(8));
            mend(altered, record, pack);
            Files.write(file, altered, StandardOpenOption.TRUNCATE_EXISTING);

            Fault fault = PackVerifier.verify(file, Optional.empty()).fault().orElseThrow();

            assertThat(fault.file()).as("byte %d of `%s`: %s", at - record.contentAt(), record.name(), fault.sentence())
                    .satisfiesAnyOf(name -> assertThat(name).isEqualTo(record.name()),
                            // A tile that only the root confirms cannot be told from the others beside it.
                            name -> assertThat(fault.why()).contains(record.name()),
                            // Another policy has other keys, another checkpoint another signature: seen at its user.
                            name -> assertThat(record.name()).isIn(PackFiles.POLICY));
        }
    }

    private void flip(SamplePack sample, long firstEntry) throws IOException {
        var random = new Random(3);
        byte[] pack = sample.bytes();
        Path file = Files.write(folder.resolve("pack.zip"), pack);
        List<ZipRecord> records = records(file);
        assertThat(PackVerifier.verify(file, Optional.empty()).fault()).isEmpty();
        for (int i = 0; i < FLIPS; i++) {
            int bit = random.nextInt(pack.length * 8);
            byte[] flipped = pack.clone();
            flipped[bit / 8] ^= (byte) (1 << bit % 8);
            Files.write(file, flipped, StandardOpenOption.TRUNCATE_EXISTING);

            Fault fault = PackVerifier.verify(file, Optional.empty()).fault().orElseThrow();

            requireNamed(pack, records, bit / 8, fault, firstEntry);
        }
    }

    private static void requireNamed(byte[] pack, List<ZipRecord> records, int at, Fault fault, long firstEntry) {
        Optional<ZipRecord> hit = records.stream().filter(record -> at >= record.offset() && at < record.end())
                .findFirst();
        if (hit.isEmpty()) {
            return;
        }
        ZipRecord record = hit.get();
        assertThat(fault.file()).as("byte %d: %s", at, fault.sentence()).isEqualTo(record.name());
        if (record.name().equals(PackFiles.ENTRIES) && at >= record.contentAt() && firstEntry >= 0) {
            String before = new String(pack, (int) record.contentAt(), at - (int) record.contentAt(),
                    StandardCharsets.UTF_8);
            long entry = firstEntry + before.chars().filter(symbol -> symbol == '\n').count();
            assertThat(fault.entry()).as(fault.sentence()).hasValue(entry);
        }
    }

    private static void mend(byte[] altered, ZipRecord record, byte[] pack) throws IOException {
        var crc = new CRC32();
        crc.update(altered, (int) record.contentAt(), (int) record.size());
        var mended = new ZipRecord(record.name(), record.size(), (int) crc.getValue(), record.offset());
        System.arraycopy(mended.local(), 0, altered, (int) record.offset(), mended.local().length);
        byte[] central = record.central();
        int at = pack.length - central.length;
        while (!java.util.Arrays.equals(pack, at, at + central.length, central, 0, central.length)) {
            at--;
        }
        System.arraycopy(mended.central(), 0, altered, at, central.length);
    }

    private static List<ZipRecord> records(Path file) throws IOException {
        try (PackArchive archive = PackArchive.open(file)) {
            return List.copyOf(archive.files().values());
        }
    }
}
