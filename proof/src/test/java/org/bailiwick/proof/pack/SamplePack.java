package org.bailiwick.proof.pack;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.UnaryOperator;
import org.bailiwick.proof.CanonicalJson;
import org.bailiwick.proof.Commitment;
import org.bailiwick.proof.Json;
import org.bailiwick.proof.note.Checkpoint;
import org.bailiwick.proof.note.SignatureType;
import org.bailiwick.proof.note.SignedCheckpoint;
import org.bailiwick.proof.note.SigningKey;
import org.bailiwick.proof.note.TlogProof;
import org.bailiwick.proof.tile.TilePath;
import org.bailiwick.proof.tile.TileReader;
import org.bailiwick.proof.tile.TileSource;
import org.bailiwick.proof.tile.TileWriter;
import org.bailiwick.proof.tree.Tree;
import org.bailiwick.proof.tree.TreeHash;

/** A small log of a tenant with a heads log and a witness, and packs of it; every part can be exchanged for a wrong one. */
final class SamplePack {
    static final String TENANT = "7b0c7a34-57b1-4c27-9f1e-3a1a60b0d7b9";
    static final String ORIGIN = "msp.example/t/" + TENANT;
    static final Instant NOON = Instant.parse("2026-11-22T12:00:00Z");

    SigningKey log = key(ORIGIN, SignatureType.NOTE, 1);
    SigningKey heads = key("msp.example/heads", SignatureType.NOTE, 2);
    final SigningKey witness = key("auditor.example/w", SignatureType.COSIGNATURE, 3);
    final List<byte[]> entries = new ArrayList<>();
    final List<DisclosedValue> values = new ArrayList<>();
    /** What is packed; a test changes it before it writes the pack. */
    final Map<String, byte[]> files = new TreeMap<>();

    /** What is made of the manifest before the log names it. */
    UnaryOperator<String> manifestForm = UnaryOperator.identity();

    private final Map<TilePath, byte[]> tiles = new HashMap<>();
    private final TileWriter tree = new TileWriter();

    /** As the first packs did. */
    boolean namesEntries;

    /** What the manifest says may not be missing; the first packs said it of nothing. */
    final TreeSet<String> required = new TreeSet<>();

    /** Every third entry has two commitments, of which the first is disclosed. */
    SamplePack(int entriesBefore) {
        for (int i = 0; i < entriesBefore; i++) {
            append(entry(i));
        }
    }

    SamplePack range(long from, long to) {
        documents(from, to);
        seal(new Manifest.Selection.Range(from, to));
        addTiles(from, to);
        return this;
    }

    void addTiles(long from, long to) {
        TileReader.proving(from, to, tree.size())
                .forEach(path -> files.put(path.path(), Objects.requireNonNull(tiles.get(path), path::path)));
    }

    /** The same log with so many entries more, and nothing packed of it yet. */
    SamplePack later(int more) {
        files.clear();
        for (int i = 0; i < more; i++) {
            append(entry(tree.size()));
        }
        return this;
    }

    SamplePack filtered(List<Long> indexes) {
        documents(0, entries.size());
        files.put(PackFiles.ENTRIES,
                lines(indexes.stream().map(index -> entries.get(Math.toIntExact(index))).toList()));
        files.put(PackFiles.DISCLOSURES, lines(values.stream().filter(value -> indexes.contains(value.index()))
                .map(DisclosedValue::line).toList()));
        SignedCheckpoint checkpoint = seal(new Manifest.Selection.Filtered(indexes));
        indexes.forEach(index -> files.put(PackFiles.proof(index),
                new TlogProof(null, tree().inclusion(index), checkpoint).bytes()));
        return this;
    }

    void documents(long from, long to) {
        int begin = Math.toIntExact(from);
        int end = Math.toIntExact(to);
        files.put(PackFiles.ENTRIES, lines(entries.subList(begin, end)));
        files.put(PackFiles.DISCLOSURES, lines(values.stream()
                .filter(value -> value.index() >= from && value.index() < to).map(DisclosedValue::line).toList()));
        files.put(PackFiles.POLICY, ("log " + log.verifierKey().vkey() + "\nlog " + heads.verifierKey().vkey()
                + "\nwitness auditor " + witness.verifierKey().vkey() + "\nquorum auditor\n").getBytes(UTF_8));
        files.put("reviews.csv", "campaign,decision\r\nQ4,keep\r\n".getBytes(UTF_8));
    }

