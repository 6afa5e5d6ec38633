package org.bailiwick.proof.pack;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.zip.ZipFile;
import org.bailiwick.proof.CanonicalJson;
import org.bailiwick.proof.Json;
import org.bailiwick.proof.note.SignatureType;
import org.bailiwick.proof.note.SignedCheckpoint;
import org.bailiwick.proof.note.SigningKey;
import org.bailiwick.proof.note.TlogProof;
import org.bailiwick.proof.note.TrustPolicy;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class PackVerifierTests {
    @TempDir
    Path folder;

    @Test
    void packOfARangeHoldsAndSaysSoInWords() {
        Verdict verdict = verify(new SamplePack(1000).range(300, 700));

        assertThat(verdict.fault()).isEmpty();
        assertThat(verdict.checked()).anySatisfy(line -> assertThat(line).isEqualTo(
                "`entries.ocsf.jsonl`: complete from index 300 to 699 of the log: 400 entries, each at its index; "
                        + "nothing between them is left out"))
                .anySatisfy(line -> assertThat(line).contains("134 disclosed values", "134 are redacted"))
                .anySatisfy(
                        line -> assertThat(line).contains("cosigned by `auditor.example/w` at 2026-11-22T12:00:00Z"))
                .anySatisfy(line -> assertThat(line).contains("on the record as entry 1000"));
        assertThat(verdict.remarks())
                .anySatisfy(line -> assertThat(line).contains("the keys believed are the pack's own"));
    }

    @Test
    void packIsTheSameAndHoldsWhereOtherDigitsAreUsual() {
        byte[] pack = new SamplePack(1000).range(300, 700).bytes();
        var again = new SamplePack(1000);
        var usual = Locale.getDefault();
        try {
            Locale.setDefault(Locale.forLanguageTag("ar-EG"));
            assertThat("%d".formatted(1)).isNotEqualTo("1");

            again.range(300, 700);

            assertThat(again.bytes()).isEqualTo(pack);
            assertThat(verify(again).fault()).isEmpty();
            assertThat(verify(new SamplePack(20).filtered(List.of(3L, 7L))).fault()).isEmpty();
        } finally {
            Locale.setDefault(usual);
        }
    }

    @Test
    void rangesOfEverySizeAroundTheEdgesOfTilesHold() {
        for (int size : List.of(1, 2, 255, 256, 257, 600)) {
            for (long from : List.of(0L, size / 2L, size - 1L)) {
                Verdict verdict = verify(new SamplePack(size).range(from, size));
                assertThat(verdict.fault()).as("%d to %d", from, size).isEmpty();
            }
        }
        assertThat(verify(new SamplePack(70_000).range(65_000, 66_000)).fault()).isEmpty();
    }

    @Test
    void packOfAFilterHoldsAndSaysThatItIsPartial() {
        Verdict verdict = verify(new SamplePack(300).filtered(List.of(3L, 4L, 77L, 299L)));

        assertThat(verdict.fault()).isEmpty();
        assertThat(verdict.checked()).anySatisfy(line -> assertThat(line).contains("4 entries that a filter chose",
                "nothing is proven of what was left out"));
    }

    @Test
    void samePackIsTheSameBytesAndEveryZipToolOpensIt() throws IOException {
        byte[] once = new SamplePack(300).range(0, 300).bytes();
        byte[] again = new SamplePack(300).range(0, 300).bytes();
        Path file = Files.write(folder.resolve("pack.zip"), once);

        assertThat(again).isEqualTo(once);
        try (var zip = new ZipFile(file.toFile())) {
            assertThat(zip.stream().map(java.util.zip.ZipEntry::getName)).isSorted().contains("manifest.json");
            assertThat(zip.getInputStream(zip.getEntry("reviews.csv")).readAllBytes())
                    .startsWith("campaign".getBytes(UTF_8));
        }
    }

    @Test
    void packOfTheFirstFormWhoseManifestNamesTheEntriesHolds() throws IOException {
        var pack = new SamplePack(300);
        pack.namesEntries = true;
        pack.range(0, 200);

        assertThat(verify(pack).fault()).isEmpty();
        assertThat(new String(pack.files.get(PackFiles.MANIFEST), UTF_8)).contains("entries.ocsf.jsonl");
        assertThat(built(pack, new Manifest.Selection.Range(0, 200))).isEqualTo(pack.bytes());
    }

    @Test
    void digestOfTheEntriesIsComparedWhereTheManifestNamesIt() {
        var pack = new SamplePack(300);
        pack.namesEntries = true;
        pack.manifestForm = form -> form.replaceFirst("(entries.ocsf.jsonl\":\\{\"sha256\":\")[0-9a-f]{64}",
                "$1" + "0".repeat(64));

        assertThat(fault(pack.range(0, 200)).why()).contains("another SHA-256");
    }

    @Test
    void rewrittenEntryIsNamedEvenWithAllSumsMadeAnew() {
        var pack = new SamplePack(1000);
        byte[] right = pack.entries.get(417);
        pack.entries.set(417, new String(right, UTF_8).replace("417", "418").getBytes(UTF_8));

        Fault fault = verify(pack.range(300, 700)).fault().orElseThrow();

        assertThat(fault).isEqualTo(new Fault("entries.ocsf.jsonl", OptionalLong.of(417),
                "line 118 is not the entry that the log has at this index"));
    }

    @Test
    void droppedDoubledAndReorderedEntriesAreNamed() {
        var dropped = new SamplePack(400).range(0, 400);
        List<byte[]> entries = new java.util.ArrayList<>(dropped.entries.subList(0, 400));
        entries.remove(50);
        assertThat(entryFault(400, entries)).isEqualTo(50);

        entries.add(50, dropped.entries.get(49));
        assertThat(entryFault(400, entries)).isEqualTo(50);

        entries.set(50, dropped.entries.get(51));
        entries.set(51, dropped.entries.get(50));
        assertThat(entryFault(400, entries)).isEqualTo(50);

        assertThat(entryFault(400, dropped.entries.subList(0, 399))).isEqualTo(399);
    }

    @Test
    void entryMoreThanTheManifestSaysIsRefused() {
        var pack = new SamplePack(300).range(0, 200);
        pack.files.put(PackFiles.ENTRIES, SamplePack.lines(pack.entries.subList(0, 201)));

        assertThat(fault(pack).file()).isEqualTo("entries.ocsf.jsonl");
    }

    @Test
    void wrongEntryOfAFilterIsNamed() {
        var pack = new SamplePack(300);
        pack.entries.set(77, "{}".getBytes(UTF_8));

        assertThat(fault(pack.filtered(List.of(3L, 77L)))).isEqualTo(new Fault("entries.ocsf.jsonl",
                OptionalLong.of(77), "line 2 is not the entry that the log has at this index"));
    }

    @Test
    void disclosureThatTheEntryDidNotCommitToIsNamed() {
        var pack = new SamplePack(100);
        DisclosedValue right = pack.values.get(5);
        pack.values.set(5, new DisclosedValue(right.index(), right.pointer(), right.salt(), "Ada"));

        assertThat(fault(pack.range(0, 100))).isEqualTo(new Fault("disclosures.jsonl", OptionalLong.of(15),
                "line 6 is not what the entry committed to"));
    }

    @Test
    void valueUnderAnotherPointerOfAnotherEntryOrTwiceIsRefused() {
        var moved = new SamplePack(100);
        DisclosedValue right = moved.values.get(5);
        moved.values.set(5, new DisclosedValue(right.index(), "/message", right.salt(), right.value()));
        assertThat(fault(moved.range(0, 100)).file()).isEqualTo("disclosures.jsonl");

        var other = new SamplePack(100);
        other.values.set(5, new DisclosedValue(16, right.pointer(), right.salt(), right.value()));
        assertThat(fault(other.range(0, 100)).entry()).hasValue(16);

        var twice = new SamplePack(100);
        twice.values.add(5, right);
        assertThat(fault(twice.range(0, 100)).why()).contains("not in the order");
    }

    @Test
    void erasureKeepsThePackValidAndShowsAsRedacted() {
        var pack = new SamplePack(100);
        pack.values.subList(0, 10).clear();

        Verdict verdict = verify(pack.range(0, 100));

        assertThat(verdict.fault()).isEmpty();
        assertThat(verdict.checked().getLast()).contains("24 disclosed values", "44 are redacted");
    }

    @Test
    void changedDocumentIsNamed() {
        var pack = new SamplePack(100).range(0, 100);
        pack.files.put("reviews.csv", "campaign,decision\r\nQ4,deny\r\n".getBytes(UTF_8));

        assertThat(fault(pack))
                .isEqualTo(Fault.of("reviews.csv", "the file has another SHA-256 than the manifest says"));
    }

    @Test
    void addedAndMissingFilesAreNamed() {
        for (String added : List.of("notes.txt", "tile/0/777", "proofs/5.tlog-proof")) {
            var pack = new SamplePack(100).range(0, 100);
            pack.files.put(added, new byte[32]);
            assertThat(fault(pack).file()).isEqualTo(added);
        }
        for (String missing : new SamplePack(300).range(0, 300).files.keySet()) {
            var pack = new SamplePack(300).range(0, 300);
            pack.files.remove(missing);
            assertThat(fault(pack).file()).isEqualTo(missing);
        }
    }

    @Test
    void exchangedManifestIsNotTheOneOnTheRecord() {
        var pack = new SamplePack(100).range(0, 100);
        String manifest = new String(pack.files.get(PackFiles.MANIFEST), UTF_8);
        pack.files.put(PackFiles.MANIFEST, manifest.replace("\"tool\":\"test\"", "\"tool\":\"Test\"").getBytes(UTF_8));

        assertThat(fault(pack)).isEqualTo(Fault.of("manifest.json", "the log's entry 100 names another manifest"));
    }

    @Test
    void checkpointThatAnotherKeySignedIsRefused() {
        var pack = new SamplePack(100).range(0, 100);
        SignedCheckpoint signed = SignedCheckpoint.parse(pack.files.get(PackFiles.CHECKPOINT));
        SigningKey forger = SamplePack.key(SamplePack.ORIGIN, SignatureType.NOTE, 9);
        pack.files.put(PackFiles.CHECKPOINT, SignedCheckpoint.sign(signed.checkpoint(), forger).bytes());

        assertThat(fault(pack).sentence()).isEqualTo("`checkpoint`: the signature of `" + SamplePack.ORIGIN
                + "` is by a key that the pack's policy does not have");
    }

    @Test
    void packWithoutTheWitnessesOfItsPolicyIsRefused() {
        var pack = new SamplePack(100).range(0, 100);
        SignedCheckpoint signed = SignedCheckpoint.parse(pack.files.get(PackFiles.CHECKPOINT));
        SigningKey stranger = SamplePack.key("stranger.example", SignatureType.COSIGNATURE, 8);
        pack.files.put(PackFiles.HEADS_PROOF, pack.headsProof(signed, stranger).bytes());

        assertThat(fault(pack).file()).isEqualTo("heads.tlog-proof");
    }

    /** Each log that the reader believes could have taken these bytes for an entry. */
    @Test
    void anotherLogThanThatOfTheHeadsIsRefused() {
        for (var name : List.of("other.example/heads", "msp.example/t/00000000-0000-0000-0000-000000000001")) {
            var pack = new SamplePack(100);
            pack.heads = SamplePack.key(name, SignatureType.NOTE, 2);

            assertThat(fault(pack.range(0, 100))).isEqualTo(Fault.of("heads.tlog-proof", "the heads log of `"
                    + SamplePack.ORIGIN + "` is `msp.example/heads`, and this is another"));
        }
    }

    @Test
    void onlyTheReadersOwnPolicyDecidesWhereThereIsOne() throws IOException {
        var pack = new SamplePack(100).range(0, 100);
        Path file = Files.write(folder.resolve("pack.zip"), pack.bytes());
        String other = "log " + SamplePack.key(SamplePack.ORIGIN, SignatureType.NOTE, 9).verifierKey().vkey()
                + "\nquorum none\n";

        assertThat(PackVerifier.verify(file, Optional.of(TrustPolicy.parse(other.getBytes(UTF_8)))).fault())
                .contains(
                        Fault.of("checkpoint", "no trusted key of `" + SamplePack.ORIGIN + "` signed its checkpoint"));
        Verdict own = PackVerifier.verify(file, Optional.of(TrustPolicy.parse(pack.files.get(PackFiles.POLICY))));
        assertThat(own.fault()).isEmpty();
        assertThat(own.remarks()).noneSatisfy(line -> assertThat(line).contains("pack's own"));
    }

    @Test
    void readerWhoWantsNoWitnessNeedNotKnowTheHeadsLog() throws IOException {
        var pack = new SamplePack(100).range(0, 100);
        Path file = Files.write(folder.resolve("pack.zip"), pack.bytes());
        String logOnly = "log " + pack.log.verifierKey().vkey() + "\nquorum none\n";
        String wantsMore = "log " + pack.log.verifierKey().vkey() + "\nwitness w " + pack.witness.verifierKey().vkey()
                + "\nquorum w\n";

        Verdict verdict = PackVerifier.verify(file, Optional.of(TrustPolicy.parse(logOnly.getBytes(UTF_8))));
        assertThat(verdict.fault()).isEmpty();
        assertThat(verdict.remarks()).anySatisfy(line -> assertThat(line).contains("does not know the heads log"));
        assertThat(PackVerifier.verify(file, Optional.of(TrustPolicy.parse(wantsMore.getBytes(UTF_8)))).fault())
                .hasValueSatisfying(fault -> assertThat(fault.file()).isEqualTo("heads.tlog-proof"));
    }

    @Test
    void periodWithoutEntriesIsAPackToo() {
        var pack = new SamplePack(100);
        pack.documents(50, 50);
        pack.seal(new Manifest.Selection.Range(50, 50));

        Verdict verdict = verify(pack);

        assertThat(verdict.fault()).isEmpty();
        assertThat(verdict.checked())
                .contains("`entries.ocsf.jsonl`: the manifest names no entries; nothing is proven of the period");
    }

    @Test
    void builderGivesTheSameBytesAndRefusesOtherFilesThanThoseOnTheRecord() throws IOException {
        var range = new SamplePack(600).range(300, 400);
        assertThat(built(range, new Manifest.Selection.Range(300, 400))).isEqualTo(range.bytes());
        var filtered = new SamplePack(300).filtered(List.of(5L, 77L));
        assertThat(built(filtered, new Manifest.Selection.Filtered(List.of(5L, 77L)))).isEqualTo(filtered.bytes());

        var whole = new SamplePack(300);
        whole.required.add(PackFiles.HEADS_PROOF);
        whole.range(30, 40);
        assertThat(built(whole, new Manifest.Selection.Range(30, 40))).isEqualTo(whole.bytes());

        range.files.put(PackFiles.DISCLOSURES, new byte[0]);
        assertThatThrownBy(() -> built(range, new Manifest.Selection.Range(300, 400)))
                .hasMessageContaining("not those of the manifest that was logged");
    }

    private static byte[] built(SamplePack pack, Manifest.Selection selection) throws IOException {
        var builder = new PackBuilder(SamplePack.ORIGIN, SamplePack.TENANT, SamplePack.NOON,
                SamplePack.NOON.plusSeconds(3600), Json.object().build(), "test", selection).requiring(pack.required);
        if (pack.namesEntries) {
            builder.namingEntries();
        }
        pack.files.forEach((name, bytes) -> {
            if (!PackFiles.madeAfterTheManifest(name)) {
                builder.add(name, new PackContent.Bytes(bytes));
            }
        });
        var evidence = new PackBuilder.Evidence(SignedCheckpoint.parse(pack.files.get(PackFiles.CHECKPOINT)),
                TlogProof.parse(pack.files.get(PackFiles.MANIFEST_PROOF)),
                Optional.of(TlogProof.parse(pack.files.get(PackFiles.HEADS_PROOF))));
        var out = new ByteArrayOutputStream();
        builder.write(out, evidence, pack.tiles());
        return out.toByteArray();
    }

    @Test
    void wordsOfACommitmentWithinATextAreNotCounted() {
        byte[] entry = CanonicalJson.bytes(Json.object().put("text", "\"hmac_sha256\":").put("hmac_sha256", "x")
                .put("in", Json.object().put("hmac_sha256", "y").build()).build());

        assertThat(Disclosures.commitments(entry, 0, entry.length)).isEqualTo(2);
        assertThat(Disclosures.commitments(new byte[0], 0, 0)).isZero();
    }

    private long entryFault(int size, List<byte[]> entries) {
        var pack = new SamplePack(size).range(0, size);
        pack.files.put(PackFiles.ENTRIES, SamplePack.lines(entries));
        // The manifest is made anew over the wrong entries, as its maker could.
        var forged = new SamplePack(size);
        forged.files.putAll(pack.files);
        forged.files.keySet().removeIf(PackFiles::madeAfterTheManifest);
        forged.seal(new Manifest.Selection.Range(0, size));
        forged.addTiles(0, size);
        return fault(forged).entry().orElseThrow();
    }

    private Fault fault(SamplePack pack) {
        return verify(pack).fault().orElseThrow();
    }

    private Verdict verify(SamplePack pack) {
        return SamplePack.verify(folder, pack.bytes());
    }
}
