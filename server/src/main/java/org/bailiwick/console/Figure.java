package org.bailiwick.console;

import org.jspecify.annotations.Nullable;

/**
 * A number on a page, or why there is none: what is not known is never zero.
 *
 * @param value null where it is not known
 * @param why it is not known, in words; empty where it is
 */
public record Figure(@Nullable Long value, String why) {
    static Figure of(long value) {
        return new Figure(value, "");
    }

    static Figure notKnown(String why) {
        return new Figure(null, why);
    }
}
