package org.bailiwick.ledger.log;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;
import org.bailiwick.platform.TenantTx;
import org.bailiwick.proof.note.SignedCheckpoint;
import org.bailiwick.proof.note.TlogProof;
import org.bailiwick.proof.tile.EntryBundle;
import org.bailiwick.proof.tile.TilePath;
import org.bailiwick.proof.tile.TileReader;
import org.bailiwick.proof.tile.TileSource;
import org.bailiwick.proof.tree.TreeHash;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/**
 * Reads a tenant's log: positions, checkpoints, tiles and proofs. Nothing here vouches for itself; whoever gets it checks
 * it with the log's key.
 */
@Component
public final class TenantLogs {
    /** When no witness answers for so long, nobody waits for their cosignatures any more. */
    private static final Duration LATELY = Duration.ofHours(1);

    private final LogReadStore store;
    private final LogKeys keys;
    private final WitnessStore witnesses;
    private final RetentionStore retention;

    TenantLogs(LogReadStore store, LogKeys keys, WitnessStore witnesses, RetentionStore retention) {
        this.store = store;
        this.keys = keys;
        this.witnesses = witnesses;
        this.retention = retention;
    }

    /** By which the world knows the tenant of this transaction. */
    public UUID publicId(TenantTx tx) {
        return store.publicId(tx);
    }

    /** Counted from 0; entries without one wait for theirs. */
    public Map<UUID, Long> positions(TenantTx tx, Collection<UUID> events) {
        return store.positions(tx, events);
    }

    /** The newest one; empty where nothing was signed yet. */
    public Optional<SignedCheckpoint> checkpoint(TenantTx tx) {
        return store.newest(tx).map(LogReadStore.Newest::signed);
    }

    /** A tile or an entry bundle, exactly as wide as asked; empty where the signed log has none. */
    public Optional<byte[]> tile(TenantTx tx, TilePath path) {
        if (path.level() != TilePath.ENTRIES) {
            return TileStore.tile(tx, path);
        }
        var bodies = store.bodies(tx, path.index() * TilePath.FULL, path.width());
        return bodies.size() < path.width() ? Optional.empty() : Optional.of(new EntryBundle(bodies).bytes());
    }

    /** The leaf verbatim. */
    public Optional<byte[]> body(TenantTx tx, UUID event) {
        return store.body(tx, event);
    }

    /** How many entries have a position. */
    public long size(TenantTx tx) {
        return checkpoint(tx).map(signed -> signed.checkpoint().size()).orElse(0L);
    }

    /**
     * Of the first {@code size} entries.
     *
     * @throws LogUnreadableException where hashes of the tree are missing
     */
    public TreeHash root(TenantTx tx, long size) {
        return new TileReader(path -> TileStore.tile(tx, path).orElseThrow(() -> LogUnreadableException.missing(path)),
                size).tree().root();
    }

    /** @param body the leaf verbatim; null where it is not kept any more */
    public record Stored(long index, byte @Nullable [] body) {}

    /**
     * The entries from this position on, in their order and without a gap.
     *
     * @param bytes where to stop at the latest, but for a single entry
     */
    public List<Stored> stored(TenantTx tx, long from, int most, long bytes) {
        return store.stored(tx, from, most, bytes);
    }

    /** That an entry is in the log, under the newest checkpoint; empty where it has no position yet. */
    public Optional<TlogProof> proof(TenantTx tx, UUID event) {
        return Optional.ofNullable(store.positions(tx, List.of(event)).get(event)).flatMap(
                index -> checkpoint(tx).filter(signed -> index < signed.checkpoint().size())
                        .map(signed -> proof(path -> tile(tx, path), index, signed)));
    }

    /** The newest checkpoint of the heads log, with what witnesses have cosigned of it so far. */
    public Optional<SignedCheckpoint> heads(TenantTx tx) {
        return store.newestOfHeads(tx).map(LogReadStore.Newest::signed)
                .map(newest -> Cosigned.by(witnesses.lines(tx::sql, newest.checkpoint()), newest));
    }

