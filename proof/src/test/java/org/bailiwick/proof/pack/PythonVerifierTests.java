package org.bailiwick.proof.pack;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;
import org.bailiwick.proof.note.SignatureType;
import org.bailiwick.proof.note.SignedCheckpoint;
import org.bailiwick.proof.note.SigningKey;
import org.bailiwick.proof.note.TlogProof;
import org.bailiwick.proof.note.TrustPolicy;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * The script in each pack and our own verifier, side by side, over packs whose archive is in order and whose content is
 * not: whoever takes the script sees the same file named.
 */
final class PythonVerifierTests {
    private static final Path SCRIPT = Path.of("../server/src/main/resources/pack/verify.py");
    private static final String HEADS = PackFiles.HEADS_PROOF;
    private static final String OWN_KEYS = "the keys believed are the pack's own, compare them:";

    @TempDir
    Path folder;

    @BeforeAll
    static void needsPython() {
        assumeTrue(Stream.of(System.getenv("PATH").split(File.pathSeparator))
                .anyMatch(path -> Files.isExecutable(Path.of(path, "python3"))), "skipped: python3 is not installed");
    }

    private static SamplePack range() {
        return new SamplePack(300).range(100, 290);
    }

    private static SamplePack filtered() {
        return new SamplePack(20).filtered(List.of(3L, 7L, 12L));
    }

    @Test
    void wholePackHoldsAndTheWordsSayWhatIsProven() {
        var pack = range();

        assertThat(holds(pack, null)).contains("ok: 190 entries", "complete from index 100 to 289 of the log",
                "the period is what the manifest says", "signed by auditor.example/w", OWN_KEYS,
                pack.witness.verifierKey().vkey());
        assertThat(holds(pack, policy(pack, "quorum auditor"))).contains("ok: ").doesNotContain(OWN_KEYS);
        assertThat(holds(filtered(), null)).contains("PARTIAL: chosen by a filter");
    }

    @Test
    void packWithoutEntriesProvesNothingOfItsPeriod() {
        var pack = new SamplePack(20);
        pack.documents(5, 5);
        pack.seal(new Manifest.Selection.Range(5, 5));

        assertThat(holds(pack, null)).contains("nothing is proven of the period").doesNotContain("complete");
    }

    @Test
    void droppedEntryIsMissed() {
        var pack = range();
        pack.files.put(PackFiles.ENTRIES, SamplePack.lines(pack.entries.subList(100, 289)));

        refused(pack, PackFiles.ENTRIES, "more or fewer entries");

        var sealed = new SamplePack(300);
        sealed.documents(100, 289);
        sealed.seal(new Manifest.Selection.Range(100, 290));
        sealed.addTiles(100, 290);
        refused(sealed, PackFiles.ENTRIES, "more or fewer entries");

        sealed = new SamplePack(300);
        sealed.documents(100, 290);
        var entries = new ArrayList<>(sealed.entries.subList(100, 290));
        entries.remove(5);
        sealed.files.put(PackFiles.ENTRIES, SamplePack.lines(entries));
        sealed.seal(new Manifest.Selection.Range(100, 290));
        sealed.addTiles(100, 290);
        refused(sealed, PackFiles.ENTRIES, "entry 105 is not the one");
    }

    @Test
    void checkpointOfAnotherTimeIsRefused() {
        var pack = range();
        pack.files.put(PackFiles.CHECKPOINT, bytes(new SamplePack(400).range(100, 290), PackFiles.CHECKPOINT));

        refused(pack, PackFiles.MANIFEST_PROOF, "under another checkpoint");
    }

