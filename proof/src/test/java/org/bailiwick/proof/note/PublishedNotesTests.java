package org.bailiwick.proof.note;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.bailiwick.proof.Shared;
import org.bailiwick.proof.witness.AddCheckpoint;
import org.junit.jupiter.api.Test;

/** The worked examples of the C2SP documents, read from the documents themselves. */
final class PublishedNotesTests {
    private static final Pattern BLOCK = Pattern.compile("```\n(.*?)```", Pattern.DOTALL);

    @Test
    void exampleOfSignedNoteVerifiesWithItsKey() {
        String page = page("signed-note");
        Matcher vkey = Pattern.compile("example\\.com/foo\\+\\S+").matcher(page);
        assertThat(vkey.find()).isTrue();
        VerifierKey key = VerifierKey.parse(vkey.group());

        SignedNote note = SignedNote.parse(blockWith(page, "This is an example message."));

        assertThat(note.verifiedBy(List.of(key))).hasSize(1);
        assertThat(note.text()).isEqualTo("This is an example message.\n");
        assertThat(key.vkey()).isEqualTo(vkey.group());
    }

    @Test
    void firstExampleOfSignedNoteHasATextWithBlankLines() {
        byte[] poem = blockWith(page("signed-note"), "Ognuno sta solo");

        SignedNote note = SignedNote.parse(poem);

        assertThat(note.text()).contains("\n\n").endsWith("subito sera.\n");
        assertThat(note.signatures().getFirst().name()).isEqualTo("quasimodo.example/salvatore");
        assertThat(note.bytes()).isEqualTo(poem);
    }

    @Test
    void exampleOfCheckpointIsRead() {
        byte[] example = blockWith(page("tlog-checkpoint"), "example.com/behind-the-sofa");

        SignedCheckpoint signed = SignedCheckpoint.parse(example);

        assertThat(signed.checkpoint().origin()).isEqualTo("example.com/behind-the-sofa");
        assertThat(signed.checkpoint().size()).isEqualTo(20852163);
        assertThat(signed.checkpoint().root().base64()).isEqualTo("CsUYapGGPo4dkMgIAUqom/Xajj7h2fB2MPA3j2jxq2I=");
        assertThat(signed.bytes()).isEqualTo(example);
    }

    @Test
    void exampleOfCosignatureNamesWitnessAndTime() {
        SignedCheckpoint signed = SignedCheckpoint
                .parse(blockWith(page("tlog-cosignature"), "witness.example.com/w1"));

        NoteSignature cosignature = signed.note().signatures().getLast();

        assertThat(cosignature.name()).isEqualTo("witness.example.com/w1");
        assertThat(Cosignature.time(cosignature)).isEqualTo(Instant.ofEpochSecond(1679315147));
        assertThat(new String(Cosignature.message(signed.note().text(), 1679315147), UTF_8))
                .isEqualTo(indented(page("tlog-cosignature"), "cosignature/v1"));
    }

    @Test
    void exampleOfAddCheckpointIsReadAndWrittenBack() {
        String body = indented(page("tlog-witness"), "old 20852014");

        AddCheckpoint request = AddCheckpoint.parse(body.getBytes(UTF_8));

        assertThat(request.oldSize()).isEqualTo(20852014);
        assertThat(request.proof().path()).hasSize(4);
        assertThat(request.checkpoint().note().signatures()).hasSize(2);
        assertThat(new String(request.bytes(), UTF_8)).isEqualTo(body);
    }

