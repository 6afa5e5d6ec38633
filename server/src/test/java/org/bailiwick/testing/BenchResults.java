package org.bailiwick.testing;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * What one bench measured: printed as it comes and, where {@code bench.results} names a folder, kept there as a file with
 * machine, commit, date and command.
 */
public final class BenchResults implements AutoCloseable {
    private final String bench;
    private final String about;
    private final List<String> facts = new ArrayList<>();
    private final List<String> rows = new ArrayList<>();

    private BenchResults(String bench, String about) {
        this.bench = bench;
        this.about = about;
    }

    /** @param about what is measured, in a sentence or two */
    public static BenchResults of(Class<?> bench, String about) {
        var results = new BenchResults(bench.getSimpleName(), about);
        results.fact("machine", machine());
        results.fact("Java", "%s, heap of at most %d MB".formatted(Runtime.version(),
                Runtime.getRuntime().maxMemory() >> 20));
        results.fact("commit", System.getProperty("bench.commit", "not told"));
        results.fact("command", "`%s`".formatted(System.getProperty("bench.command", "mvn -Dtest=" + results.bench)));
        return results;
    }

    /** The day, the server and its settings, as the database says them. */
    public BenchResults over(JdbcClient superuser) {
        fact("date", superuser.sql("select to_char(now() at time zone 'UTC', 'YYYY-MM-DD HH24:MI') || ' UTC'")
                .query(String.class).single());
        fact("database", "PostgreSQL " + superuser
                .sql("""
                     select current_setting('server_version') || ', ' || string_agg(name || ' ' || current_setting(name),
                       ', ' order by name)
                     from unnest(array['fsync', 'synchronous_commit', 'full_page_writes', 'shared_buffers', 'work_mem'])
                       as name""")
                .query(String.class).single());
        return this;
    }

    public void fact(String name, String value) {
        facts.add("| %s | %s |".formatted(name, value));
        System.out.printf("BENCH %-46s %s%n", name, value);
    }

    /**
     * @param beside the same done by plain SQL in the same run; {@code -} where there is none
     * @param goal what is to be reached; {@code -} where nothing is said
     */
    public void row(String what, String measured, String beside, String goal) {
        rows.add("| %s | %s | %s | %s |".formatted(what, measured, beside, goal));
        System.out.printf("BENCH %-46s %s; beside it %s; goal %s%n", what, measured, beside, goal);
    }

    @Override
    public void close() {
        Optional.ofNullable(System.getProperty("bench.results")).map(Path::of).ifPresent(this::write);
    }

    private void write(Path folder) {
        var lines = new ArrayList<String>(List.of("# " + bench, "", about, "", "| | |", "|---|---|"));
        lines.addAll(facts);
        lines.addAll(List.of("", "| what | measured | plain SQL beside it | goal |", "|---|---|---|---|"));
        lines.addAll(rows);
        try {
            Files.createDirectories(folder);
            Files.write(folder.resolve(bench + ".md"), lines);
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }

    private static String machine() {
        return "%s, %d cores, %s MB, load %s".formatted(
                told("/proc/cpuinfo", "model name").orElse(System.getProperty("os.arch")),
                Runtime.getRuntime().availableProcessors(),
                told("/proc/meminfo", "MemTotal").map(kb -> Long.toString(Long.parseLong(kb.split(" ")[0]) >> 10))
                        .orElse("unknown"),
                told("/proc/loadavg", "").map(line -> line.split(" ")[0]).orElse("unknown"));
    }

    private static Optional<String> told(String file, String key) {
        try {
            return Arrays.stream(Files.readString(Path.of(file)).split("\n")).filter(line -> line.startsWith(key))
                    .map(line -> line.substring(line.indexOf(':') + 1).strip()).findFirst();
        } catch (IOException notLinux) {
            return Optional.empty();
        }
    }
}