    @Test
    void missingWitnessesAreMissedWhereAPolicyWantsThem() {
        var pack = range();
        var own = policy(pack, "quorum auditor");
        var any = policy(pack,
                "witness other " + stranger().verifierKey().vkey() + "\ngroup two any auditor other\nquorum two");
        var all = any.replace(" any ", " all ");
        var checkpoint = SignedCheckpoint.parse(bytes(pack, PackFiles.CHECKPOINT));

        assertThat(holds(pack, any)).contains("ok: ");
        refused(pack, all, HEADS, "too few witnesses");
        refused(pack, all.replace(" all ", " 2 "), HEADS, "too few witnesses");
        pack.files.put(HEADS, pack.headsProof(checkpoint, stranger()).bytes());
        refused(pack, HEADS, "is by a key unknown to the pack's policy");
        pack.files.put(HEADS, uncosigned(pack, checkpoint));
        refused(pack, HEADS, "too few witnesses");
        refused(pack, own, HEADS, "too few witnesses");
        assertThat(holds(pack, policy(pack, "quorum none"))).contains("signed by no witness");
        pack.files.remove(HEADS);
        refused(pack, HEADS, "the policy wants witnesses");
        refused(pack, own, HEADS, "the policy wants witnesses");
        assertThat(holds(pack, policy(pack, "quorum none"))).contains("signed by no witness");
    }

    /** The proof is outside the manifest, so that alone can say that it was there. */
    @Test
    void headsProofThatTheManifestRequiresIsMissedWhateverThePolicyWants() {
        var pack = new SamplePack(300);
        pack.required.add(HEADS);
        pack.range(100, 290);
        var none = policy(pack, "quorum none");
        assertThat(holds(pack, null)).contains("signed by auditor.example/w");

        pack.files.remove(HEADS);

        refused(pack, HEADS, "the manifest says that the pack has this file, and it is missing");
        refused(pack, none, HEADS, "the manifest says that the pack has this file, and it is missing");
        for (var form : List.of("\"heads.tlog-proof\"", "null", "[1]", "{}")) {
            var odd = new SamplePack(20);
            odd.manifestForm = text -> text.replace(",\"tenant\":", ",\"required\":" + form + ",\"tenant\":");
            odd.range(3, 9).files.remove(HEADS);
            assertThat(ours(odd, none).fault()).as(form).isPresent();
        }
    }

    @Test
    void witnessThatTheReaderDoesNotKnowIsPassedOver() {
        var pack = range();
        var own = "log " + pack.log.verifierKey().vkey() + "\nquorum none\n";

        assertThat(holds(pack, own)).contains("signed by no witness");
        refused(pack, own.replace(pack.log.verifierKey().vkey(), pack.heads.verifierKey().vkey()),
                PackFiles.CHECKPOINT, "no key that you believe");
    }

    @Test
    void anotherLogThanThatOfTheHeadsIsRefused() {
        var pack = new SamplePack(100);
        pack.heads = SamplePack.key("msp.example/t/00000000-0000-0000-0000-000000000001", SignatureType.NOTE, 2);

        refused(pack.range(0, 100), HEADS, "another log than that of the heads");
    }

    @Test
    void quorumThatIsNotUnderstoodIsNotGuessed() {
        var pack = range();

        for (var quorum : List.of("quorum nobody", "group two 3 auditor\nquorum two",
                "group g any auditor auditor\nquorum g")) {
            assertThat(python(pack, policy(pack, quorum))).as(quorum).contains("WRONG",
                    "this quorum is not understood");
        }
        assertThat(python(pack, "log " + pack.log.verifierKey().vkey() + "\n")).contains("`quorum` is missing");
    }

    @Test
    void fileThatTheManifestDoesNotNameIsRefusedWhateverItsPlace() {
        for (var name : List.of("notes.txt", "manifest.more", "checkpoint.old", "tile/0/999", "proofs/5.tlog-proof",
                "heads.tlog-proof.txt")) {
            var pack = range();
            pack.files.put(name, "what nobody signed".getBytes(UTF_8));
            refused(pack, name, "the manifest does not name this file");
        }
    }

    @Test
    void wrongValueIsRefusedEvenWhereTheManifestNamesIt() {
        var pack = new SamplePack(300);
        var right = pack.values.get(40);
        pack.values.set(40, new DisclosedValue(right.index(), right.pointer(), right.salt(), "Ada"));

        refused(pack.range(100, 290), PackFiles.DISCLOSURES, "entry 120 is not what the entry committed to");
    }

