package org.bailiwick.evidence.pack;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import java.util.zip.ZipFile;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

/**
 * Go's checksum database, written independently, reads a pack that the server built and an auditor fetched: where Go and
 * golang.org/x/mod are installed (Debian: golang-go and golang-golang-x-mod-dev, or GOPATH).
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class GoReadsPackTests {
    private static final String GO_PATH = System.getenv().getOrDefault("GOPATH", "/usr/share/gocode");
    private static final boolean GO = Stream.of(System.getenv("PATH").split(File.pathSeparator))
            .anyMatch(path -> Files.isExecutable(Path.of(path, "go")))
            && Files.isDirectory(Path.of(GO_PATH, "src/golang.org/x/mod/sumdb/tlog"));

    private Path folder;
    private PackScene scene;

    @BeforeAll
    void start(@TempDir Path temporary) {
        folder = temporary;
        if (GO) {
            scene = new PackScene(folder);
            var source = Path.of(System.getProperty("bailiwick.root"), "proof/src/test/resources/go/verify.go");
            assertThat(go("build", "-o", program(), source.toString())).isEqualTo(Map.entry(0, ""));
        }
    }

    @AfterAll
    void stop() {
        if (scene != null) {
            scene.close();
        }
    }

    /** Before each, so that each is counted where Go is absent. */
    @BeforeEach
    void requireGo() {
        assumeTrue(GO, "skipped: go is not installed, or golang.org/x/mod is not in " + GO_PATH);
    }

    @Test
    void packOfAPeriodIsWhatGoFindsItToBeAndOneThatWasAlteredIsNot() throws IOException {
        var pack = scene.fetch(scene.ready("{\"since\":\"2026-01-01\"}"));
        var range = Pattern.compile("\"from\":(\\d+),\"kind\":\"range\",\"to\":(\\d+)")
                .matcher(scene.content(pack, "manifest.json"));
        assertThat(range.find()).isTrue();
        long from = Long.parseLong(range.group(1));
        long to = Long.parseLong(range.group(2));
        var unpacked = unpacked(pack);

        assertThat(check(unpacked, pack, from)).isEqualTo("ok %d\n".formatted(to - from));
        assertThat(check(unpacked, pack, from + 1)).startsWith("wrong: ");
        var entries = unpacked.resolve("entries.ocsf.jsonl");
        Files.writeString(entries, Files.readString(entries).replaceFirst("acme-word5-id", "acme-word6-id"));
        assertThat(check(unpacked, pack, from)).matches("wrong: entry \\d+ is another one\n");
    }

    @Test
    void packOfAFilterIsWhatGoFindsItToBe() throws IOException {
        var pack = scene.fetch(scene.ready("{\"since\":\"2026-01-01\",\"action\":\"grant kept\"}"));
        var unpacked = unpacked(pack);
        var indexes = indexes(unpacked);

        assertThat(indexes).hasSizeGreaterThan(5);
        assertThat(check(unpacked, pack, indexes)).isEqualTo("ok %d\n".formatted(indexes.length));
        long first = indexes[0];
        indexes[0] = indexes[1];
        indexes[1] = first;
        assertThat(check(unpacked, pack, indexes)).startsWith("wrong: ");
    }

    private static Long[] indexes(Path unpacked) throws IOException {
        try (var proofs = Files.list(unpacked.resolve("proofs"))) {
            return proofs.map(proof -> Long.valueOf(proof.getFileName().toString().replace(".tlog-proof", "")))
                    .sorted().toArray(Long[]::new);
        }
    }

    private String check(Path unpacked, byte[] pack, Long... indexes) {
        var key = scene.content(pack, "keys/log.vkey").lines().findFirst().orElseThrow();
        var words = Stream.concat(Stream.of(program(), "pack", unpacked.toString(), key),
                Stream.of(indexes).map(String::valueOf));
        return PackScene.run(words.toArray(String[]::new)).getValue();
    }

    private Path unpacked(byte[] pack) throws IOException {
        var into = Files.createTempDirectory(folder, "pack");
        try (var zip = new ZipFile(scene.saved(pack).toFile())) {
            for (var file : zip.stream().toList()) {
                var target = into.resolve(file.getName());
                Files.createDirectories(target.getParent());
                Files.write(target, zip.getInputStream(file).readAllBytes());
            }
        }
        return into;
    }

    private String program() {
        return folder.resolve("verify").toString();
    }

    private Map.Entry<Integer, String> go(String... words) {
        var settings = Map.of("GO111MODULE", "off", "GOPATH", GO_PATH, "GOFLAGS", "", "GOCACHE",
                folder.resolve("cache").toString());
        return PackScene.run(settings, Stream.concat(Stream.of("go"), Stream.of(words)).toArray(String[]::new));
    }
}
