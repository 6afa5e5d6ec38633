package org.bailiwick.launcher;

import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** The embedded PostgreSQL with the product's database in it. */
record EmbeddedProduct(EmbeddedPostgres postgres, ProductDatabase database, Installation installation,
        Progress progress) implements AutoCloseable {

    static EmbeddedProduct start(Installation installation, String database, Progress progress) {
        progress.accept("starting PostgreSQL");
        EmbeddedPostgres postgres = EmbeddedPostgres.start(installation.var(), "postgres", progress);
        return new EmbeddedProduct(postgres,
                new ProductDatabase(postgres, database, installation.var().resolve("secrets/database")), installation,
                progress);
    }

    void migrate(ServerJar jar) {
        progress.accept("bringing the database to this version");
        database.prepare(jar.databaseSetup());
        jar.migrate(database.ownerSettings());
    }

    Map<String, String> serverSettings() {
        var settings = new TreeMap<>(database.serverSettings());
        settings.put("bailiwick.var", installation.var().toString());
        return settings;
    }

    /** Starts it again where somebody ended it; the server reconnects by itself. */
    Optional<String> restartWhereDead() {
        if (postgres.isAlive()) {
            return Optional.empty();
        }
        postgres.restart();
        return Optional.of("PostgreSQL had ended and was started again, nothing committed was lost");
    }

    @Override
    public void close() {
        postgres.close();
    }
}
