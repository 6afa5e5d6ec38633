package org.bailiwick.browser;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.json.JsonMapper;

/**
 * The demo as a user starts it, by {@code ./bailiwick demo} in a folder of its own; with
 * {@code -Dbailiwick.portal=URL -Dbailiwick.portal.var=FOLDER} one that runs already.
 */
final class Demo implements AutoCloseable {
    private static final Duration READY_LIMIT = Duration.ofMinutes(15);
    private static final Path ROOT = Path.of(System.getProperty("bailiwick.root"));
    private static final JsonMapper JSON = JsonMapper.builder()
            .disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES).build();

    private final String url;
    private final Path folder;
    private final Process process;

    private Demo(String url, Path folder, Process process) {
        this.url = url;
        this.folder = folder;
        this.process = process;
    }

    static Demo open() {
        var running = System.getProperty("bailiwick.portal");
        if (running != null) {
            var var = System.getProperty("bailiwick.portal.var", ROOT.resolve("var").toString());
            return new Demo(running, Path.of(var).resolve("demo"), null);
        }
        return start();
    }

    /** Until what tests look for is there: the portal answers before its systems were read once. */
    void awaitComplete() {
        if (process != null) {
            awaitReady();
            awaitFirstReading();
        }
    }

    private static Demo start() {
        try {
            int port = freePort();
            var var = Files.createDirectories(ROOT.resolve("browser-tests/target/demo"));
            var log = var.resolve("demo.log");
            Files.deleteIfExists(var.resolve("demo/personas.json"));
            var process = new ProcessBuilder(ROOT.resolve("bailiwick").toString(), "demo", "--port",
                    Integer.toString(port), "--var", var.toString()).redirectErrorStream(true)
                    .redirectOutput(log.toFile())
                    .redirectInput(ProcessBuilder.Redirect.from(Path.of("/dev/null").toFile()))
                    .start();
            var demo = new Demo("http://127.0.0.1:" + port, var.resolve("demo"), process);
            Runtime.getRuntime().addShutdownHook(new Thread(demo::close));
            return demo;
        } catch (IOException failed) {
            throw new UncheckedIOException("the demo cannot be started", failed);
        }
    }

    private void awaitReady() {
        var limit = System.nanoTime() + READY_LIMIT.toNanos();
        while (System.nanoTime() < limit) {
            if (said().contains("ready " + url)) {
                return;
            }
            if (!process.isAlive()) {
                break;
            }
            pause();
        }
        close();
        throw new IllegalStateException("the demo did not become ready:\n" + said());
    }

    private String said() {
        try {
            return Files.readString(folder.resolveSibling("demo.log"));
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }

    private void awaitFirstReading() {
        var api = new PortalApi(url, withRole("operator").accessToken());
        var limit = System.nanoTime() + READY_LIMIT.toNanos();
        while (!api.everythingWasRead()) {
            if (System.nanoTime() > limit) {
                throw new IllegalStateException("the systems of the demo were not read");
            }
            pause();
        }
    }

    String url() {
        return url;
    }

    List<Persona> personas() {
        return List.of(read("personas.json", Persona[].class));
    }

    Persona approver(String tenant) {
        return personas().stream().filter(persona -> persona.role().contains("approver"))
                .filter(persona -> persona.tenants().contains(tenant)).findFirst().orElseThrow();
    }

    Persona withRole(String role) {
        return personas().stream().filter(persona -> persona.role().equals(role)).findFirst().orElseThrow();
    }

    KeycloakAdmin keycloak() {
        return new KeycloakAdmin(read("keycloak.json", KeycloakAdmin.Address.class));
    }

    FaultProxyControl faults() {
        return new FaultProxyControl(read("fault-proxy.json", FaultProxyControl.Address.class));
    }

    private <T> T read(String file, Class<T> type) {
        try {
            return JSON.readValue(Files.readString(folder.resolve(file)), type);
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }

    @Override
    public void close() {
        if (process == null || !process.isAlive()) {
            return;
        }
        endServer();
        process.destroy();
        try {
            if (!process.waitFor(60, TimeUnit.SECONDS)) {
                process.descendants().forEach(ProcessHandle::destroyForcibly);
                process.destroyForcibly();
            }
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
        }
    }

    /** By force: asked to end, it would first keep what starts the next one sooner, for half a minute. */
    private void endServer() {
        process.descendants()
                .filter(each -> each.info().commandLine().orElse("").contains(" serve --server.port="))
                .forEach(ProcessHandle::destroyForcibly);
    }

    private static int freePort() throws IOException {
        try (var socket = new ServerSocket(0)) {
            return socket.getLocalPort();
        }
    }

    private static void pause() {
        try {
            Thread.sleep(500);
        } catch (InterruptedException interrupted) {
            throw new IllegalStateException(interrupted);
        }
    }
}
