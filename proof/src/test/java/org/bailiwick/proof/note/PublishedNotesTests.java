package org.bailiwick.proof.note;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
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
