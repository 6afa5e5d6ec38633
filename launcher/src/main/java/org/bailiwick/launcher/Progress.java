package org.bailiwick.launcher;

import java.io.PrintStream;
import java.time.Duration;
import java.util.function.Consumer;

/** Tells a waiting person what happens, with the seconds since the start. */
final class Progress implements Consumer<String> {
    private static final Duration REMIND = Duration.ofSeconds(10);

    private final PrintStream out;
    private final long begin = System.nanoTime();
    private volatile long lastSaid = begin;

    Progress(PrintStream out) {
        this.out = out;
    }

    @Override
    public void accept(String line) {
        lastSaid = System.nanoTime();
        out.printf("[%3d s] %s%n", Duration.ofNanos(lastSaid - begin).toSeconds(), line);
    }

    /** Repeats what is waited for when nothing was said for a while. */
    void waitingFor(String what) {
        if (System.nanoTime() - lastSaid > REMIND.toNanos()) {
            accept("waiting for " + what);
        }
    }

    /** Without seconds: what others read or copy. */
    void line(String line) {
        out.println(line);
    }
}
