package org.bailiwick.ledger.log;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.function.BiConsumer;
import org.bailiwick.ledger.Disclosure;
import org.bailiwick.ledger.FoundBy;
import org.bailiwick.proof.tile.TilePath;
import org.jspecify.annotations.Nullable;

/** A log as it is stored, to be gone through from its first entry to its last; none of it is believed. */
interface LogContent {
    String origin();

    /** How many rows say which entry stands where. */
    long rows();

    /** The largest checkpoints, the largest first; of those before that one in this order. */
    List<Signed> newest(@Nullable Signed before, int most);

    /** The entries from the one position up to before the other, in order. */
    List<Leaf> leaves(long from, long to);

    /** The values that stand beside these entries, each with its position. */
    void values(long from, long to, BiConsumer<Long, Disclosure> each);

    /** Checkpoints of more than {@code after} entries and at most {@code size}, in order. */
    List<Signed> checkpoints(long after, long size);

    Optional<byte[]> tile(TilePath path);

    /** What retention has removed, as far as an entry of the log says so; empty where it removed nothing. */
    Optional<Removed> removed();

    /** How many of the first entries are so old that they may be gone; 0 for a time that is not long enough ago. */
    long olderThan(Instant time);

    /** Whether somebody who signs in has this number, and this subject at their provider. */
    boolean isPerson(long person, String subject);

    /** Values of these entries that are said to be erased. */
    List<Erased> erased(long from, long to);

    /** The entry that is said to tell of an erasure; empty where it is none of this log. */
    Optional<Erasure> erasure(UUID entry);

    /** Legal holds as they are kept, with what is told of them from this position on. */
    Holds holds(long size);

    /** What is wrong beside entries, tiles and checkpoints. */
    LogFaults beyond();

    /** What these entries say and is not so. */
    LogFaults contradicted(List<Leaf> leaves);

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

    /** @param in the entry that is said to say so */
    record Erased(long index, String pointer, UUID in) {}

    /**
     * @param said the body of the entry
     * @param index null while it waits for its position
     * @param sha256 over all values that are said to be erased by it
     * @param told entries with positions that may tell how it came to that
     */
    record Erasure(byte[] said, @Nullable Long index, String sha256, List<ErasureStory.Told> told) {}

    /** @param since what entries say that stand after those gone through, or wait for their position */
    record Holds(List<LegalHold> rows, List<HoldEntry> since) {}

    record Signed(long size, int keyGeneration, byte[] root, String note) {}
}
