package org.bailiwick.launcher;

import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** What the user asked for: a command and its settings. */
record Options(String command, Map<String, String> settings) {
    private static final List<String> KNOWN = List.of("--port", "--database-url", "--config", "--var");
    private static final int DEFAULT_PORT = 8080;

    Options {
        settings = Map.copyOf(settings);
    }

    static Options parse(List<String> arguments, Map<String, String> environment) {
        Deque<String> rest = new ArrayDeque<>(arguments);
        String command = rest.isEmpty() ? "" : rest.removeFirst();
        var settings = new TreeMap<String, String>();
        Optional.ofNullable(environment.get("BAILIWICK_DATABASE_URL")).filter(url -> !url.isBlank())
                .ifPresent(url -> settings.put("--database-url", url));
        while (!rest.isEmpty()) {
            String[] option = rest.removeFirst().split("=", 2);
            if (!KNOWN.contains(option[0])) {
                throw new UsageException("unknown option `%s`: see `./bailiwick help`".formatted(option[0]));
            }
            if (option.length == 1 && rest.isEmpty()) {
                throw new UsageException("option `%s` needs a value: see `./bailiwick help`".formatted(option[0]));
            }
            settings.put(option[0], option.length == 2 ? option[1] : rest.removeFirst());
        }
        return new Options(command, settings);
    }

    int port() {
        String port = settings.getOrDefault("--port", Integer.toString(DEFAULT_PORT));
        if (!port.matches("\\d{1,5}") || Integer.parseInt(port) < 1 || Integer.parseInt(port) > 65_535) {
            throw new UsageException("`%s` is no port: give a number from 1 to 65535".formatted(port));
        }
        return Integer.parseInt(port);
    }

    Optional<String> databaseUrl() {
        return Optional.ofNullable(settings.get("--database-url"))
                .map(url -> url.replaceFirst("^(jdbc:)?postgres(ql)?:", "jdbc:postgresql:"));
    }

    Optional<Path> config() {
        return Optional.ofNullable(settings.get("--config")).map(Path::of);
    }

    Optional<Path> var() {
        return Optional.ofNullable(settings.get("--var")).map(Path::of);
    }
}