    /** The document leaves out the middle of its signatures (`[...]`), so they stand here as far as they stand there. */
    @Test
    void exampleOfProofIsReadAndWrittenBackButForItsAbridgedSignatures() {
        String example = new String(blockWith(page("tlog-proof"), "c2sp.org/tlog-proof@v1"), UTF_8);
        String[] parts = example.split("(?<=\n\n)", 3);
        Matcher abridged = Pattern.compile("(?m)^\u2014 (\\S+) (\\S+)\\[\\.\\.\\.\\]\\S+$").matcher(parts[2]);
        String whole = abridged.replaceAll(found -> "\u2014 %s %s".formatted(found.group(1), padded(found.group(2))));

        TlogProof proof = TlogProof.parse((parts[0] + parts[1] + whole).getBytes(UTF_8));

        assertThat(new String(proof.extra(), ISO_8859_1)).startsWith("age-v1.2.1-darwin-arm64.tar.gz");
        assertThat(proof.inclusion().index()).isEqualTo(73894);
        assertThat(proof.inclusion().path()).hasSize(5);
        assertThat(proof.checkpoint().checkpoint().origin()).isEqualTo("example.com/fancylog");
        assertThat(proof.checkpoint().checkpoint().size()).isEqualTo(109482);
        assertThat(proof.checkpoint().note().signatures()).extracting(NoteSignature::name).containsExactly(
                "example.com/fancylog", "witness1.example", "witness2.example", "witness3.example");
        assertThat(new String(proof.bytes(), UTF_8)).isEqualTo(parts[0] + parts[1] + whole);
    }

    /** As long as a key's id and an Ed25519 signature are. */
    private static String padded(String beginning) {
        String whole = beginning.substring(0, beginning.length() / 4 * 4);
        byte[] known = Base64.getDecoder().decode(whole);
        return Base64.getEncoder().encodeToString(Arrays.copyOf(known, 4 + 64));
    }

    @Test
    void exampleOfPolicyIsMetByTwoOfOneGroupAndAnyOfTheOther() {
        String example = new String(blockWith(page("tlog-policy"), "quorum X-and-Y"), UTF_8);
        List<VerifierKey> witnesses = IntStream.range(1, 7).mapToObj(
                i -> SignedNoteTests.key("witness.example/" + i, SignatureType.COSIGNATURE, i).verifierKey()).toList();
        var keys = Stream.concat(
                Stream.of(SignedNoteTests.key("log.example", SignatureType.NOTE, 0).verifierKey()), witnesses.stream())
                .iterator();

        TrustPolicy policy = TrustPolicy.parse(Pattern.compile("<vkey>").matcher(example)
                .replaceAll(place -> Matcher.quoteReplacement(keys.next().vkey())).getBytes(UTF_8));

        assertThat(keys).as("keys that the example has no place for").isExhausted();
        assertThat(policy.logs()).hasSize(1);
        assertThat(policy.witnesses()).isEqualTo(witnesses);
        assertThat(policy.isMetBy(witnesses)).isTrue();
        assertThat(policy.isMetBy(List.of(witnesses.get(0), witnesses.get(2), witnesses.get(4)))).isTrue();
        assertThat(policy.isMetBy(List.of(witnesses.get(0), witnesses.get(4), witnesses.get(5)))).isFalse();
        assertThat(policy.isMetBy(List.of(witnesses.get(0), witnesses.get(1), witnesses.get(2)))).isFalse();
    }

    private static String page(String name) {
        return new String(Shared.read(Shared.vectors("c2sp").resolve(name + ".md")), UTF_8);
    }

    private static byte[] blockWith(String page, String words) {
        return BLOCK.matcher(page).results().map(found -> found.group(1)).filter(block -> block.contains(words))
                .findFirst().orElseThrow().getBytes(UTF_8);
    }

    /** The indented block that begins with these words; a blank line ends it unless indented text goes on after it. */
    private static String indented(String page, String words) {
        var block = new StringBuilder();
        int blanks = 0;
        for (String line : page.substring(page.indexOf("    " + words)).lines().toList()) {
            if (line.isEmpty()) {
                blanks++;
            } else if (line.startsWith("    ")) {
                block.append("\n".repeat(blanks)).append(line.substring(4)).append('\n');
                blanks = 0;
            } else {
                break;
            }
        }
        return block.toString();
    }
}
