package org.bailiwick.platform;

import org.jspecify.annotations.Nullable;

/**
 * Whether the act of this thread has committed something on record. What breaks off afterwards has not changed nothing, in
 * whichever class: an answer that says so asks here. Of what is no act, a job or somebody's look, nothing is known here.
 */
public final class Kept {
    private static final ThreadLocal<@Nullable Boolean> SOMETHING = new ThreadLocal<>();

    private Kept() {}

    /** @param something whether it goes on after it has kept something */
    public static void begin(boolean something) {
        SOMETHING.set(something);
    }

    public static void end() {
        SOMETHING.remove();
    }

    public static boolean something() {
        return Boolean.TRUE.equals(SOMETHING.get());
    }

    static void commit() {
        if (SOMETHING.get() != null) {
            SOMETHING.set(true);
        }
    }
}
