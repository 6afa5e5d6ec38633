package org.bailiwick.launcher;

import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import tools.jackson.databind.json.JsonMapper;

/** The demo's Keycloak, starting while everything else goes on: the portal is usable before it. */
final class BackgroundKeycloak implements AutoCloseable {
    private final KeycloakServer keycloak;
    private final CompletableFuture<KeycloakServer> start;

    BackgroundKeycloak(Installation installation, Progress progress) {
        var zip = installation.keycloakZip()
                .orElseThrow(() -> new LaunchException("no Keycloak was fetched: start by `./bailiwick demo`"));
        var place = new KeycloakPlace(zip, installation.var().resolve("keycloak"), installation.log("keycloak"));
        keycloak = KeycloakServer.reserve(place, progress);
        PrivateFile.write(installation.var().resolve("demo/keycloak.json"),
                JsonMapper.builder().build().writeValueAsString(Map.of("url", keycloak.url(), "adminUser",
                        keycloak.adminUser(), "adminPassword", keycloak.adminPassword())));
        start = CompletableFuture.supplyAsync(keycloak::start, task -> Thread.ofPlatform().daemon().start(task));
    }

    Map<String, String> serverSettings() {
        return Map.of("bailiwick.demo.keycloak-url", keycloak.url(), "bailiwick.demo.admin-user",
                keycloak.adminUser(), "bailiwick.demo.admin-password", keycloak.adminPassword());
    }

    String url() {
        return keycloak.url();
    }

    /** @throws LaunchException why the start failed, where it did */
    boolean isReady() {
        try {
            return start.getNow(null) != null;
        } catch (CompletionException failure) {
            throw failure.getCause() instanceof LaunchException known
                    ? known
                    : new LaunchException("Keycloak could not be started: " + failure.getCause(), failure);
        }
    }

    /** After it was up once: starts it again where somebody ended it. */
    Optional<String> restartWhereDead() {
        if (keycloak.isAlive()) {
            return Optional.empty();
        }
        keycloak.restart();
        return Optional.of("Keycloak had ended and was started again");
    }

    @Override
    public void close() {
        keycloak.close();
    }
}
