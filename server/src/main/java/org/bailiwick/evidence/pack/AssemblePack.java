package org.bailiwick.evidence.pack;

import java.io.BufferedOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.DigestOutputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.Objects;
import java.util.TreeSet;
import java.util.function.LongConsumer;
import java.util.stream.Collectors;
import org.bailiwick.ledger.log.LogExtract;
import org.bailiwick.platform.Transactions;
import org.bailiwick.proof.pack.Manifest;
import org.bailiwick.proof.pack.PackBuilder;
import org.bailiwick.proof.pack.PackContent;
import org.bailiwick.proof.pack.PackFiles;
import org.bailiwick.proof.tile.TileReader;
import org.bailiwick.proof.tile.TileSource;
import org.springframework.stereotype.Component;

/**
 * Puts a pack together from the log, what was kept of its first build, and what proves it: each time the same bytes, or
 * none, with the reason. Nothing that was erased meanwhile comes back.
 */
@Component
final class AssemblePack {
    private final Transactions transactions;
    private final AuditPackStore store;
    private final CollectEntries entries;
    private final LogExtract log;

    AssemblePack(Transactions transactions, AuditPackStore store, CollectEntries entries, LogExtract log) {
        this.transactions = transactions;
        this.store = store;
        this.entries = entries;
        this.log = log;
    }

    sealed interface Assembled {
        /** @param sha256 hexadecimal */
        record Whole(Path file, long size, String sha256) implements Assembled {}

        /** Whether that is for good is not seen here: whoever asks looks whether something was erased. */
        record Changed(String why) implements Assembled {}
    }

    Assembled in(PackSpool spool, AuditPack pack, Manifest manifest, LongConsumer progress) throws IOException {
        var form = PackForm.of(manifest.tool());
        if (form.isEmpty()) {
            return new Assembled.Changed("this version does not build what says `%s`".formatted(manifest.tool()));
        }
        try {
            entries.into(spool, pack.tenant(), form.get(), manifest.entries(), progress);
        } catch (PackFailedException gone) {
            return new Assembled.Changed(gone.why());
        }
        return collected(spool, pack, manifest);
    }

    /** Of entries that stand in the spool. */
    Assembled collected(PackSpool spool, AuditPack pack, Manifest manifest) throws IOException {
        var builder = new PackBuilder(manifest.origin(), manifest.tenant(), manifest.from(), manifest.to(),
                manifest.query(), manifest.tool(), manifest.entries()).requiring(manifest.required());
        if (manifest.files().containsKey(PackFiles.ENTRIES)) {
            builder.namingEntries();
        }
        spool.addTo(builder);
        transactions.worker(pack.tenant(), tx -> store.files(tx, pack.id()))
                .forEach((name, content) -> builder.add(name, new PackContent.Bytes(content)));
        var now = builder.manifest();
        if (!Arrays.equals(now.bytes(), manifest.bytes())) {
            return difference(manifest, now);
        }
        return written(spool, pack, builder);
    }

    private Assembled written(PackSpool spool, AuditPack pack, PackBuilder builder) throws IOException {
        var kept = transactions.worker(pack.tenant(), tx -> store.evidence(tx, pack.id()));
        if (kept.isEmpty()) {
            return new Assembled.Changed("what proves it is not kept any more");
        }
        var evidence = kept.get();
        var sha256 = sha256();
        try (var out = new DigestOutputStream(
                new BufferedOutputStream(Files.newOutputStream(spool.archive()), 1 << 16), sha256)) {
            builder.write(out, evidence, tiles(pack, builder.manifest(), evidence));
        }
        return new Assembled.Whole(spool.archive(), Files.size(spool.archive()),
                HexFormat.of().formatHex(sha256.digest()));
    }

    /** Those of a range are known before, and read at once. */
    private TileSource tiles(AuditPack pack, Manifest manifest, PackBuilder.Evidence evidence) {
        long size = evidence.checkpoint().checkpoint().size();
        if (manifest.entries() instanceof Manifest.Selection.Range range && range.count() > 0) {
            var tiles = transactions.worker(pack.tenant(), tx -> TileReader.proving(range.from(), range.to(), size)
                    .stream().collect(Collectors.toMap(path -> path, path -> log.tile(tx, path))));
            return path -> Objects.requireNonNull(tiles.get(path), path::path);
        }
        return path -> transactions.worker(pack.tenant(), tx -> log.tile(tx, path));
    }

    private static Assembled.Changed difference(Manifest first, Manifest now) {
        var differing = new TreeSet<>(first.files().keySet());
        differing.addAll(now.files().keySet());
        differing.removeIf(name -> Objects.equals(first.files().get(name), now.files().get(name)));
        return new Assembled.Changed(differing.isEmpty()
                ? "its manifest cannot be made again as it was"
                : "`%s` cannot be made again as it was".formatted(String.join("`, `", differing)));
    }

    private static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException missing) {
            throw new IllegalStateException("every Java platform has SHA-256", missing);
        }
    }
}
