package org.bailiwick.evidence.pack;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.time.Instant;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.bailiwick.proof.CanonicalJson;
import org.bailiwick.proof.Json;
import org.bailiwick.proof.note.Checkpoint;
import org.bailiwick.proof.note.SignatureType;
import org.bailiwick.proof.note.SignedCheckpoint;
import org.bailiwick.proof.note.SigningKey;
import org.bailiwick.proof.note.TlogProof;
import org.bailiwick.proof.pack.Manifest;
import org.bailiwick.proof.pack.PackBuilder;
import org.bailiwick.proof.pack.PackContent;
import org.bailiwick.proof.pack.PackFiles;
import org.bailiwick.proof.tile.TilePath;
import org.bailiwick.proof.tile.TileReader;
import org.bailiwick.proof.tile.TileWriter;
import org.bailiwick.proof.tree.TreeHash;

/** A pack of entries of one size of which nothing is disclosed, made without a server: what verifying costs at least. */
final class BenchPack {
    private static final String TENANT = "7b0c7a34-57b1-4c27-9f1e-3a1a60b0d7b9";
    private static final String ORIGIN = "msp.example/t/" + TENANT;
    private static final Instant NOON = Instant.parse("2026-11-22T12:00:00Z");

    private BenchPack() {}

    static Path of(Path file, int entries, int bytes) throws Exception {
        var log = new SigningKey(ORIGIN, SignatureType.NOTE, new byte[32]);
        var tree = new TileWriter();
        var lines = file.resolveSibling("entries");
        try (var out = new BufferedOutputStream(Files.newOutputStream(lines), 1 << 16)) {
            for (int n = 0; n < entries; n++) {
                append(out, tree, entry(n, bytes));
            }
        }
        var builder = new PackBuilder(ORIGIN, TENANT, NOON, NOON.plusSeconds(1), Json.object().build(), "bench",
                new Manifest.Selection.Range(0, entries)).add(PackFiles.ENTRIES, new PackContent.File(lines))
                .add(PackFiles.DISCLOSURES, new PackContent.Bytes(new byte[0]))
                .add(PackFiles.POLICY, new PackContent.Bytes(
                        ("log " + log.verifierKey().vkey() + "\nquorum none\n").getBytes(UTF_8)));
        var sha256 = HexFormat.of()
                .formatHex(MessageDigest.getInstance("SHA-256").digest(builder.manifest().bytes()));
        byte[] record = CanonicalJson.bytes(Json.object().put("bailiwick", Json.object().put("facts", Json.object()
                .put(PackBuilder.MANIFEST_FACT, sha256).build()).build()).build());
        tree.append(TreeHash.ofLeaf(record));
        Map<TilePath, byte[]> tiles = new HashMap<>();
        tree.publish().forEach((path, tile) -> tiles.put(path, tile.bytes()));
        var checkpoint = SignedCheckpoint.sign(new Checkpoint(ORIGIN, tree.size(), tree.root()), log);
        var proof = new TlogProof(record,
                new TileReader(path -> Objects.requireNonNull(tiles.get(path)), tree.size()).tree().inclusion(entries),
                checkpoint);
        try (var out = new BufferedOutputStream(Files.newOutputStream(file), 1 << 16)) {
            builder.write(out, new PackBuilder.Evidence(checkpoint, proof, Optional.empty()),
                    path -> Objects.requireNonNull(tiles.get(path)));
        }
        return file;
    }

    private static void append(OutputStream out, TileWriter tree, byte[] entry) throws IOException {
        out.write(entry);
        out.write('\n');
        tree.append(TreeHash.ofLeaf(entry));
    }

    private static byte[] entry(int n, int bytes) {
        var head = "{\"bailiwick\":{\"action\":\"grant kept\",\"n\":\"" + n + "\",\"x\":\"";
        return (head + "x".repeat(bytes - head.length() - 3) + "\"}}").getBytes(UTF_8);
    }
}
