package org.bailiwick.proof.pack;

import java.io.IOException;

/** What ties each entry of a pack to the signed root: tiles for a range, a proof each for a selection. */
sealed interface EntryProofs permits RangeProofs, FilteredProofs {
    /**
     * Checks the entry that stands in the line, as the one after the last that was checked, and returns its index.
     *
     * @throws FaultException naming the entry, if the log has another one at that index
     */
    long check(LineStream entry) throws IOException;

    /** After the last line. @throws FaultException if entries are missing */
    void finish();

    /** In words, what is proven by now. */
    String sentence();

    static FaultException wrongEntry(LineStream entry, long index) {
        return new FaultException(Fault.of(PackFiles.ENTRIES, index,
                "line %d is not the entry that the log has at this index".formatted(entry.number())));
    }

    static FaultException missing(long index) {
        return new FaultException(Fault.of(PackFiles.ENTRIES, index, "the entry is missing, the file ends before it"));
    }

    static FaultException tooMany(LineStream entry) {
        return new FaultException(Fault.of(PackFiles.ENTRIES,
                "line %d is one more than the manifest says".formatted(entry.number())));
    }
}
