package org.bailiwick.assess;

import java.io.IOException;
import java.io.InputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.function.Supplier;
import org.bailiwick.catalogue.Catalogue;
import org.bailiwick.connector.realmexport.RealmExports;
import org.bailiwick.platform.PlatformClock;

/** The program behind {@code ./bailiwick assess}: a plain main class, so that it answers at once. */
public final class Assess {
    static final int READ = 0;
    static final int NOTHING_READ = 1;
    static final int WRONG_USAGE = 2;
    static final int PARTLY_READ = 6;
    static final int FOUND = 8;

    private final Path workingFolder;
    private final InputStream in;
    private final PrintStream out;
    private final PrintStream err;
    private final Supplier<Instant> clock;

    Assess(Path workingFolder, InputStream in, PrintStream out, PrintStream err, Supplier<Instant> clock) {
        this.workingFolder = workingFolder;
        this.in = in;
        this.out = out;
        this.err = err;
        this.clock = clock;
    }

    public static void main(String[] arguments) {
        var out = new PrintStream(System.out, false, StandardCharsets.UTF_8);
        var err = new PrintStream(System.err, true, StandardCharsets.UTF_8);
        var clock = new PlatformClock(() -> Duration.ZERO);
        int exitCode = new Assess(Path.of(""), System.in, out, err, clock::now).run(List.of(arguments),
                Boolean.getBoolean("bailiwick.colour"));
        out.flush();
        System.exit(exitCode);
    }

    int run(List<String> words, boolean colour) {
        try {
            var arguments = Arguments.parse(words, colour);
            if (arguments.help()) {
                out.print(Arguments.HELP);
                return READ;
            }
            return assess(arguments);
        } catch (UsageException wrong) {
            err.println(wrong.getMessage());
            return WRONG_USAGE;
        }
    }

    private int assess(Arguments arguments) {
        var asOf = arguments.at().orElseGet(clock);
        var read = RealmExports.read(new Inputs(workingFolder, in).files(arguments.inputs()));
        var catalogue = new Catalogue();
        var intended = IntendedRules.load();
        var report = new Report(asOf, read.files(), read.realms().stream()
                .map(realm -> AssessRealm.assess(realm, catalogue, intended, asOf)).toList());
        if (arguments.json()) {
            out.print(new JsonReport(report).text());
        } else {
            out.print(new TextReport(report, arguments.colour()).text());
        }
        if (arguments.jsonFile().isPresent() && !write(report, arguments.jsonFile().get())) {
            return NOTHING_READ;
        }
        return exitCode(report, arguments);
    }

    private boolean write(Report report, Path file) {
        try {
            Files.writeString(workingFolder.resolve(file), new JsonReport(report).text());
            return true;
        } catch (IOException failed) {
            err.println("`%s` cannot be written: check its folder".formatted(file));
            return false;
        }
    }

    /** What could not be read weighs more than what was found: a clean result of half a file is none. */
    private static int exitCode(Report report, Arguments arguments) {
        if (report.nothingRead()) {
            return NOTHING_READ;
        }
        if (!report.everythingRead()) {
            return PARTLY_READ;
        }
        return arguments.failOn().filter(report::found).isPresent() ? FOUND : READ;
    }
}
