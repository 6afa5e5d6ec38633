package org.bailiwick.ledger.log;

import java.util.Arrays;
import java.util.HashSet;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.bailiwick.proof.MalformedProofException;
import org.bailiwick.proof.tile.HashTile;
import org.bailiwick.proof.tile.TilePath;
import org.bailiwick.proof.tile.TileWriter;
import org.bailiwick.proof.tree.TreeHash;
import org.jspecify.annotations.Nullable;

/**
 * Rebuilds a log from the bytes of its entries and compares everything that is stored beside them: leaf hashes, tiles,
 * the root and signature of every checkpoint, so that each is the beginning of the next, what entries are found by, what
 * they committed to, and the legal holds that they set. Trusts the keys alone. Where something does not fit it goes on with the hash that was
 * recorded, so that one fault hides no other.
 */
final class RebuildLog {
    private static final int AT_ONCE = 2048;
    /** So many tiles are remembered, so that each is said once; of a log that has lost more, no more are counted. */
    private static final int MOST_UNREADABLE = 1000;
    /** In place of a hash that nothing tells any more; what was signed over it cannot fit, and that is said once. */
    private static final TreeHash LOST = TreeHash.emptyTree();

    private final LogContent log;
    private final LogKeys keys;
    private final VerifiedCheckpoints before;
    private final TileWriter writer = new TileWriter();
    private final BesideEntries beside;
    private final AttestedRemovals removals;
    private final LoggedHolds holds = new LoggedHolds();
    private final LogFaults.Gathering faults = new LogFaults.Gathering();
    private final Set<TilePath> unreadable = new HashSet<>();
    private final Set<Integer> missingKeys = new HashSet<>();
    private Iterator<LogContent.Signed> checkpoints = List.<LogContent.Signed>of().iterator();
    private LogContent.@Nullable Signed next;
    private long size;
    private long signedUpTo;
    private boolean rewritten;
    private boolean verifiedBefore;
    private boolean allSigned;

    private RebuildLog(LogContent log, LogKeys keys, VerifiedCheckpoints before) {
        this.log = log;
        this.keys = keys;
        this.before = before;
        this.beside = new BesideEntries(log, holds);
        this.removals = new AttestedRemovals(log, faults);
    }

    /** @param faults none where everything fits */
    record Pass(long size, LogFaults faults) {
        /** The first that was found; null where everything fits. */
        @Nullable
        LogFault fault() {
            return faults.first();
        }
    }

    /** INVARIANT: it ends only after the last entry, so whatever was found, all of the log was gone through. */
    static Pass run(LogContent log, LogKeys keys, VerifiedCheckpoints before) {
        var rebuilding = new RebuildLog(log, keys, before);
        rebuilding.all();
        // Last, because it is about what stands beside entries, and not about whether the log is the one that was signed.
        return new Pass(rebuilding.writer.size(), rebuilding.faults.found().and(log.beyond())
                .and(rebuilding.beside.faults()).and(rebuilding.holdsAgainstEntries()));
    }

    private LogFaults holdsAgainstEntries() {
        return holds.compare(log.holds(writer.size()), removals.olderThan());
    }

    private void all() {
        size = LogEnd.of(log, keys, this::compareSignature);
        removals.read();
        while (writer.size() < size) {
            long from = writer.size();
            long to = Math.min(from + AT_ONCE, size);
            var signed = log.checkpoints(from, to);
            var content = VerifiedCheckpoints.content(log.origin(), signed, keys);
            verifiedBefore = before.has(log.origin(), from, content);
            allSigned = true;
            checkpoints = signed.iterator();
            advance();
            var leaves = log.leaves(from, to);
            for (var leaf : leaves) {
                passOver(leaf.index());
                append(leaf);
            }
            passOver(to);
            if (allSigned) {
                before.put(log.origin(), from, content);
            }
            beside.compareValues(from, to, removals::has);
            faults.add(log.contradicted(leaves));
            compareTiles();
        }
        compareEnds();
    }

    /** Positions without an entry are left out by the list. */
    private void passOver(long to) {
        while (writer.size() < to) {
            faults.add(writer.size(), "no entry stands here any more");
            append(recorded(writer.size()).orElse(LOST));
        }
    }

