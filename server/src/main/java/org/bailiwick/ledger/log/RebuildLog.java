package org.bailiwick.ledger.log;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.Arrays;
import java.util.Iterator;
import java.util.List;
import org.bailiwick.ledger.Activity;
import org.bailiwick.proof.Json;
import org.bailiwick.proof.MalformedJsonException;
import org.bailiwick.proof.MalformedProofException;
import org.bailiwick.proof.NotProvenException;
import org.bailiwick.proof.note.SignedCheckpoint;
import org.bailiwick.proof.tile.HashTile;
import org.bailiwick.proof.tile.TilePath;
import org.bailiwick.proof.tile.TileWriter;
import org.bailiwick.proof.tree.TreeHash;
import org.jspecify.annotations.Nullable;

/**
 * Rebuilds a log from the bytes of its entries and compares everything that is stored beside them: leaf hashes, tiles,
 * the root and signature of every checkpoint, so that each is the beginning of the next, and what entries are found by.
 * Trusts the keys alone.
 */
final class RebuildLog {
    private static final int AT_ONCE = 2048;

    private final LogContent log;
    private final LogKeys keys;
    private final TileWriter writer = new TileWriter();
    private final BesideEntries beside;
    private Iterator<LogContent.Signed> checkpoints = List.<LogContent.Signed>of().iterator();
    private LogContent.@Nullable Signed next;
    private long signedUpTo;
    private long removedBefore;

    private RebuildLog(LogContent log, LogKeys keys) {
        this.log = log;
        this.keys = keys;
        this.beside = new BesideEntries(log);
    }

    /** @param fault the first that was found; null where everything fits */
    record Pass(long size, @Nullable LogFault fault) {}

    static Pass run(LogContent log, LogKeys keys) {
        var rebuilding = new RebuildLog(log, keys);
        try {
            rebuilding.all(log.size());
            var beyond = log.beyond();
            // Last, because it is about how an entry is found, and not about whether the log is the one that was signed.
            return new Pass(rebuilding.writer.size(), beyond == null ? rebuilding.beside.fault() : beyond);
        } catch (FaultFoundException found) {
            return new Pass(rebuilding.writer.size(), found.fault);
        }
    }

    private void all(long size) {
        removedBefore = log.removed().map(RebuildLog::attested).orElse(0L);
        while (writer.size() < size) {
            long from = writer.size();
            var leaves = log.leaves(from, (int) Math.min(AT_ONCE, size - from));
            checkpoints = log.checkpoints(from, from + leaves.size()).iterator();
            advance();
            for (var leaf : leaves) {
                requireAt(leaf.index());
                append(leaf);
            }
            if (leaves.isEmpty()) {
                requireAt(-1);
            }
            compareTiles();
        }
        compareEnds(size);
    }

    private static long attested(LogContent.Removed removed) {
        byte[] said = removed.said();
        try {
            if (said != null && Json.parse(said) instanceof Json.Obj body
                    && body.textAt("bailiwick", "action").filter(Activity.ENTRIES_REMOVED.text()::equals).isPresent()
                    && body.at("bailiwick", "facts", "removed_before").filter(Json.number(removed.before())::equals)
                            .isPresent()) {
                return removed.before();
            }
        } catch (MalformedJsonException malformed) {
            // Said below, as where there is no such entry.
        }
        throw fault(null, "entries before position %d were removed, and no entry of the log says so"
                .formatted(removed.before()));
    }

    /** Positions without an entry are passed over by the list. */
    private void requireAt(long index) {
        if (index != writer.size()) {
            throw fault(writer.size(), "no entry stands here any more");
        }
    }

    private void append(LogContent.Leaf leaf) {
        byte[] body = leaf.body();
        if (body == null) {
            writer.append(hashOfRemoved(leaf.index()));
            compareCheckpoints();
            return;
        }
        if (leaf.index() < removedBefore) {
            throw fault(leaf.index(), "an entry stands here that retention had removed");
        }
        var hash = TreeHash.ofLeaf(body);
        if (leaf.leafHash() != null && !Arrays.equals(hash.bytes(), leaf.leafHash())) {
            throw fault(leaf.index(), "the entry was altered after it was recorded");
        }
        writer.append(hash);
        var stored = tile(leaf.index());
        if (!stored.holds((int) (leaf.index() % TilePath.FULL), hash.bytes(), 0)) {
            throw fault(leaf.index(), "another entry stands here than the one that was recorded");
        }
        if (leaf.foundBy() != null) {
            beside.compare(leaf.index(), body, leaf.foundBy());
        }
        compareCheckpoints();
    }

