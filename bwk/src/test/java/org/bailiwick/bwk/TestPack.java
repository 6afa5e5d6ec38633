package org.bailiwick.bwk;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.time.Instant;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import org.bailiwick.proof.Json;
import org.bailiwick.proof.note.TlogProof;
import org.bailiwick.proof.pack.Manifest;
import org.bailiwick.proof.pack.PackContent;
import org.bailiwick.proof.pack.PackFiles;
import org.bailiwick.proof.pack.PackWriter;
import org.bailiwick.proof.tile.TileReader;

/** A pack that holds, of a log with some entries and no witness. */
final class TestPack {
    private TestPack() {}

    static String origin(String tenant) {
        return "msp.example/t/" + tenant;
    }

    static Path write(Path pack, String tenant, Instant from, Instant to, String... entries) throws Exception {
        var log = new TestLog(origin(tenant)).grow(entries);
        Map<String, PackContent> contents = new TreeMap<>();
        contents.put(PackFiles.ENTRIES, bytes(String.join("\n", entries) + "\n"));
        contents.put(PackFiles.DISCLOSURES, bytes(""));
        contents.put(PackFiles.POLICY, bytes("log " + log.key.verifierKey().vkey() + "\nquorum none\n"));
        var digests = new TreeMap<String, Manifest.Digest>();
        for (var named : List.of(PackFiles.DISCLOSURES, PackFiles.POLICY)) {
            digests.put(named, contents.get(named).digest());
        }
        byte[] manifest = new Manifest(origin(tenant), tenant, from, to, Json.nothing(), "test",
                new Manifest.Selection.Range(0, entries.length), digests, new TreeSet<>()).bytes();
        String sha256 = HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(manifest));
        String record = "{\"bailiwick\":{\"facts\":{\"manifest_sha256\":\"" + sha256 + "\"}}}";
        log.grow(record);
        contents.put(PackFiles.MANIFEST, new PackContent.Bytes(manifest));
        contents.put(PackFiles.CHECKPOINT, new PackContent.Bytes(log.checkpoint().bytes()));
        contents.put(PackFiles.MANIFEST_PROOF, new PackContent.Bytes(new TlogProof(record.getBytes(UTF_8),
                log.tree().inclusion(entries.length), log.checkpoint()).bytes()));
        TileReader.proving(0, entries.length, log.size())
                .forEach(tile -> contents.put(tile.path(), new PackContent.Bytes(log.tiles.get(tile.path()))));
        try (OutputStream file = Files.newOutputStream(pack)) {
            PackWriter.write(file, contents);
        }
        return pack;
    }

    private static PackContent bytes(String text) {
        return new PackContent.Bytes(text.getBytes(UTF_8));
    }
}
