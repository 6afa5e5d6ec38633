package org.bailiwick.testing;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * How long processors worked for this process and for PostgreSQL, on a machine that others use too; where Linux tells,
 * else zero.
 */
public record Cpu(double java, double postgres) {
    private static final double TICKS_PER_SECOND = 100;
    private static final int PARENT = 1;
    private static final int USER = 11;
    private static final int OWN = 2;
    private static final int OWN_AND_ENDED_CHILDREN = 4;

    public static Cpu now(JdbcClient superuser) {
        try {
            long backend = superuser.sql("select pg_backend_pid()").query(Long.class).single();
            var server = stat(Long.toString(backend)).get(PARENT);
            double postgres = ticks(stat(server), OWN_AND_ENDED_CHILDREN);
            try (var processes = Files.newDirectoryStream(Path.of("/proc"), "[0-9]*")) {
                for (var process : processes) {
                    var each = stat(process.getFileName().toString());
                    if (each.size() > PARENT && each.get(PARENT).equals(server)) {
                        postgres += ticks(each, OWN);
                    }
                }
            }
            return new Cpu(ticks(stat("self"), OWN) / TICKS_PER_SECOND, postgres / TICKS_PER_SECOND);
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }

    public Cpu since(Cpu before) {
        return new Cpu(java - before.java, postgres - before.postgres);
    }

    /** @param count of what was done meanwhile */
    public String each(long count) {
        return "%.1f µs of processor time each in PostgreSQL, %.1f in Java".formatted(postgres / count * 1e6,
                java / count * 1e6);
    }

    /** What follows the process's name. */
    private static List<String> stat(String process) throws IOException {
        var file = Path.of("/proc", process, "stat");
        try {
            var line = Files.readString(file);
            return Arrays.asList(line.substring(line.lastIndexOf(')') + 2).split(" "));
        } catch (IOException gone) {
            return List.of();
        }
    }

    private static double ticks(List<String> stat, int fields) {
        return stat.size() < USER + fields
                ? 0
                : stat.subList(USER, USER + fields).stream().mapToDouble(Double::parseDouble).sum();
    }
}
