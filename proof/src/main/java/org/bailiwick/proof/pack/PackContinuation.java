package org.bailiwick.proof.pack;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.bailiwick.proof.note.SignedCheckpoint;
import org.bailiwick.proof.note.TrustPolicy;
import org.bailiwick.proof.note.VerifierKey;
import org.bailiwick.proof.tile.TilePath;
import org.bailiwick.proof.tile.TileReader;
import org.bailiwick.proof.tree.TreeHash;

/**
 * Whether the log of one pack goes on from the log of an earlier one: a tenant's log that was forked inside an honest log
 * of heads is found by whoever keeps earlier packs. The tiles of the newer pack, which its check has proven, give the
 * root that the log had at the earlier pack's size; where it carries too few of them, that is said and never guessed.
 */
public final class PackContinuation {
    private PackContinuation() {}

    /** What was found. */
    public sealed interface Finding {
        /** In words for an auditor. */
        String sentence();

        record Continues(String sentence) implements Finding {}

        /** The newer pack does not carry what would show it, or one of the packs does not hold by itself. */
        record NotProvable(String sentence) implements Finding {}

        /** They cannot both be of one log that only grew. */
        record Contradicts(String sentence) implements Finding {}
    }

    /**
     * @param newer what the newer pack's own check found
     * @param earlier the same of the earlier one
     */
    public record Outcome(Verdict newer, Verdict earlier, Finding finding) {
        /** INVARIANT: true only where both packs hold and the one is shown to go on from the other. */
        public boolean holds() {
            return newer.holds() && earlier.holds() && finding instanceof Finding.Continues;
        }

        public boolean wrong() {
            return !newer.holds() || !earlier.holds() || finding instanceof Finding.Contradicts;
        }
    }

    /**
     * @param trusted whose signatures count in both packs; empty to believe the packs' own policies
     * @throws IOException if a file cannot be read
     */
    public static Outcome verify(Path newer, Path earlier, Optional<TrustPolicy> trusted) throws IOException {
        Verdict first = PackVerifier.verify(earlier, trusted);
        Verdict second = PackVerifier.verify(newer, trusted);
        if (!first.holds() || !second.holds()) {
            return new Outcome(second, first, new Finding.NotProvable(
                    "nothing is shown of the one going on from the other, because not both of them hold"));
        }
        try (PackArchive before = PackArchive.open(earlier); PackArchive after = PackArchive.open(newer)) {
            return new Outcome(second, first, compare(after, before));
        } catch (FaultException changed) {
            return new Outcome(second, first,
                    new Finding.Contradicts("a pack was changed while it was read: " + changed.getMessage()));
        } catch (UncheckedIOException failed) {
            throw failed.getCause();
        }
    }

    private static Finding compare(PackArchive newer, PackArchive earlier) throws IOException {
        SignedCheckpoint now = checkpoint(newer);
        SignedCheckpoint then = checkpoint(earlier);
        String origin = now.checkpoint().origin();
        long size = then.checkpoint().size();
        if (!origin.equals(then.checkpoint().origin())) {
            return new Finding.Contradicts("this pack is of the log `%s`, the earlier one of `%s`".formatted(origin,
                    then.checkpoint().origin()));
        }
        if (!knowsKeyOf(newer, then)) {
            return new Finding.Contradicts(
                    "the earlier pack's log was signed by a key that this pack does not name; ask the owner of the log which keys it ever had");
        }
        if (now.checkpoint().size() < size) {
            return new Finding.Contradicts(
                    "the log has %,d entries here and had %,d in the earlier pack: it was set back, or the packs are given in the wrong order"
                            .formatted(now.checkpoint().size(), size));
        }
        return root(newer, now.checkpoint().size(), size, now.checkpoint().root())
                .map(root -> found(root, then.checkpoint().root(), size, now.checkpoint().size()))
                .orElseGet(() -> new Finding.NotProvable(
                        "that this log goes on from the earlier one is not shown: this pack does not carry the tiles of size %,d; one of a period that begins no later than the earlier one's end does"
                                .formatted(size)));
    }

    private static Finding found(TreeHash root, TreeHash then, long size, long now) {
        return root.equals(then)
                ? new Finding.Continues(
                        "the log goes on from the earlier pack: it had %,d entries there, has %,d here, and the first %,d are the same"
                                .formatted(size, now, size))
                : new Finding.Contradicts(
                        "the first %,d entries of this log are not those of the earlier pack: the log was forked or rewritten; keep both packs, both are signed by its key"
                                .formatted(size));
    }

    private static SignedCheckpoint checkpoint(PackArchive pack) throws IOException {
        byte[] bytes = pack.read(PackFiles.CHECKPOINT);
        return FaultException.in(PackFiles.CHECKPOINT, () -> SignedCheckpoint.parse(bytes));
    }

    /** A key that takes over is named beside the one before, for as long as what that one signed is shown. */
    private static boolean knowsKeyOf(PackArchive newer, SignedCheckpoint earlier) throws IOException {
        byte[] policy = newer.read(PackFiles.POLICY);
        List<VerifierKey> keys = FaultException.in(PackFiles.POLICY, () -> TrustPolicy.parse(policy)).logs();
        return earlier.note().signatures().stream().anyMatch(line -> keys.stream().anyMatch(key -> key.claims(line)));
    }

    /** The root at a smaller size, from tiles that the larger size's root has proven; empty where one is not carried. */
    private static Optional<TreeHash> root(PackArchive pack, long packed, long size, TreeHash newest) {
        if (size == packed) {
            return Optional.of(newest);
        }
        try {
            return Optional.of(new TileReader(path -> begin(pack, packed, path), size).tree().root());
        } catch (NotCarriedException missing) {
            return Optional.empty();
        }
    }

    /** A tile as it was at the smaller size: the first hashes of what stands there now. */
    private static byte[] begin(PackArchive pack, long packed, TilePath wanted) {
        String name = TilePath.in(packed, wanted.level(), wanted.index()).path();
        if (!pack.has(name)) {
            throw new NotCarriedException();
        }
        try {
            return Arrays.copyOf(pack.read(name), wanted.width() * TreeHash.SIZE);
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }

    private static final class NotCarriedException extends RuntimeException {
        private static final long serialVersionUID = 1L;

        NotCarriedException() {
            super("the pack has not this tile");
        }
    }
}