    @Test
    void valueThatStandsTwiceIsRefusedEvenWhereTheManifestNamesIt() {
        var doubled = new SamplePack(300);
        doubled.values.add(40, doubled.values.get(40));
        refused(doubled.range(100, 290), PackFiles.DISCLOSURES, "entry 120, is not in order, or stands twice");

        var loose = new SamplePack(300);
        loose.documents(100, 290);
        var lines = new String(bytes(loose, PackFiles.DISCLOSURES), UTF_8);
        loose.files.put(PackFiles.DISCLOSURES, lines.replaceFirst(",\"pointer\"", ", \"pointer\"").getBytes(UTF_8));
        loose.seal(new Manifest.Selection.Range(100, 290));
        loose.addTiles(100, 290);
        refused(loose, PackFiles.DISCLOSURES, "line 1 is not in canonical form");
    }

    @Test
    void indexThatIsNoNumberIsRefusedThoughPythonCountsWithIt() {
        var pack = new SamplePack(300);
        pack.documents(0, 290);
        var lines = new String(bytes(pack, PackFiles.DISCLOSURES), UTF_8);
        assertThat(lines).startsWith("{\"index\":0,");
        pack.files.put(PackFiles.DISCLOSURES, lines.replaceFirst("\"index\":0,", "\"index\":false,").getBytes(UTF_8));
        pack.seal(new Manifest.Selection.Range(0, 290));
        pack.addTiles(0, 290);

        refused(pack, PackFiles.DISCLOSURES, "line 1 says more or less than it should");
    }

    @Test
    void manifestInAnotherFormIsRefusedEvenWhereTheLogNamesIt() {
        for (var other : List.of(" ", "{\"a\":1,\"a\":1,", "{\"a\":1.0,", "{\"a\":\"\\u0041\",")) {
            var pack = new SamplePack(300);
            pack.manifestForm = manifest -> other.equals(" ") ? manifest + other : other + manifest.substring(1);
            pack.range(100, 290);

            assertThat(ours(pack, null).fault()).as(other)
                    .hasValueSatisfying(fault -> assertThat(fault.file()).isEqualTo(PackFiles.MANIFEST));
            assertThat(python(pack, null)).as(other).startsWith("WRONG manifest.json: ").endsWith("exit 1");
        }
    }

    /** Times, attributes, comments: what no content shows and ZIP programs pass over. */
    @Test
    void archiveInAnotherFormIsRefusedWhereverItDiffers() throws IOException {
        byte[] pack = range().bytes();
        int end = pack.length - 22;
        int directory = pack[end + 16] & 0xff | (pack[end + 17] & 0xff) << 8 | (pack[end + 18] & 0xff) << 16;
        for (var at : List.of(10, directory + 12, directory + 38, end + 4)) {
            var altered = pack.clone();
            altered[at] ^= 1;
            requireArchiveRefused("byte " + at, altered);
        }
        var commented = java.util.Arrays.copyOf(pack, pack.length + 1);
        commented[end + 20] = 1;
        requireArchiveRefused("a comment", commented);
        requireArchiveRefused("a tail", java.util.Arrays.copyOf(pack, pack.length + 1));
        var shifted = new byte[pack.length + 1];
        System.arraycopy(pack, 0, shifted, 1, pack.length);
        requireArchiveRefused("a head", shifted);
    }

    private void requireArchiveRefused(String what, byte[] pack) throws IOException {
        var file = Files.write(folder.resolve("altered.zip"), pack);
        assertThat(PackVerifier.verify(file, Optional.empty()).fault()).as(what).isPresent();
        assertThat(run(file, null)).as(what).startsWith("WRONG ").doesNotContain("Traceback").endsWith("exit 1");
    }

    @Test
    void proofOfAnotherIndexProvesNothing() {
        var swapped = filtered();
        swapped.files.put(PackFiles.proof(7), bytes(swapped, PackFiles.proof(12)));
        refused(swapped, PackFiles.proof(7), "of the log is another entry");

        var beyond = filtered();
        var proof = new String(bytes(beyond, PackFiles.proof(7)), UTF_8);
        beyond.files.put(PackFiles.proof(7), proof.replace("index 7\n", "index 900\n").getBytes(UTF_8));
        refused(beyond, PackFiles.proof(7), "its index is not in the log");
    }

