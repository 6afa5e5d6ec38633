package org.bailiwick.evidence.control;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A control in one tenant as the API gives it.
 *
 * @param coverage {@code covered}, {@code gap} or {@code not known}
 * @param unseen what of it is not read, so that it is never covered; null where its signals show all of it
 */
record ControlJson(String framework, String id, String title, List<String> formerly, String coverage, String why,
        @Nullable String unseen, List<Shown> signals) {
    /** @param rows how many rows it rests on */
    record Shown(String id, String claim, String coverage, String why, long rows, @Nullable Instant asOf,
            @Nullable List<Row> evidence) {}

    record Row(String what, String coverage, @Nullable Instant at, String why, String console) {}

    /** @param console the tenant's home in the console; null leaves the rows out */
    static ControlJson of(ControlStanding standing, @Nullable String console) {
        var control = standing.control();
        return new ControlJson(control.framework(), control.id(), control.title(), control.formerly(),
                standing.coverage().text(), standing.why(), control.unseen(),
                standing.readings().stream().map(reading -> shown(reading, console)).toList());
    }

    private static Shown shown(SignalReading reading, @Nullable String console) {
        return new Shown(reading.signal().id(), reading.signal().title(), reading.coverage().text(), reading.why(),
                reading.rows(), reading.asOf(), console == null
                        ? null
                        : reading.shown().stream().map(row -> new Row(row.what(), row.coverage().text(), row.at(),
                                row.why(), console + row.path())).toList());
    }
}