    /** Hashes of the heads log, which tell nothing of a tenant; its entries do, and are not here. */
    public Optional<byte[]> headsTile(TenantTx tx, TilePath path) {
        return path.level() == TilePath.ENTRIES ? Optional.empty() : TileStore.headTile(tx::sql, path);
    }

    /** The newest checkpoint of the heads log that a witness cosigned, with the cosignatures; empty where none did. */
    public Optional<SignedCheckpoint> cosignedHeads(TenantTx tx) {
        return witnesses.newestCosigned(tx::sql).flatMap(newest -> cosigned(tx, newest.size()));
    }

    private Optional<SignedCheckpoint> cosigned(TenantTx tx, long size) {
        return store.heads(tx, size)
                .map(heads -> Cosigned.by(witnesses.lines(tx::sql, heads.checkpoint()), heads));
    }

    /**
     * That a checkpoint of this tenant is in the heads log, with that checkpoint's bytes: its newest one that witnesses
     * have cosigned lately, and where they have not, its newest one under the heads log's own signature.
     */
    public Optional<HeadProof> headProof(TenantTx tx) {
        return entered(tx).map(entered -> new HeadProof(entered.head().note().getBytes(UTF_8),
                proof(path -> TileStore.headTile(tx::sql, path), entered.head().headsIndex(), entered.under())));
    }

    /** @param under the checkpoint of the heads log that proves it */
    private record Entered(LogReadStore.Head head, SignedCheckpoint under) {}

    /** The one that is shown and proven. */
    private Optional<Entered> entered(TenantTx tx) {
        return witnesses.newestCosigned(tx::sql).filter(newest -> newest.at().isAfter(tx.now().minus(LATELY)))
                .flatMap(newest -> cosigned(tx, newest.size())).flatMap(heads -> entered(tx, heads))
                .or(() -> store.newestOfHeads(tx).flatMap(newest -> entered(tx, newest.signed())));
    }

    private Optional<Entered> entered(TenantTx tx, SignedCheckpoint heads) {
        return store.head(tx, heads.checkpoint().size()).map(head -> new Entered(head, heads));
    }

    /** @param checkpoint the leaf of the heads log, verbatim */
    public record HeadProof(byte[] checkpoint, TlogProof proof) {}

    /** What retention has removed; empty where it removed nothing yet. */
    public Optional<Removal> removal(TenantTx tx) {
        return retention.newest(tx);
    }

    /** By which everybody trusts the heads log, and with which a witness is started. */
    public String headsVerifierKey() {
        return keys.newestKey(keys.heads()).verifierKey().vkey();
    }

    public LogView view(TenantTx tx) {
        var newest = store.newest(tx);
        String origin = keys.originOf(store.publicId(tx));
        return new LogView(origin, newest.map(each -> each.signed().checkpoint().size()).orElse(0L),
                keys.newestKey(origin).verifierKey().vkey(),
                newest.map(LogReadStore.Newest::signedAt).orElse(null),
                store.stop(tx).map(stop -> new LogView.Stopped(stop.at(), stop.why())).orElse(null),
                headsVerifierKey(),
                store.headsStop(tx).map(stop -> new LogView.Stopped(stop.at(), stop.why())).orElse(null),
                entered(tx).map(each -> each.head().headsIndex()).orElse(null),
                store.audit(tx).orElse(null), witnesses.standings(tx), removal(tx).orElse(null));
    }

    private static TlogProof proof(Function<TilePath, Optional<byte[]>> tiles, long index,
            SignedCheckpoint signed) {
        TileSource source = path -> tiles.apply(path)
                .orElseThrow(() -> LogUnreadableException.missing(path));
        return new TlogProof(null, new TileReader(source, signed.checkpoint().size()).tree().inclusion(index), signed);
    }
}