    private void append(LogContent.Leaf leaf) {
        long index = leaf.index();
        if (index < writer.size()) {
            faults.add(index, "two entries stand here");
            return;
        }
        byte[] body = leaf.body();
        if (body == null) {
            if (!removals.has(index)) {
                faults.add(index, "the entry is gone");
            }
            append(recorded(index).orElse(LOST));
            return;
        }
        if (removals.removed(index)) {
            faults.add(index, "an entry stands here that retention had removed");
        }
        var hash = TreeHash.ofLeaf(body);
        var recorded = recorded(index).orElse(hash);
        if (leaf.leafHash() != null && !Arrays.equals(hash.bytes(), leaf.leafHash())) {
            faults.add(index, "the entry was altered after it was recorded");
        } else if (!recorded.equals(hash)) {
            faults.add(index, "another entry stands here than the one that was recorded");
        } else if (leaf.foundBy() != null) {
            beside.compare(index, body, leaf.foundBy());
        }
        append(recorded);
    }

    private void append(TreeHash hash) {
        writer.append(hash);
        while (next != null && next.size() <= writer.size()) {
            compare(next);
            advance();
        }
    }

    private void advance() {
        next = checkpoints.hasNext() ? checkpoints.next() : null;
    }

    private long tileIndex = -1;
    private @Nullable HashTile tile;

    /** The hash of this entry as its tile has it; empty where the tile is not there, which is said once. */
    private Optional<TreeHash> recorded(long leafIndex) {
        long index = leafIndex / TilePath.FULL;
        if (index != tileIndex) {
            tile = stored(TilePath.in(size, 0, index)).orElse(null);
            tileIndex = index;
        }
        return Optional.ofNullable(tile).map(found -> found.hash((int) (leafIndex % TilePath.FULL)));
    }

    private Optional<HashTile> stored(TilePath path) {
        try {
            return Optional.of(HashTile.read(path, log.tile(path)
                    .orElseThrow(() -> new MalformedProofException("it is missing"))));
        } catch (MalformedProofException malformed) {
            if (unreadable.size() < MOST_UNREADABLE && unreadable.add(path)) {
                faults.add(null, "`%s` cannot be read: %s".formatted(path, malformed.getMessage()));
            }
            return Optional.empty();
        }
    }

    /** INVARIANT: every checkpoint that was ever signed is the root over the entries as they stand now. */
    private void compare(LogContent.Signed checkpoint) {
        boolean fits = Arrays.equals(checkpoint.root(), writer.root().bytes());
        if (fits) {
            signedUpTo = checkpoint.size();
        } else if (!rewritten) {
            // What does not fit once does not fit after that either, unless it is the checkpoint.
            faults.add(signedUpTo, "here or before position %d the log was rewritten: its root is not the one signed"
                    .formatted(checkpoint.size()));
        }
        rewritten = !fits;
        if (!verifiedBefore) {
            compareSignature(checkpoint);
        }
    }

    private void compareSignature(LogContent.Signed checkpoint) {
        switch (CheckpointSignature.of(checkpoint, log.origin(), keys)) {
            case HOLDS -> {
                return;
            }
            case KEY_IS_MISSING -> {
                if (missingKeys.add(checkpoint.keyGeneration())) {
                    faults.add(null,
                            "the checkpoint of size %d cannot be checked: key generation %d is not in the folder of keys"
                                    .formatted(checkpoint.size(), checkpoint.keyGeneration()));
                }
            }
            case WRONG -> faults.add(null,
                    "the checkpoint of size %d is not one that this log signed".formatted(checkpoint.size()));
        }
        allSigned = false;
    }

    /** Full tiles of hashes over tiles; the lowest ones were compared leaf by leaf. */
    private void compareTiles() {
        writer.publish().forEach((path, rebuilt) -> {
            if (path.level() > 0 && !path.partial() && stored(path)
                    .filter(found -> !Arrays.equals(found.bytes(), rebuilt.bytes())).isPresent()) {
                faults.add(null, "`%s` is not what the entries give".formatted(path));
            }
        });
    }

    /** The last tile of each level, from which the sequencer goes on. */
    private void compareEnds() {
        try {
            var stored = size == 0
                    ? new TileWriter()
                    : new TileWriter(size, path -> stored(path).map(HashTile::bytes)
                            .orElseThrow(() -> new MalformedProofException("it is missing")));
            if (!stored.root().equals(writer.root())) {
                faults.add(null, "the last tiles are not what the entries give");
            }
        } catch (MalformedProofException missing) {
            // Said where it was read.
        }
    }
}
