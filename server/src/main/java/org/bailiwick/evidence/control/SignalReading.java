package org.bailiwick.evidence.control;

import java.time.Instant;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * A signal as the tenant's rows give it now.
 *
 * @param rows how many there are
 * @param shown the worst of them
 */
public record SignalReading(Signal signal, long rows, List<EvidenceRow> shown) {
    public SignalReading {
        shown = List.copyOf(shown);
    }

    /** The worst row decides. */
    public Coverage coverage() {
        return shown.stream().map(EvidenceRow::coverage).min(Coverage::compareTo).orElse(signal.whenNone());
    }

    public String why() {
        return shown.isEmpty() ? signal.whyNone() : shown.getFirst().why();
    }

    /** Of the row that decides. */
    public @Nullable Instant asOf() {
        return shown.stream().map(EvidenceRow::at).filter(Objects::nonNull).findFirst().orElse(null);
    }
}
