package org.bailiwick.ledger.log;

import org.jspecify.annotations.Nullable;

/**
 * Something of a log that is not as it was recorded.
 *
 * @param index the entry's position; null where it is about the log as a whole
 */
public record LogFault(@Nullable Long index, String what) {
    String words() {
        return index == null ? what : "position %d: %s".formatted(index, what);
    }
}
