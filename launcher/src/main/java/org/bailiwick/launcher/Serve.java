package org.bailiwick.launcher;

import java.util.List;
import java.util.TreeMap;

/** The product without any demo content, on the embedded PostgreSQL or on one that somebody else runs. */
record Serve(Installation installation, Options options, Progress progress) {

    void run() {
        var jar = new ServerJar(installation);
        jar.makeWay(options.port());
        var foreign = ForeignDatabase.of(options);
        if (foreign.isPresent()) {
            onForeignDatabase(jar, foreign.get());
        } else {
            onEmbeddedDatabase(jar);
        }
    }

    private void onForeignDatabase(ServerJar jar, ForeignDatabase database) {
        var settings = new TreeMap<>(database.serverSettings());
        settings.putIfAbsent("bailiwick.var", installation.var().toString());
        progress.accept("starting the server on " + settings.get("bailiwick.database.url"));
        try (var server = jar.serve(options.port(), settings, List.of())) {
            server.awaitAnswer(progress);
            progress.line("ready " + server.url());
            new Watch(server, progress).untilStopped();
        }
    }

    private void onEmbeddedDatabase(ServerJar jar) {
        try (var product = EmbeddedProduct.start(installation, "bailiwick", progress)) {
            product.migrate(jar);
            progress.accept("starting the server");
            try (var server = jar.serve(options.port(), product.serverSettings(), List.of())) {
                server.awaitAnswer(progress);
                progress.line("ready " + server.url());
                new Watch(server, product, progress).untilStopped();
            }
        }
    }
}
