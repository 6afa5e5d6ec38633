package org.bailiwick.platform;

/**
 * Whether what this thread does since {@link #nothing()} has committed something on record. What breaks off afterwards has
 * not changed nothing, in whichever class: an answer that says so asks here.
 */
public final class Kept {
    private static final ThreadLocal<Boolean> SOMETHING = ThreadLocal.withInitial(() -> false);

    private Kept() {}

    /** A request begins. */
    public static void nothing() {
        SOMETHING.remove();
    }

    /** A request goes on where it broke off, see {@link #something()}. */
    public static void again(boolean something) {
        SOMETHING.set(something);
    }

    public static boolean something() {
        return SOMETHING.get();
    }

    static void commit() {
        SOMETHING.set(true);
    }
}
