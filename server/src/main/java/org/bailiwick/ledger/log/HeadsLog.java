package org.bailiwick.ledger.log;

import java.util.Optional;
import java.util.Set;
import org.bailiwick.platform.ReadTx;
import org.bailiwick.platform.TenantId;
import org.bailiwick.proof.MalformedProofException;
import org.bailiwick.proof.note.SignedCheckpoint;
import org.bailiwick.proof.tile.EntryBundle;
import org.bailiwick.proof.tile.TilePath;
import org.bailiwick.proof.tile.TileReader;
import org.bailiwick.proof.witness.AddCheckpoint;
import org.springframework.stereotype.Component;

/**
 * Reads the log of heads. Its entries tell how much happens at each tenant, so they are for whoever sees all
 * {@link #tenants}; a tenant gets the proof of its own one, the checkpoint and the hashes from {@link TenantLogs}.
 */
@Component
public final class HeadsLog {
    private final HeadsReadStore store;
    private final WitnessStore witnesses;

    HeadsLog(HeadsReadStore store, WitnessStore witnesses) {
        this.store = store;
        this.witnesses = witnesses;
    }

    /** The newest, with what witnesses have cosigned of it so far. */
    public Optional<SignedCheckpoint> checkpoint(ReadTx tx) {
        return store.newest(tx)
                .map(newest -> Cosigned.by(witnesses.lines(tx::sql, newest.checkpoint()), newest));
    }

    /** All of the estate, each of which the entries tell of. */
    public Set<TenantId> tenants(ReadTx tx) {
        return store.tenants(tx);
    }

    /** How many checkpoints of tenants it holds; 0 before the first was signed. */
    long size(ReadTx tx) {
        return store.newest(tx).map(newest -> newest.checkpoint().size()).orElse(0L);
    }

    /** A tile or an entry bundle, exactly as wide as asked; empty where the signed log has none. */
    public Optional<byte[]> tile(ReadTx tx, TilePath path) {
        if (path.level() != TilePath.ENTRIES) {
            return TileStore.headTile(tx::sql, path);
        }
        var entries = store.entries(tx, path.index() * TilePath.FULL, path.width());
        return entries.size() < path.width() ? Optional.empty() : Optional.of(new EntryBundle(entries).bytes());
    }

    /**
     * What a witness is asked with: the newest checkpoint, and that it only adds to what the witness has cosigned.
     *
     * @param cosigned the size that the witness cosigned last; 0 where it never did
     * @return empty without a checkpoint, or where the witness has seen more than there is: this log was set back
     */
    public Optional<AddCheckpoint> since(ReadTx tx, long cosigned) {
        return store.newest(tx).filter(newest -> newest.checkpoint().size() >= cosigned)
                .map(newest -> new AddCheckpoint(cosigned,
                        new TileReader(path -> tile(tx, path).orElseThrow(
                                () -> new MalformedProofException("`%s` is missing".formatted(path))),
                                newest.checkpoint().size()).tree().consistencyFrom(cosigned),
                        newest));
    }
}
