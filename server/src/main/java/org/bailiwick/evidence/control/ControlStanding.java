package org.bailiwick.evidence.control;

import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** A control in one tenant: as good as the worst of what would show it, and no better than not known where a part of it is not read. */
public record ControlStanding(Control control, List<SignalReading> readings) {
    public ControlStanding {
        readings = List.copyOf(readings);
    }

    public Coverage coverage() {
        var shown = readings.stream().map(SignalReading::coverage).min(Coverage::compareTo)
                .orElse(Coverage.NOT_KNOWN);
        return control.unseen() != null && shown == Coverage.COVERED ? Coverage.NOT_KNOWN : shown;
    }

    /** What decides it, in words; none where every signal shows it. */
    public String why() {
        var unseen = control.unseen();
        var deciding = readings.stream().filter(reading -> reading.coverage() == coverage()).map(SignalReading::why)
                .findFirst();
        return switch (coverage()) {
            case COVERED -> "";
            case GAP -> deciding.orElseThrow();
            case NOT_KNOWN -> Stream.concat(Stream.ofNullable(unseen), deciding.stream())
                    .collect(Collectors.joining("; "));
        };
    }
}
