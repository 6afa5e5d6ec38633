package org.bailiwick.testing;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.bailiwick.platform.Kept;

/** An act that a constraint of the name {@code stops} breaks off. */
public final class BreakingOff {
    private BreakingOff() {}

    /** Whether something of it was kept, so that its answer cannot say that nothing was changed. */
    public static boolean keepsSomethingOf(ThrowingCallable act) {
        Kept.begin(false);
        try {
            assertThatThrownBy(act).hasStackTraceContaining("\"stops\"");
            return Kept.something();
        } finally {
            Kept.end();
        }
    }
}
