package org.bailiwick.ledger.log;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.bailiwick.platform.TenantTx;
import org.bailiwick.proof.Json;
import org.bailiwick.proof.note.NoteSignature;
import org.bailiwick.proof.note.SignedCheckpoint;
import org.bailiwick.proof.note.TlogProof;
import org.bailiwick.proof.note.TrustPolicy;
import org.bailiwick.proof.note.VerifierKey;
import org.bailiwick.proof.tile.TilePath;
import org.bailiwick.proof.tile.TileReader;
import org.bailiwick.proof.tree.TreeHash;
import org.springframework.stereotype.Component;

/**
 * Reads a stretch of a tenant's log for a file that is checked elsewhere: where a period lies in it, its leaves with the
 * values beside them, and by whose signature it is proven.
 */
@Component
public final class LogExtract {
    /** Witnesses answer within a second; who has not by then is away. */
    private static final Duration PATIENCE = Duration.ofSeconds(20);
    private static final long BESIDE = 1_000;

    private final LogExtractStore store;
    private final LogReadStore reading;
    private final LogKeys keys;
    private final Witnesses witnesses;
    private final WitnessStore cosignatures;

    LogExtract(LogExtractStore store, LogReadStore reading, LogKeys keys, Witnesses witnesses,
            WitnessStore cosignatures) {
        this.store = store;
        this.reading = reading;
        this.keys = keys;
        this.witnesses = witnesses;
        this.cosignatures = cosignatures;
    }

    public String origin(TenantTx tx) {
        return keys.originOf(reading.publicId(tx));
    }

    /** All keys by which this tenant's log was ever signed; the newest last. */
    public List<VerifierKey> keys(TenantTx tx) {
        return generations(origin(tx)).toList();
    }

    /** The same of the heads log. */
    public List<VerifierKey> headsKeys() {
        return generations(keys.heads()).toList();
    }

    /**
     * What is proposed to be believed: all keys of both logs, also those that sign no more, because what they signed is
     * still shown; and the witnesses.
     *
     * @param quorum whether one of the witnesses that are asked now is to have cosigned
     */
    public byte[] policy(TenantTx tx, boolean quorum) {
        return witnesses.policy(tx,
                Stream.concat(keys(tx).stream(), headsKeys().stream()).map(VerifierKey::vkey).toList(), quorum);
    }

    private Stream<VerifierKey> generations(String origin) {
        return IntStream.rangeClosed(1, keys.newest())
                .mapToObj(generation -> keys.key(origin, generation).orElseThrow().verifierKey());
    }

    /**
     * @param from the first entry of the period; where it has none, the place where one would stand
     * @param to after the last
     * @param waiting entries of the period that have no position yet
     */
    public record Stretch(long from, long to, long waiting) {}

    public Stretch period(TenantTx tx, Instant since, Instant until) {
        return store.period(tx, since, until);
    }

    /**
     * The first position beside a stretch, on either side, of whose entry it is not certain that it is of another time:
     * its bytes are missing, are not those that the log has, or say a time of the period. Then the stretch may be too
     * short. Entries of transactions that overlap stand near each other, so not the whole log is looked through.
     *
     * @param kept the first position that retention has not removed
     */
    public Optional<Long> doubtful(TenantTx tx, Stretch stretch, Instant since, Instant until, long kept) {
        long size = reading.newest(tx).map(newest -> newest.signed().checkpoint().size()).orElse(0L);
        var tree = new TileReader(path -> tile(tx, path), size);
        return Stream.concat(beside(tx, Math.max(kept, stretch.from() - BESIDE), stretch.from()),
                beside(tx, stretch.to(), Math.min(size, stretch.to() + BESIDE)))
                .filter(each -> !ofAnotherTime(each, tree, since, until)).map(TenantLogs.Stored::index).findFirst();
    }

