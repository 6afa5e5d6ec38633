package org.bailiwick.bwk;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.bailiwick.proof.Json;
import org.bailiwick.proof.note.SignatureType;
import org.bailiwick.proof.note.SigningKey;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class BwkTests {
    private static final String TENANT = "7b0c7a34-57b1-4c27-9f1e-3a1a60b0d7b9";
    private static final String ORIGIN = TestPack.origin(TENANT);

    @TempDir
    Path folder;

    private final ByteArrayOutputStream out = new ByteArrayOutputStream();
    private final ByteArrayOutputStream err = new ByteArrayOutputStream();

    @Test
    void goodPackIsVerifiedInWords() throws Exception {
        Path pack = pack("{\"n\":0}", "{\"n\":1}");

        assertThat(bwk("verify", pack.toString())).isEqualTo(ExitCode.OK);

        assertThat(out.toString(UTF_8))
                .contains("holds    `entries.ocsf.jsonl`: complete from index 0 to 1 of the log: 2 entries")
                .contains("note     the keys believed are the pack's own").endsWith("verified\n");
        assertThat(err.toString(UTF_8)).isEmpty();
    }

    @Test
    void wrongPackEndsWithSevenAndNamesFileAndEntry() throws Exception {
        Path pack = pack("{\"n\":0}", "{\"n\":1}");
        byte[] bytes = Files.readAllBytes(pack);
        int at = new String(bytes, java.nio.charset.StandardCharsets.ISO_8859_1).indexOf("{\"n\":1}");
        bytes[at + 5] ^= 1;
        Files.write(pack, bytes);

        assertThat(bwk("verify", pack.toString())).isEqualTo(ExitCode.VERIFICATION_FAILED);
        assertThat(out.toString(UTF_8)).contains("WRONG    `entries.ocsf.jsonl`, entry 1: line 2 is not the entry")
                .endsWith("NOT verified: nothing after the wrong place was checked\n");

        out.reset();
        assertThat(bwk("verify", "-o", "json", pack.toString()).number()).isEqualTo(7);
        Json json = Json.parse(out.toString(UTF_8).strip().getBytes(UTF_8));
        assertThat(json.at("verified")).contains(Json.bool(false));
        assertThat(json.at("fault", "entry")).contains(Json.number(1));
    }

    @Test
    void forkSinceAnEarlierPackEndsWithSeven() throws Exception {
        Path earlier = TestPack.write(folder.resolve("earlier.zip"), TENANT, Instant.EPOCH, Instant.EPOCH,
                "{\"n\":0}");
        Path forked = pack("{\"n\":0}", "{\"n\":1}", "{\"n\":2}", "{\"n\":3}");

        assertThat(bwk("verify", earlier.toString(), "--continues", earlier.toString())).isEqualTo(ExitCode.OK);
        assertThat(out.toString(UTF_8)).startsWith("the earlier pack\nholds").contains("this pack\nholds")
                .endsWith("verified, and it continues the earlier pack\n");

        out.reset();
        assertThat(bwk("verify", "--continues", earlier.toString(), forked.toString()).number()).isEqualTo(7);
        assertThat(out.toString(UTF_8)).contains("WRONG    the first 2 entries of this log are not those")
                .endsWith("NOT verified: it does not continue the earlier pack\n");

        out.reset();
        assertThat(bwk("verify", "-o", "json", "--continues", earlier.toString(), forked.toString()).number())
                .isEqualTo(7);
        Json json = Json.parse(out.toString(UTF_8).strip().getBytes(UTF_8));
        assertThat(json.at("verified")).contains(Json.bool(false));
        assertThat(json.at("earlier", "verified")).contains(Json.bool(true));
        assertThat(json.textAt("continues", "answer")).contains("no");

        out.reset();
        Path empty = TestPack.write(folder.resolve("empty.zip"), TENANT, Instant.EPOCH, Instant.EPOCH, "{\"n\":0}",
                "{\"n\":9}");
        assertThat(bwk("verify", "--continues", forked.toString(), empty.toString()).number()).isEqualTo(7);
        assertThat(out.toString(UTF_8)).contains("it was set back, or the packs are given in the wrong order");
        assertThat(bwk("verify", "--continues", folder.resolve("absent").toString(), earlier.toString()))
                .isEqualTo(ExitCode.NOT_FOUND);
    }

    @Test
    void readersOwnPolicyDecides() throws Exception {
        Path pack = pack("{\"n\":0}");
        Path mine = folder.resolve("mine");
        Files.writeString(mine, "log " + new SigningKey(ORIGIN, SignatureType.NOTE, new byte[32]).verifierKey().vkey()
                + "\nquorum none\n");
        assertThat(bwk("verify", "--policy", mine.toString(), pack.toString())).isEqualTo(ExitCode.OK);
        assertThat(out.toString(UTF_8)).doesNotContain("the pack's own");

        byte[] other = new byte[32];
        other[0] = 1;
        Files.writeString(mine, "log " + new SigningKey(ORIGIN, SignatureType.NOTE, other).verifierKey().vkey()
                + "\nquorum none\n");
        assertThat(bwk("verify", "--policy", mine.toString(), pack.toString())).isEqualTo(ExitCode.VERIFICATION_FAILED);
    }

    @Test
    void wrongUseEndsWithTwoAndWhatIsMissingWithFour() throws Exception {
        assertThat(bwk("verify")).isEqualTo(ExitCode.USAGE);
        assertThat(bwk("verify", "a", "b")).isEqualTo(ExitCode.USAGE);
        assertThat(bwk("verify", "--nonsense", "a")).isEqualTo(ExitCode.USAGE);
        assertThat(bwk("verify", "a", "--policy")).isEqualTo(ExitCode.USAGE);
        assertThat(bwk("verify", "-o", "xml", "a")).isEqualTo(ExitCode.USAGE);
        assertThat(bwk("nonsense")).isEqualTo(ExitCode.USAGE);
        assertThat(bwk("witness", "--data", folder.toString())).isEqualTo(ExitCode.USAGE);
        assertThat(err.toString(UTF_8)).contains("bwk: unknown command `nonsense`: see `bwk help`");
        assertThat(bwk("verify", folder.resolve("absent").toString())).isEqualTo(ExitCode.NOT_FOUND);
        assertThat(bwk("help")).isEqualTo(ExitCode.OK);
        assertThat(bwk()).isEqualTo(ExitCode.OK);
    }

    @Test
    void policyThatIsNoneEndsWithOneAndSaysTheLine() throws Exception {
        Path mine = Files.writeString(folder.resolve("mine"), "quorum none\nnonsense\n");

        assertThat(bwk("verify", "--policy", mine.toString(), pack("{}").toString())).isEqualTo(ExitCode.FAILED);
        assertThat(err.toString(UTF_8)).contains("line 2: `nonsense` begins no line of a policy");
    }

    private ExitCode bwk(String... words) {
        return new Bwk(new PrintStream(out, true, UTF_8), new PrintStream(err, true, UTF_8), Map.of(),
                Patience.ofPeople()).run(List.of(words));
    }

    private Path pack(String... entries) throws Exception {
        return TestPack.write(folder.resolve("pack.zip"), TENANT, Instant.EPOCH, Instant.EPOCH, entries);
    }
}