    @Test
    void entryOfAnotherIndexIsNotTakenForTheOneThatTheManifestNames() {
        var pack = new SamplePack(20);
        pack.filtered(List.of(3L, 12L));
        var line12 = bytes(pack, PackFiles.ENTRIES);
        pack = new SamplePack(20);
        pack.documents(0, 0);
        pack.files.put(PackFiles.ENTRIES, line12);
        var checkpoint = pack.seal(new Manifest.Selection.Filtered(List.of(3L, 7L)));
        pack.files.put(PackFiles.proof(3), new TlogProof(null, pack.tree().inclusion(3), checkpoint).bytes());
        pack.files.put(PackFiles.proof(7), new TlogProof(null, pack.tree().inclusion(12), checkpoint).bytes());

        refused(pack, PackFiles.proof(7), "the proof is for another index");
    }

    @Test
    void brokenArchiveIsNoTrace() throws IOException {
        var file = Files.write(folder.resolve("cut.zip"), java.util.Arrays.copyOf(range().bytes(), 4000));
        assertThat(run(file, null)).startsWith("WRONG " + file).doesNotContain("Traceback").endsWith("exit 1");

        var flipped = range().bytes();
        flipped[new String(flipped, java.nio.charset.StandardCharsets.ISO_8859_1).indexOf("campaign,decision")] ^= 1;
        file = Files.write(folder.resolve("flipped.zip"), flipped);
        assertThat(run(file, null)).startsWith("WRONG reviews.csv: ").doesNotContain("Traceback").endsWith("exit 1");
    }

    private static SigningKey stranger() {
        return SamplePack.key("stranger.example/w", SignatureType.COSIGNATURE, 9);
    }

    private static byte[] uncosigned(SamplePack pack, SignedCheckpoint checkpoint) {
        var proof = pack.headsProof(checkpoint, pack.witness);
        return new TlogProof(null, proof.inclusion(),
                SignedCheckpoint.sign(proof.checkpoint().checkpoint(), pack.heads)).bytes();
    }

    private static String policy(SamplePack pack, String quorum) {
        return new String(bytes(pack, PackFiles.POLICY), UTF_8).replace("quorum auditor", quorum);
    }

    private static byte[] bytes(SamplePack pack, String name) {
        return Objects.requireNonNull(pack.files.get(name), name);
    }

    private void refused(SamplePack pack, String file, String why) {
        refused(pack, null, file, why);
    }

    private void refused(SamplePack pack, @Nullable String policy, String file, String why) {
        assertThat(python(pack, policy)).startsWith("WRONG " + file + ": ").contains(why).endsWith("exit 1");
        assertThat(ours(pack, policy).fault()).hasValueSatisfying(fault -> assertThat(fault.file()).isEqualTo(file));
    }

    private String holds(SamplePack pack, @Nullable String policy) {
        assertThat(ours(pack, policy).fault()).isEmpty();
        var said = python(pack, policy);
        assertThat(said).startsWith("ok: ").endsWith("exit 0");
        return said;
    }

    private Verdict ours(SamplePack pack, @Nullable String policy) {
        try {
            return PackVerifier.verify(Files.write(folder.resolve("pack.zip"), pack.bytes()),
                    Optional.ofNullable(policy).map(text -> TrustPolicy.parse(text.getBytes(UTF_8))));
        } catch (IOException failed) {
            throw new AssertionError(failed);
        }
    }

    private String python(SamplePack pack, @Nullable String policy) {
        try {
            return run(Files.write(folder.resolve("pack.zip"), pack.bytes()), policy);
        } catch (IOException failed) {
            throw new AssertionError(failed);
        }
    }

    private String run(Path pack, @Nullable String policy) throws IOException {
        var words = new ArrayList<>(List.of("python3", SCRIPT.toString(), pack.toString()));
        if (policy != null) {
            words.add(Files.writeString(folder.resolve("mine.policy"), policy).toString());
        }
        var process = new ProcessBuilder(words).redirectErrorStream(true).start();
        var said = new String(process.getInputStream().readAllBytes(), UTF_8);
        return said + "exit " + process.onExit().join().exitValue();
    }
}