    /** Each position from one up to another, also where nothing is stored. */
    private Stream<TenantLogs.Stored> beside(TenantTx tx, long from, long to) {
        if (from >= to) {
            return Stream.empty();
        }
        var stored = reading.stored(tx, from, (int) (to - from), Long.MAX_VALUE).stream()
                .collect(Collectors.toMap(TenantLogs.Stored::index, Function.identity()));
        return LongStream.range(from, to)
                .mapToObj(index -> stored.getOrDefault(index, new TenantLogs.Stored(index, null)));
    }

    private static boolean ofAnotherTime(TenantLogs.Stored stored, TileReader tree, Instant since, Instant until) {
        byte[] body = stored.body();
        return body != null && TreeHash.ofLeaf(body).equals(tree.node(0, stored.index()))
                && Json.parse(body).textAt("time_dt").map(Instant::parse)
                        .filter(at -> at.isBefore(since) || !at.isBefore(until)).isPresent();
    }

    /** In the order of the positions; what is not kept any more is not among them. */
    public List<LogLeaf> leaves(TenantTx tx, List<Long> positions) {
        return store.leaves(tx, positions);
    }

    /** How many values of the entries from one position up to another can still be disclosed. */
    public long disclosed(TenantTx tx, long from, long to) {
        return store.disclosed(tx, from, to);
    }

    /** The same of these positions. */
    public long disclosed(TenantTx tx, List<Long> positions) {
        return store.disclosed(tx, positions);
    }

    /**
     * @param checkpoint of the tenant, as it stands in the heads log
     * @param heads that it does, with whatever cosignatures there are
     */
    public record Anchor(SignedCheckpoint checkpoint, TlogProof heads) {}

    /**
     * The first checkpoint after this entry that the heads log has, where witnesses are asked with their cosignatures;
     * empty as long as there is none. Witnesses that do not answer are not waited for long.
     *
     * @param policy whose cosignatures may stand in the file
     */
    public Optional<Anchor> anchor(TenantTx tx, long index, TrustPolicy policy) {
        return store.headAfter(tx, index).flatMap(head -> heads(tx, head.headsIndex()).map(heads -> new Anchor(
                head.checkpoint(),
                new TlogProof(null, new TileReader(path -> found(path, TileStore.headTile(tx::sql, path)),
                        heads.checkpoint().size()).tree().inclusion(head.headsIndex()), known(tx, heads, policy)))));
    }

    private Optional<SignedCheckpoint> heads(TenantTx tx, long headsIndex) {
        var cosigned = cosignatures.newestCosigned(tx::sql).map(WitnessStore.NewestCosigned::size)
                .filter(size -> headsIndex < size).flatMap(size -> reading.heads(tx, size));
        return cosigned.isPresent()
                ? cosigned
                : reading.newestOfHeads(tx).filter(newest -> headsIndex < newest.signed().checkpoint().size())
                        .filter(newest -> witnesses.active(tx).isEmpty()
                                || reading.headsSince(tx, headsIndex).plus(PATIENCE).isBefore(tx.now()))
                        .map(LogReadStore.Newest::signed);
    }

    private SignedCheckpoint known(TenantTx tx, SignedCheckpoint heads, TrustPolicy policy) {
        var lines = cosignatures.lines(tx::sql, heads.checkpoint()).stream()
                .filter(line -> policy.witnesses().stream()
                        .anyMatch(key -> key.claims(NoteSignature.parse(line.stripTrailing()))))
                .toList();
        return Cosigned.by(lines, heads);
    }

    /** That an entry is in the log under this checkpoint, with the entry itself. */
    public TlogProof proof(TenantTx tx, LogLeaf leaf, SignedCheckpoint under) {
        return new TlogProof(leaf.body(), new TileReader(path -> tile(tx, path), under.checkpoint().size()).tree()
                .inclusion(leaf.index()), under);
    }

    public byte[] tile(TenantTx tx, TilePath path) {
        return found(path, TileStore.tile(tx, path));
    }

    private static byte[] found(TilePath path, Optional<byte[]> tile) {
        return tile.orElseThrow(() -> LogUnreadableException.missing(path));
    }
}