    /** INVARIANT: an entry is gone by retention alone, and an entry of this log says that it is. */
    private TreeHash hashOfRemoved(long index) {
        if (index >= removedBefore) {
            // Retention may have gone on since the pass began.
            removedBefore = log.removed().map(RebuildLog::attested).orElse(0L);
        }
        if (index >= removedBefore) {
            throw fault(index, "the entry is gone");
        }
        return tile(index).hash((int) (index % TilePath.FULL));
    }

    private void compareCheckpoints() {
        while (next != null && next.size() == writer.size()) {
            compare(next);
            advance();
        }
    }

    private long tileIndex = -1;
    private @Nullable HashTile tile;

    private HashTile tile(long leafIndex) {
        long index = leafIndex / TilePath.FULL;
        if (tile == null || index != tileIndex) {
            tile = stored(TilePath.in(log.size(), 0, index));
            tileIndex = index;
        }
        return tile;
    }

    private HashTile stored(TilePath path) {
        try {
            return HashTile.read(path, log.tile(path)
                    .orElseThrow(() -> new MalformedProofException("it is missing")));
        } catch (MalformedProofException malformed) {
            throw fault(null, "`%s` cannot be read: %s".formatted(path, malformed.getMessage()));
        }
    }

    private void advance() {
        next = checkpoints.hasNext() ? checkpoints.next() : null;
    }

    /** INVARIANT: every checkpoint that was ever signed is the root over the entries as they stand now. */
    private void compare(LogContent.Signed checkpoint) {
        if (!Arrays.equals(checkpoint.root(), writer.root().bytes())) {
            throw fault(signedUpTo, "here or before position %d the log was rewritten: its root is not the one signed"
                    .formatted(checkpoint.size()));
        }
        signedUpTo = checkpoint.size();
        var key = keys.key(log.origin(), checkpoint.keyGeneration()).orElseThrow(() -> fault(null,
                "the checkpoint of size %d cannot be checked: key generation %d is not in the folder of keys"
                        .formatted(checkpoint.size(), checkpoint.keyGeneration())));
        try {
            var signed = SignedCheckpoint.parse(checkpoint.note().getBytes(UTF_8));
            signed.requireSignedBy(List.of(key.verifierKey()));
            if (signed.checkpoint().size() == checkpoint.size() && signed.checkpoint().root().equals(writer.root())
                    && signed.checkpoint().origin().equals(log.origin())) {
                return;
            }
        } catch (MalformedProofException | NotProvenException wrong) {
            // Said below, as for one that says something else.
        }
        throw fault(null, "the checkpoint of size %d is not one that this log signed".formatted(checkpoint.size()));
    }

    /** Full tiles of hashes over tiles; the lowest ones were compared leaf by leaf. */
    private void compareTiles() {
        writer.publish().forEach((path, rebuilt) -> {
            if (path.level() > 0 && !path.partial() && !Arrays.equals(stored(path).bytes(), rebuilt.bytes())) {
                throw fault(null, "`%s` is not what the entries give".formatted(path));
            }
        });
    }

    /** The last tile of each level, from which the sequencer goes on. */
    private void compareEnds(long size) {
        var stored = size == 0 ? new TileWriter() : new TileWriter(size, path -> stored(path).bytes());
        if (!stored.root().equals(writer.root())) {
            throw fault(null, "the last tiles are not what the entries give");
        }
    }

    private static FaultFoundException fault(@Nullable Long index, String what) {
        return new FaultFoundException(new LogFault(index, what));
    }

    private static final class FaultFoundException extends RuntimeException {
        private static final long serialVersionUID = 1L;
        private final transient LogFault fault;

        FaultFoundException(LogFault fault) {
            super(fault.what());
            this.fault = fault;
        }
    }
}
