package org.bailiwick.ledger.log;

import java.util.List;
import java.util.Optional;
import org.bailiwick.ledger.FoundBy;
import org.bailiwick.proof.tile.TilePath;
import org.jspecify.annotations.Nullable;

/** A log as it is stored, to be gone through from its first entry to its last; none of it is believed. */
interface LogContent {
    String origin();

    /** Of the newest checkpoint; 0 where there is none. */
    long size();

    /** At most {@code most} entries from this position on, in order. */
    List<Leaf> leaves(long from, int most);

    /** Checkpoints of more than {@code after} entries and at most {@code size}, in order. */
    List<Signed> checkpoints(long after, long size);

    Optional<byte[]> tile(TilePath path);

    /** What retention has removed, as far as an entry of the log says so; empty where it removed nothing. */
    Optional<Removed> removed();

    /** Whether somebody who signs in has this number, and this subject at their provider. */
    boolean isPerson(long person, String subject);

    /** What is wrong beside entries, tiles and checkpoints; null where nothing is. */
    @Nullable
    LogFault beyond();

    /**
     * @param body null where the entry is gone
     * @param leafHash as it was stored with the entry; null where none was
     * @param foundBy what stands beside the entry so that it is found; null where nothing does
     */
    record Leaf(long index, byte @Nullable [] body, byte @Nullable [] leafHash, @Nullable FoundBy foundBy) {}

    /**
     * @param before the first position that was not removed
     * @param said the body of the entry that says so; null where there is none
     */
    record Removed(long before, byte @Nullable [] said) {}

    record Signed(long size, int keyGeneration, byte[] root, String note) {}
}
