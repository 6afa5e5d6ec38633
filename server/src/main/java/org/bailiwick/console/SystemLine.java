package org.bailiwick.console;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A tenant's system as a page tells of it.
 *
 * @param state as the connection has it; {@code not connected} where there is none
 * @param readAt when everything in it was last read completely; null where it never was
 * @param problem why it is not ready and what to do next; null when it is
 */
public record SystemLine(String name, String state, @Nullable Instant readAt, @Nullable String problem) {
    static final SystemLine NONE = new SystemLine("no system", "not connected", null, "connect the tenant's system");

    public String word() {
        return word(state);
    }

    /** The word shown: before the first contact a system is neither well nor broken. */
    static String word(String connectionState) {
        return connectionState.equals("not known") ? "connecting" : connectionState;
    }
}
