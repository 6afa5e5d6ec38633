package org.bailiwick.launcher;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;

/**
 * The product's database in the embedded PostgreSQL: what a database administrator does elsewhere, the launcher does here,
 * so that the server itself never holds a credential that could change the schema or pass a tenant's wall.
 */
record ProductDatabase(EmbeddedPostgres postgres, String name, Path secrets) {
    private static final String SETTINGS = "bailiwick.database.";
    private static final String OWNER = "migrate";
    private static final List<String> SERVER_ROLES = List.of("tenant", "worker", "oversight", "estate", "signin",
            "sequencer", "retention");
    private static final List<String> ROLES = Stream.concat(SERVER_ROLES.stream(), Stream.of(OWNER))
            .toList();

    /** Makes the database, its roles and their passwords where they are missing. */
    void prepare(String setupScript) {
        try {
            createWhereMissing();
            try (Connection connection = connect(name); Statement statement = connection.createStatement()) {
                statement.execute(setupScript);
                for (String role : ROLES) {
                    // INVARIANT: a secret is made of hexadecimal digits, and role names are our own
                    statement.execute("alter role bw_%s password '%s'".formatted(role, password(role)));
                }
            }
        } catch (SQLException failure) {
            throw new LaunchException("database `%s` could not be set up: %s".formatted(name, failure.getMessage()),
                    failure);
        }
    }

    private void createWhereMissing() throws SQLException {
        try (Connection connection = connect("postgres"); Statement statement = connection.createStatement()) {
            try (ResultSet found = statement
                    .executeQuery("select 1 from pg_database where datname = '%s'".formatted(name))) {
                if (found.next()) {
                    return;
                }
            }
            statement.execute("create database " + name);
        }
    }

    private Connection connect(String database) throws SQLException {
        return DriverManager.getConnection(postgres.jdbcUrl(database), postgres.superuser(), postgres.password());
    }

    /** For the process that changes the schema, and for no other. */
    Map<String, String> ownerSettings() {
        return settings(List.of(OWNER));
    }

    Map<String, String> serverSettings() {
        return settings(SERVER_ROLES);
    }

    private Map<String, String> settings(List<String> roles) {
        var settings = new TreeMap<String, String>();
        settings.put(SETTINGS + "url", postgres.jdbcUrl(name));
        for (String role : roles) {
            settings.put(SETTINGS + role + ".username", "bw_" + role);
            settings.put(SETTINGS + role + ".password", password(role));
        }
        return settings;
    }

    private String password(String role) {
        return PrivateFile.secret(secrets.resolve(role + ".password"));
    }
}