    /** Manifest, its entry in the log, and the checkpoint after it. */
    SignedCheckpoint seal(Manifest.Selection selection) {
        var digests = new TreeMap<String, Manifest.Digest>();
        files.forEach((name, bytes) -> {
            if (namesEntries || !PackFiles.provesItself(name)) {
                digests.put(name, digest(bytes));
            }
        });
        byte[] manifest = manifestForm.apply(new String(new Manifest(ORIGIN, TENANT, NOON, NOON.plusSeconds(3600),
                Json.object().build(), "test", selection, digests, required).bytes(), UTF_8)).getBytes(UTF_8);
        byte[] record = CanonicalJson.bytes(Json.object().put("bailiwick", Json.object()
                .put("facts", Json.object().put("manifest_sha256", sha256(manifest)).build()).build()).build());
        append(record);
        long logged = tree.size() - 1;
        append(entry(tree.size()));
        tree.publish().forEach((path, tile) -> tiles.put(path, tile.bytes()));
        var checkpoint = SignedCheckpoint.sign(new Checkpoint(ORIGIN, tree.size(), tree.root()), log);
        files.put(PackFiles.MANIFEST, manifest);
        files.put(PackFiles.CHECKPOINT, checkpoint.bytes());
        files.put(PackFiles.MANIFEST_PROOF, new TlogProof(record, tree().inclusion(logged), checkpoint).bytes());
        files.put(PackFiles.HEADS_PROOF, headsProof(checkpoint, witness).bytes());
        return checkpoint;
    }

    TlogProof headsProof(SignedCheckpoint checkpoint, SigningKey cosigner) {
        TreeHash leaf = TreeHash.ofLeaf(checkpoint.bytes());
        TreeHash other = TreeHash.ofLeaf("another tenant's".getBytes(UTF_8));
        var head = new Checkpoint(heads.verifierKey().name(), 2, TreeHash.ofChildren(other, leaf));
        SignedCheckpoint cosigned = SignedCheckpoint.sign(head, heads)
                .with(cosigner.cosign(head.text(), NOON.getEpochSecond()));
        return new TlogProof(null, new org.bailiwick.proof.tree.InclusionProof(1, List.of(other)), cosigned);
    }

    Tree tree() {
        return new TileReader(tiles(), tree.size()).tree();
    }

    TileSource tiles() {
        return path -> Objects.requireNonNull(tiles.get(path), path::path);
    }

    private void append(byte[] entry) {
        entries.add(entry);
        tree.append(TreeHash.ofLeaf(entry));
    }

    private byte[] entry(long index) {
        List<Json> commitments = new ArrayList<>();
        if (index % 3 == 0) {
            byte[] salt = ("a salt of entry %05d".formatted(index)).getBytes(UTF_8);
            values.add(new DisclosedValue(index, "/actor/user/name", salt, "Zoë " + index));
            commitments.add(commitment("/actor/user/name", salt, "Zoë " + index));
            commitments.add(commitment("/message", salt, "erased"));
        }
        return CanonicalJson.bytes(Json.object().put("activity_id", 1).put("time", index).put("bailiwick",
                Json.object().put("tenant_uid", TENANT).put("commitments", Json.array(commitments)).build()).build());
    }

    private static Json commitment(String pointer, byte[] salt, String value) {
        return Json.object().put("pointer", pointer).put("hmac_sha256", Commitment.of(salt, value).hex()).build();
    }

    byte[] bytes() {
        Map<String, PackContent> contents = new TreeMap<>();
        files.forEach((name, bytes) -> contents.put(name, new PackContent.Bytes(bytes)));
        var out = new ByteArrayOutputStream();
        try {
            PackWriter.write(out, contents);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return out.toByteArray();
    }

    static Verdict verify(Path folder, byte[] pack) {
        try {
            Path file = folder.resolve("pack.zip");
            Files.write(file, pack);
            return PackVerifier.verify(file, Optional.empty());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static Manifest.Digest digest(byte[] bytes) {
        return new Manifest.Digest(sha256(bytes), bytes.length);
    }

    static String sha256(byte[] bytes) {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
        } catch (java.security.NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }

    static byte[] lines(List<byte[]> lines) {
        var out = new ByteArrayOutputStream();
        for (byte[] line : lines) {
            out.writeBytes(line);
            out.write('\n');
        }
        return out.toByteArray();
    }

    static SigningKey key(String name, SignatureType type, int number) {
        byte[] seed = new byte[32];
        seed[0] = (byte) number;
        return new SigningKey(name, type, seed);
    }
}
