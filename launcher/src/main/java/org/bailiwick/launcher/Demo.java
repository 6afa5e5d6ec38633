package org.bailiwick.launcher;

import java.time.Duration;
import java.util.List;
import java.util.TreeMap;

/**
 * The whole product on one machine, with 24 sample tenants in a real Keycloak: what a newcomer tries first. The portal
 * is up before Keycloak is, as it must be when a customer's system is down.
 */
record Demo(Installation installation, Options options, Progress progress) {
    private static final Duration COMPLETE_LIMIT = Duration.ofMinutes(10);

    void run() {
        var jar = new ServerJar(installation);
        var personas = new Personas(installation.var().resolve("demo/personas.json"));
        jar.makeWay(options.port());
        personas.forget();
        try (var product = EmbeddedProduct.start(installation, "bailiwick_demo", progress);
                var keycloak = new BackgroundKeycloak(installation, progress)) {
            progress.accept("Keycloak starts in the background on " + keycloak.url());
            product.migrate(jar);
            var settings = new TreeMap<>(product.serverSettings());
            settings.putAll(keycloak.serverSettings());
            settings.put("bailiwick.demo.fault-proxy-port", Integer.toString(faultProxyPort()));
            progress.accept("starting the server");
            try (var server = jar.serve(options.port(), settings, List.of("--spring.profiles.active=demo"))) {
                server.awaitAnswer(progress);
                progress.accept("the portal answers on %s; Keycloak and its tenants follow".formatted(server.url()));
                awaitPersonas(server, keycloak, personas);
                new Watch(server, product, progress).untilStopped(() -> keycloak.restartWhereDead());
            }
        }
    }

    /** Connections are kept with the proxy's address, so it stays the same. */
    private int faultProxyPort() {
        return new RememberedPort(installation.var().resolve("demo/fault-proxy.port"), "the fault proxy")
                .choose(progress);
    }

    private void awaitPersonas(ServerProcess server, BackgroundKeycloak keycloak, Personas personas) {
        boolean complete = Patience.until(COMPLETE_LIMIT, () -> {
            server.requireAlive();
            progress.waitingFor(keycloak.isReady() ? "the sample tenants" : "Keycloak");
            return personas.read().isPresent();
        });
        if (!complete) {
            throw new LaunchException("the sample tenants were not made within %d minutes; %s"
                    .formatted(COMPLETE_LIMIT.toMinutes(), server.log().tail()));
        }
        progress.accept("the demo is complete");
        progress.line("ready " + server.url());
        var people = personas.read().orElseThrow();
        personas.tour(people).ifPresent(progress::line);
        personas.lines(people).forEach(progress::line);
        progress.line("Ctrl-C stops all of it; what you did is kept in `%s`".formatted(installation.var()));
    }
}
