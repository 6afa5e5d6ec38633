package org.bailiwick.evidence.pack;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.bailiwick.evidence.control.ControlStanding;
import org.bailiwick.evidence.control.Coverage;
import org.bailiwick.web.Csv;

/** The control map as a table: a row for each signal of each control, and one for what of it is not read. */
final class ControlTable {
    private ControlTable() {}

    static byte[] bytes(Standing standing) {
        var head = Csv.line(List.of("framework", "control", "title", "formerly", "coverage", "because", "signal",
                "shown by it", "its reason", "rows", "as of"));
        return standing.controls().stream().map(ControlTable::rows).collect(Collectors.joining("", head, ""))
                .getBytes(UTF_8);
    }

    private static String rows(ControlStanding each) {
        var control = each.control();
        var begin = List.of(control.framework(), control.id(), control.title(),
                String.join(" ", control.formerly()), each.coverage().text(), each.why());
        var unseen = control.unseen() == null
                ? Stream.<String>empty()
                : Stream.of(line(begin, List.of("", Coverage.NOT_KNOWN.text(), control.unseen(), "0", "")));
        return Stream.concat(unseen, each.readings().stream()
                .map(reading -> line(begin, List.of(reading.signal().title(), reading.coverage().text(),
                        reading.why(), Long.toString(reading.rows()),
                        reading.asOf() == null ? "" : String.valueOf(reading.asOf())))))
                .collect(Collectors.joining());
    }

    private static String line(List<String> begin, List<String> end) {
        return Csv.line(Stream.concat(begin.stream(), end.stream()).toList());
    }
}
