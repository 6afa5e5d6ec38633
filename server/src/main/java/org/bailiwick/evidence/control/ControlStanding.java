package org.bailiwick.evidence.control;

import java.util.List;

/** A control in one tenant: as good as the worst of what would show it. */
public record ControlStanding(Control control, List<SignalReading> readings) {
    public ControlStanding {
        readings = List.copyOf(readings);
    }

    public Coverage coverage() {
        return readings.stream().map(SignalReading::coverage).min(Coverage::compareTo).orElse(Coverage.NOT_KNOWN);
    }

    /** What decides it, in words. */
    public String why() {
        return readings.stream().filter(reading -> reading.coverage() == coverage()).findFirst()
                .map(reading -> coverage() == Coverage.COVERED ? "" : reading.why())
                .orElse("nothing that is read here shows it");
    }
}
