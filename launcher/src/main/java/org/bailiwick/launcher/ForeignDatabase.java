package org.bailiwick.launcher;

import java.io.IOException;
import java.io.Reader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import java.util.TreeMap;
import java.util.stream.Stream;

/** A PostgreSQL that somebody else runs: its address by option or environment, its credentials in the user's file. */
record ForeignDatabase(Map<String, String> settings, String named) {
    private static final String PREFIX = "bailiwick.database.";
    private static final String OWNER = PREFIX + "migrate.";
    private static final List<String> SERVER_ROLES = List.of("tenant", "worker", "oversight", "estate", "signin",
            "sequencer", "retention");

    ForeignDatabase {
        settings = Map.copyOf(settings);
    }

    /** Empty where neither an address nor a file was given: the embedded PostgreSQL is meant. */
    static Optional<ForeignDatabase> of(Options options) {
        if (options.databaseUrl().isEmpty() && options.config().isEmpty()) {
            return Optional.empty();
        }
        var settings = new TreeMap<String, String>();
        options.config().ifPresent(file -> settings.putAll(read(file)));
        options.databaseUrl().ifPresent(url -> settings.put(PREFIX + "url", url));
        if (!settings.containsKey(PREFIX + "url")) {
            throw new LaunchException("no database's address: give `--database-url` or `%surl` in the file"
                    .formatted(PREFIX));
        }
        return Optional.of(new ForeignDatabase(settings,
                options.config().map(file -> "`" + file + "`").orElse("a file given by `--config FILE`")));
    }

    /** All but the owner's credential, which the running server must not have. */
    Map<String, String> serverSettings() {
        requireAll(SERVER_ROLES.stream().flatMap(role -> Stream.of(PREFIX + role + ".username",
                PREFIX + role + ".password")).toList());
        var kept = new TreeMap<>(settings);
        kept.keySet().removeIf(key -> key.startsWith(OWNER));
        return kept;
    }

    Map<String, String> ownerSettings() {
        requireAll(List.of(OWNER + "username", OWNER + "password"));
        var kept = new TreeMap<String, String>();
        settings.forEach((key, value) -> {
            if (key.startsWith(OWNER) || key.equals(PREFIX + "url")) {
                kept.put(key, value);
            }
        });
        return kept;
    }

    private void requireAll(List<String> keys) {
        List<String> missing = keys.stream().filter(key -> !settings.containsKey(key)).toList();
        if (!missing.isEmpty()) {
            throw new LaunchException("the database's credentials are not complete: put `%s` into %s"
                    .formatted(String.join("`, `", missing), named));
        }
    }

    private static Map<String, String> read(Path file) {
        var properties = new Properties();
        try (Reader reader = Files.newBufferedReader(file, StandardCharsets.UTF_8)) {
            properties.load(reader);
        } catch (IOException | IllegalArgumentException failure) {
            throw new LaunchException("`%s` cannot be read as a properties file: check the path and who may read it"
                    .formatted(file), failure);
        }
        var settings = new TreeMap<String, String>();
        properties.stringPropertyNames().forEach(key -> settings.put(key, properties.getProperty(key).strip()));
        return settings;
    }
}
