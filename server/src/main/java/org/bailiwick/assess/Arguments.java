package org.bailiwick.assess;

import java.nio.file.Path;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.bailiwick.assess.rule.Severity;
import org.bailiwick.connector.Inert;

/**
 * What the user asked for.
 *
 * @param json JSON on standard output in place of the table
 * @param jsonFile JSON into a file, beside the table
 * @param failOn the least severe finding that makes the run fail
 * @param at the day for which ages are reckoned; empty for the day of the run
 */
record Arguments(List<String> inputs, boolean help, boolean json, Optional<Path> jsonFile, Optional<Severity> failOn,
        Optional<Instant> at, boolean colour) {
    static final String HELP = """
                               ./bailiwick assess [OPTION…] FILE…

                               Reads Keycloak realm exports, without server or database, and shows who effectively holds what, which risks show,
                               and what could not be read. FILE is an export (also gzip), a folder with exports, or - for standard input. Users in
                               files of their own (acme-users-0.json) are joined to the file of their realm (acme-realm.json).

                                 --json             JSON on standard output in place of the table
                                 --json=FILE        JSON into a file, beside the table
                                 --fail-on=SEVERITY exit 8 where a finding is at least critical, high, moderate or low
                                 --at=YYYY-MM-DD    reckons ages as of that day, for exports of another time (now)
                                 --help             this text

                               Exit: 0 everything was read, 1 nothing could be read, 2 wrong usage, 6 something could not be read,
                               8 everything was read and --fail-on found something
                               """;

    static Arguments parse(List<String> arguments, boolean colour) {
        var parsed = new Arguments(List.of(), false, false, Optional.empty(), Optional.empty(), Optional.empty(),
                colour);
        var inputs = new ArrayList<String>();
        var onlyFiles = false;
        for (int next = 0; next < arguments.size(); next++) {
            var argument = arguments.get(next);
            if (onlyFiles || argument.equals("-") || !argument.startsWith("-")) {
                inputs.add(argument);
            } else if (argument.equals("--")) {
                onlyFiles = true;
            } else if ((argument.equals("--fail-on") || argument.equals("--at")) && next + 1 < arguments.size()) {
                parsed = parsed.with(argument, Optional.of(arguments.get(++next)));
            } else {
                var parts = argument.split("=", 2);
                parsed = parsed.with(parts[0], parts.length == 2 ? Optional.of(parts[1]) : Optional.empty());
            }
        }
        if (inputs.isEmpty() && !parsed.help) {
            throw new UsageException("name at least one file: see `./bailiwick assess --help`");
        }
        if (inputs.stream().filter("-"::equals).count() > 1) {
            throw new UsageException("standard input can be read once: give `-` once");
        }
        return new Arguments(List.copyOf(inputs), parsed.help, parsed.json, parsed.jsonFile, parsed.failOn, parsed.at,
                colour);
    }

    private Arguments with(String option, Optional<String> value) {
        return switch (option) {
            case "--help", "-h" -> new Arguments(inputs, true, json, jsonFile, failOn, at, colour);
            case "--json" -> new Arguments(inputs, help, json || value.isEmpty(),
                    value.isPresent() ? value.map(Arguments::file) : jsonFile, failOn, at, colour);
            case "--fail-on" ->
                new Arguments(inputs, help, json, jsonFile, Optional.of(severity(value.orElse(""))), at, colour);
            case "--at" ->
                new Arguments(inputs, help, json, jsonFile, failOn, Optional.of(day(value.orElse(""))), colour);
            default -> throw new UsageException("unknown option `%s`: see `./bailiwick assess --help`"
                    .formatted(Inert.text(option, 80)));
        };
    }

    private static Path file(String name) {
        if (name.isEmpty()) {
            throw new UsageException("`--json=` needs the name of a file: or use `--json` for standard output");
        }
        return Path.of(name);
    }

    private static Severity severity(String word) {
        return Severity.of(word.toLowerCase(Locale.ROOT)).orElseThrow(() -> new UsageException(
                "`%s` is no severity: use critical, high, moderate or low".formatted(Inert.text(word, 80))));
    }

    private static Instant day(String text) {
        try {
            return LocalDate.parse(text).atStartOfDay(ZoneOffset.UTC).toInstant();
        } catch (DateTimeException wrong) {
            throw new UsageException("`%s` is no day: write it as 2026-11-22".formatted(Inert.text(text, 80)));
        }
    }
}
