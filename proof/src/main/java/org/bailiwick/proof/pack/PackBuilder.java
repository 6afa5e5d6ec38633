package org.bailiwick.proof.pack;

import java.io.IOException;
import java.io.OutputStream;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import org.bailiwick.proof.Json;
import org.bailiwick.proof.note.SignedCheckpoint;
import org.bailiwick.proof.note.TlogProof;
import org.bailiwick.proof.tile.TileReader;
import org.bailiwick.proof.tile.TileSource;
import org.bailiwick.proof.tree.Tree;

/**
 * Builds a pack in the one order that works: add the files, ask for the {@link #manifest}, put its SHA-256 on the
 * record ({@link #MANIFEST_FACT}), take a checkpoint after that entry, have the heads log and the witnesses confirm it,
 * and {@link #write}. With the same files and the same evidence it gives the same bytes.
 */
public final class PackBuilder {
    /** The member of the entry's {@code /bailiwick/facts} that holds the manifest's SHA-256 in hexadecimal digits. */
    public static final String MANIFEST_FACT = "manifest_sha256";

    private final String origin;
    private final String tenant;
    private final Instant from;
    private final Instant to;
    private final Json query;
    private final String tool;
    private final Manifest.Selection entries;
    private final SortedMap<String, PackContent> files = new TreeMap<>();
    private final Map<String, Manifest.Digest> digests = new TreeMap<>();
    private final SortedSet<String> required = new TreeSet<>();
    private boolean namesEntries;

    public PackBuilder(String origin, String tenant, Instant from, Instant to, Json query, String tool,
            Manifest.Selection entries) {
        this.origin = origin;
        this.tenant = tenant;
        this.from = from;
        this.to = to;
        this.query = query;
        this.tool = tool;
        this.entries = entries;
    }

    /** Entries, disclosures and policy must be among the files; whatever else is added is for people and machines. */
    public PackBuilder add(String name, PackContent content) {
        if (!PackFiles.isName(name) || PackFiles.madeAfterTheManifest(name)
                || files.putIfAbsent(name, content) != null) {
            throw new IllegalArgumentException("`" + name + "` is no name for a file of a pack, or was already added");
        }
        return this;
    }

    /** As the manifests of the first packs did: for one that is built again. */
    public PackBuilder namingEntries() {
        namesEntries = true;
        return this;
    }

    /**
     * Has the manifest say that these files, which are made after it, belong to the pack: nobody takes one out unseen. The
     * manifests of the first packs say it of none.
     */
    public PackBuilder requiring(Set<String> names) {
        required.addAll(names);
        return this;
    }

    /** Reads each file that it names once, however often it is asked. */
    public Manifest manifest() throws IOException {
        for (Map.Entry<String, PackContent> file : files.entrySet()) {
            boolean named = namesEntries || !PackFiles.provesItself(file.getKey());
            if (named && !digests.containsKey(file.getKey())) {
                digests.put(file.getKey(), file.getValue().digest());
            }
        }
        for (String needed : new String[]{PackFiles.ENTRIES, PackFiles.DISCLOSURES, PackFiles.POLICY}) {
            if (!files.containsKey(needed)) {
                throw new IllegalStateException("`" + needed + "` is missing");
            }
        }
        return new Manifest(origin, tenant, from, to, query, tool, entries, new TreeMap<>(digests), required);
    }

    /**
     * What is kept of the first build, so that the pack can be built again.
     *
     * @param manifestProof its extra is the entry that holds the manifest's SHA-256
     * @param heads that the checkpoint is in the heads log, with cosignatures; empty without witnesses
     */
    public record Evidence(SignedCheckpoint checkpoint, TlogProof manifestProof, Optional<TlogProof> heads) {}

    /**
     * Does not close the stream.
     *
     * @throws IllegalStateException if the files are not those whose manifest was logged, as after an erasure
     */
    public void write(OutputStream out, Evidence evidence, TileSource tiles) throws IOException {
        Manifest manifest = manifest();
        byte[] logged = evidence.manifestProof().extra();
        if (logged == null || !ManifestCheck.names(Json.parse(logged), manifest.bytes())) {
            throw new IllegalStateException("the files are not those of the manifest that was logged");
        }
        SortedMap<String, PackContent> all = new TreeMap<>(files);
        put(all, PackFiles.MANIFEST, manifest.bytes());
        put(all, PackFiles.MANIFEST_PROOF, evidence.manifestProof().bytes());
        put(all, PackFiles.CHECKPOINT, evidence.checkpoint().bytes());
        evidence.heads().ifPresent(heads -> put(all, PackFiles.HEADS_PROOF, heads.bytes()));
        addProofs(all, evidence.checkpoint(), tiles);
        if (!all.keySet().containsAll(required)) {
            throw new IllegalStateException("`%s` are to be in the pack, and not all are".formatted(required));
        }
        PackWriter.write(out, all);
    }

    private void addProofs(Map<String, PackContent> all, SignedCheckpoint checkpoint, TileSource tiles) {
        long size = checkpoint.checkpoint().size();
        switch (entries) {
            case Manifest.Selection.Range range when range.count() > 0 -> TileReader
                    .proving(range.from(), range.to(), size).forEach(tile -> put(all, tile.path(), tiles.read(tile)));
            case Manifest.Selection.Range ignored -> {
                // No entries need no tiles.
            }
            case Manifest.Selection.Filtered filtered -> {
                Tree tree = new TileReader(tiles, size).tree();
                filtered.indexes().forEach(index -> put(all, PackFiles.proof(index),
                        new TlogProof(null, tree.inclusion(index), checkpoint).bytes()));
            }
        }
    }

    private static void put(Map<String, PackContent> all, String name, byte[] content) {
        all.put(name, new PackContent.Bytes(content));
    }
}
