package org.bailiwick.register;

import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * When a connection is read next without anybody asking.
 *
 * @param state {@code due}, {@code under way}, {@code only when asked for} or {@code disconnected}
 * @param at only where it is due; may have passed where much waits to be read
 */
public record NextReading(String state, @Nullable Instant at) {
    static final NextReading DISCONNECTED = new NextReading("disconnected", null);

    static NextReading of(TurnStore.Turn turn, Optional<Instant> due) {
        return turn.underWay()
                ? new NextReading("under way", null)
                : due.map(at -> new NextReading("due", at))
                        .orElseGet(() -> new NextReading("only when asked for", null));
    }
}
