package org.bailiwick.proof.pack;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.zip.CRC32;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class HostileArchiveTests {
    @TempDir
    Path folder;

    @ParameterizedTest
    @ValueSource(strings = {"../evil", "/etc/passwd", "a/../b", "a//b", "a/", ".hidden", "a/.b", "C:\\evil", "a\\b",
        "a b",
        "näme", "", "a\u0000b", "-rf/.."})
    void nameThatLeadsOutOfItsFolderOrIsNotPlainIsRefused(String name) {
        assertThat(fault(zip(List.of(new Part(name, "x"))))).contains("none that a pack may have");
        assertThatThrownBy(() -> PackWriter.write(new ByteArrayOutputStream(),
                Map.of(name, new PackContent.Bytes(new byte[0])))).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void nameThatStandsTwiceIsRefused() {
        assertThat(fault(zip(List.of(new Part("a", "x"), new Part("a", "y"))))).contains("stands twice");
        assertThat(fault(zip(List.of(new Part("A", "x"), new Part("a", "y"))))).contains("upper and lower case");
        assertThat(fault(zip(List.of(new Part("b", "x"), new Part("a", "y"))))).contains("not in the order of names");
    }

    @Test
    void compressedContentIsRefusedSoNothingCanGrow() throws IOException {
        var out = new ByteArrayOutputStream();
        try (var zip = new ZipOutputStream(out)) {
            zip.putNextEntry(new ZipEntry("bomb"));
            zip.write(new byte[10_000_000]);
            zip.closeEntry();
        }

        assertThat(fault(out.toByteArray()))
                .startsWith("`bomb`: the directory's record 1 of it is not as a pack's must be");
    }

    @Test
    void everyCutAndWhateverIsAppendedOrPutBeforeIsRefused() {
        byte[] pack = zip(List.of(new Part("a", "x"), new Part("b", "y")));
        for (int length = 0; length < pack.length; length++) {
            assertThat(fault(Arrays.copyOf(pack, length))).as("cut at %d", length).isNotEmpty();
        }
        assertThat(fault(Arrays.copyOf(pack, pack.length + 1))).contains("last 22 bytes");
        byte[] before = new byte[pack.length + 5];
        System.arraycopy(pack, 0, before, 5, pack.length);
        assertThat(fault(before)).isNotEmpty();
    }

    @Test
    void filesThatOverlapOrLeaveAGapAreRefused() {
        byte[] a = "x".getBytes(UTF_8);
        var first = new ZipRecord("a", 1, crc(a), 0);
        var gap = new ZipRecord("b", 1, crc(a), first.end() + 3);
        var overlap = new ZipRecord("b", 1, crc(a), 0);

        for (ZipRecord second : List.of(gap, overlap)) {
            var out = new ByteArrayOutputStream();
            out.writeBytes(first.local());
            out.writeBytes(a);
            out.writeBytes(new byte[3]);
            out.writeBytes(second.local());
            out.writeBytes(a);
            int directoryAt = out.size();
            out.writeBytes(first.central());
            out.writeBytes(second.central());
            out.writeBytes(ZipRecord.end(2, out.size() - directoryAt, directoryAt));
            assertThat(fault(out.toByteArray())).startsWith("`b`: the directory's record 2");
        }
    }

    @Test
    void hugeLineIsRefusedInBoundedMemory() {
        var pack = new SamplePack(300).range(0, 300);
        byte[] line = new byte[3_000_000];
        Arrays.fill(line, (byte) 'a');
        pack.files.put(PackFiles.ENTRIES, line);
        pack.files.keySet().removeIf(PackFiles::madeAfterTheManifest);
        pack.seal(new Manifest.Selection.Range(0, 300));
        pack.addTiles(0, 300);

        assertThat(fault(pack.bytes()))
                .isEqualTo("`entries.ocsf.jsonl`: line 1 is longer than the 65535 bytes that are allowed");
    }

    @Test
    void lastLineWithoutLineFeedAndEmptyLinesAreRefused() {
        for (String wrong : List.of("{}", "{}\n{}", "\n", "{}\n\n")) {
            var pack = new SamplePack(300).range(0, 300);
            pack.files.keySet().removeIf(PackFiles::madeAfterTheManifest);
            pack.files.put(PackFiles.DISCLOSURES, wrong.getBytes(UTF_8));
            pack.seal(new Manifest.Selection.Range(0, 300));
            pack.addTiles(0, 300);
            assertThat(fault(pack.bytes())).startsWith("`disclosures.jsonl`");
        }
    }

    @Test
    void manifestOfMoreEntriesThanTheLogOrAnyPackHasIsRefused() {
        for (var range : List.of(new Manifest.Selection.Range(0, 1000), new Manifest.Selection.Range(0, 1L << 50))) {
            var pack = new SamplePack(300).range(0, 300);
            pack.files.keySet().removeIf(PackFiles::madeAfterTheManifest);
            pack.seal(range);
            assertThat(fault(pack.bytes())).startsWith("`manifest.json`: it names");
        }
    }

    private String fault(byte[] pack) {
        return SamplePack.verify(folder, pack).fault().map(Fault::sentence).orElse("");
    }

    private record Part(String name, String content) {}

    /** As a pack is written, without its writer's scruples about names. */
    private static byte[] zip(List<Part> parts) {
        var out = new ByteArrayOutputStream();
        List<ZipRecord> records = new ArrayList<>();
        for (Part part : parts) {
            byte[] content = part.content().getBytes(UTF_8);
            var record = new ZipRecord(part.name().replaceAll("[^\\x00-\\x7f]", "?"), content.length, crc(content),
                    out.size());
            out.writeBytes(record.local());
            out.writeBytes(content);
            records.add(record);
        }
        int directoryAt = out.size();
        records.forEach(record -> out.writeBytes(record.central()));
        out.writeBytes(ZipRecord.end(records.size(), out.size() - directoryAt, directoryAt));
        return out.toByteArray();
    }

    private static int crc(byte[] content) {
        var crc = new CRC32();
        crc.update(content);
        return (int) crc.getValue();
    }
}
