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
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.bailiwick.proof.note.Checkpoint;
import org.bailiwick.proof.note.SignedCheckpoint;
import org.bailiwick.proof.tree.ConsistencyProof;
import org.bailiwick.proof.tree.Tree;
import org.bailiwick.proof.witness.AddCheckpoint;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Go's checksum database, written independently, reads what we write: where Go and golang.org/x/mod are installed
 * (Debian: golang-go and golang-golang-x-mod-dev, or GOPATH).
 */
final class GoAgreesTests {
    @TempDir
    private static Path built;

    @TempDir
    private Path folder;

    /** Before each, so that each is counted where Go is absent; built once. */
    @BeforeEach
    void buildTheOtherVerifier() throws Exception {
        assumeTrue(Stream.of(System.getenv("PATH").split(File.pathSeparator))
                .anyMatch(path -> Files.isExecutable(Path.of(path, "go"))), "skipped: go is not installed");
        assumeTrue(Files.isDirectory(Path.of(goPath(), "src/golang.org/x/mod/sumdb/tlog")),
                "skipped: golang.org/x/mod is not in " + goPath());
        if (Files.exists(Path.of(program()))) {
            return;
        }
        Path source = Path.of(GoAgreesTests.class.getResource("/go/verify.go").toURI());
        assertThat(run("go", "build", "-o", program(), source.toString())).isEmpty();
    }

    @Test
    void packOfARangeIsWhatGoFindsItToBe() throws Exception {
        var pack = new SamplePack(70_000).range(65_300, 66_100);
        assertThat(SamplePack.verify(folder, pack.bytes()).holds()).isTrue();

        assertThat(check(pack, "65300")).isEqualTo("ok 800\n");
        assertThat(check(pack, "65301")).startsWith("wrong: entry 65301");
        pack.files.get(PackFiles.ENTRIES)[17] ^= 1;
        assertThat(check(pack, "65300")).isEqualTo("wrong: entry 65300 is another one\n");
    }

    @Test
    void flippedTileAndFlippedCheckpointAreRefusedByBoth() throws Exception {
        for (String file : List.of("tile/0/001", "tile/1/000.p/2", PackFiles.CHECKPOINT)) {
            var pack = new SamplePack(600).range(300, 400);
            pack.files.get(file)[40] ^= 1;
            assertThat(SamplePack.verify(folder, pack.bytes()).fault()).as(file).isPresent();
            assertThat(check(pack, "300")).as(file).startsWith("wrong: ");
        }
    }

    @Test
    void packOfAFilterIsWhatGoFindsItToBe() throws Exception {
        var pack = new SamplePack(1000).filtered(List.of(0L, 5L, 512L, 999L));

        assertThat(check(pack, "0", "5", "512", "999")).isEqualTo("ok 4\n");
        assertThat(check(pack, "0", "5", "999", "512")).startsWith("wrong: ");
    }

    @Test
    void growthOfALogIsConsistentForGo() throws Exception {
        var pack = new SamplePack(700);
        Checkpoint old = pack.seal(new Manifest.Selection.Range(0, 700)).checkpoint();
        Checkpoint grown = pack.seal(new Manifest.Selection.Range(0, 700)).checkpoint();
        Tree tree = pack.tree();
        ConsistencyProof proof = tree.consistencyFrom(old.size());
        Files.write(folder.resolve("old"), SignedCheckpoint.sign(old, pack.log).bytes());
        SignedCheckpoint signed = SignedCheckpoint.sign(grown, pack.log);

        Files.write(folder.resolve("request"), new AddCheckpoint(old.size(), proof, signed).bytes());
        assertThat(run(program(), "growth", folder.toString(), pack.log.verifierKey().vkey()))
                .isEqualTo("ok 704\n");

        var shorter = new ConsistencyProof(proof.path().subList(1, proof.path().size()));
        Files.write(folder.resolve("request"), new AddCheckpoint(old.size(), shorter, signed).bytes());
        assertThat(run(program(), "growth", folder.toString(), pack.log.verifierKey().vkey()))
                .startsWith("wrong: ");
    }

    @Test
    void goSignsWithOurSecretWhatWeSign() throws Exception {
        var pack = new SamplePack(0);
        Files.writeString(folder.resolve("text"), "first line\n\nthird line\n");

        assertThat(run(program(), "sign", folder.toString(), pack.log.secret()).getBytes(UTF_8))
                .isEqualTo(pack.log.note("first line\n\nthird line\n").bytes());
    }

    private String check(SamplePack pack, String... indexes) throws Exception {
        Path unpacked = Files.createTempDirectory(folder, "pack");
        for (Map.Entry<String, byte[]> file : pack.files.entrySet()) {
            Path target = unpacked.resolve(file.getKey());
            Files.createDirectories(target.getParent());
            Files.write(target, file.getValue());
        }
        List<String> command = new ArrayList<>(
                List.of(program(), "pack", unpacked.toString(), pack.log.verifierKey().vkey()));
        command.addAll(List.of(indexes));
        return run(command.toArray(String[]::new));
    }

    private static String program() {
        return built.resolve("verify").toString();
    }

    private static String run(String... command) throws IOException, InterruptedException {
        Path output = Files.createTempFile(built, "out", ".txt");
        var process = new ProcessBuilder(command).redirectErrorStream(true).redirectOutput(output.toFile());
        process.environment().putAll(Map.of("GO111MODULE", "off", "GOPATH", goPath(), "GOFLAGS", "", "GOCACHE",
                built.resolve("cache").toString()));
        Process running = process.start();
        assertThat(running.waitFor(3, TimeUnit.MINUTES)).isTrue();
        return Files.readString(output);
    }

    private static String goPath() {
        return System.getenv().getOrDefault("GOPATH", "/usr/share/gocode");
    }
}
