package org.bailiwick.console;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A number on a page, or why there is none: what is not known is never zero.
 *
 * @param value null where it is not known
 * @param asOf the oldest reading that it rests on; null where it is counted as it is now, or not known
 * @param why it is not known, in words; empty where it is
 */
public record Figure(@Nullable Long value, @Nullable Instant asOf, String why) {
    static Figure of(long value) {
        return new Figure(value, null, "");
    }

    static Figure of(long value, Instant asOf) {
        return new Figure(value, asOf, "");
    }

    static Figure notKnown(String why) {
        return new Figure(null, null, why);
    }
}
