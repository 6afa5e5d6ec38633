package org.bailiwick.launcher;

import java.time.Duration;
import java.util.function.BooleanSupplier;

/** Waiting with a limit: real processes start and end in their own time. */
final class Patience {
    private static final Duration PAUSE = Duration.ofMillis(50);

    private Patience() {}

    /** True as soon as the condition holds, false when it still does not after the limit. */
    static boolean until(Duration limit, BooleanSupplier condition) {
        long deadline = System.nanoTime() + limit.toNanos();
        while (!condition.getAsBoolean()) {
            if (System.nanoTime() >= deadline) {
                return false;
            }
            pause(PAUSE);
        }
        return true;
    }

    /** As above for endings, which an interruption must not cut short: what was started has to be stopped. */
    static boolean stubbornlyUntil(Duration limit, BooleanSupplier condition) {
        long deadline = System.nanoTime() + limit.toNanos();
        boolean interrupted = false;
        boolean holds = condition.getAsBoolean();
        while (!holds && System.nanoTime() < deadline) {
            try {
                Thread.sleep(PAUSE);
            } catch (InterruptedException again) {
                interrupted = true;
            }
            holds = condition.getAsBoolean();
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
        return holds;
    }

    static void pause(Duration duration) {
        try {
            Thread.sleep(duration);
        } catch (InterruptedException interrupted) {
            throw new LaunchException("stopped while it started", interrupted);
        }
    }
}
