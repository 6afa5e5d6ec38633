package org.bailiwick.proof.pack;

import java.util.OptionalLong;

/**
 * The first thing in a pack that is not as it must be.
 *
 * @param file the name in the pack, or "archive" where it lies between the files
 * @param entry the index in the log of the entry it is about
 */
public record Fault(String file, OptionalLong entry, String why) {
    /** For what lies between the files. */
    public static final String ARCHIVE = "archive";

    static Fault of(String file, String why) {
        return new Fault(file, OptionalLong.empty(), why);
    }

    static Fault of(String file, long entry, String why) {
        return new Fault(file, OptionalLong.of(entry), why);
    }

    /** One line for a person. */
    public String sentence() {
        return entry.isPresent()
                ? "`%s`, entry %d: %s".formatted(file, entry.getAsLong(), why)
                : "`%s`: %s".formatted(file, why);
    }
}
