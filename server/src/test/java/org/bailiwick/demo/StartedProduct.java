package org.bailiwick.demo;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The product as a user starts it, by {@code ./bailiwick}, in a folder of its own. */
final class StartedProduct implements AutoCloseable {
    private static final Path ROOT = Path.of("..").toAbsolutePath().normalize();
    private static final Duration OFTEN = Duration.ofMillis(20);
    private static final int STOP_SECONDS = 90;

    private final HttpClient http = HttpClient.newHttpClient();
    private final Path var;
    private final int port;
    private final Process process;
    private final double secondsToReady;
    private final double serverSeconds;

    private StartedProduct(String command, Path var, Duration limit) throws IOException {
        this.var = var;
        this.port = freePort();
        var log = Files.createTempFile(var, command, ".log");
        long began = System.nanoTime();
        var builder = new ProcessBuilder(ROOT.resolve("bailiwick").toString(), command, "--port",
                Integer.toString(port), "--var", var.toString()).redirectErrorStream(true)
                .redirectOutput(log.toFile())
                .redirectInput(ProcessBuilder.Redirect.from(new java.io.File("/dev/null")));
        // Built already, by who started the bench.
        builder.environment().put("BAILIWICK_TEST_RUN", "yes");
        process = builder.start();
        await(command + " is ready").pollInterval(OFTEN).atMost(limit).until(this::answers);
        double answered = server().info().startInstant()
                .map(start -> Duration.between(start, java.time.Instant.now()).toMillis() / 1e3).orElse(-1.0);
        await(command + " is ready").pollInterval(OFTEN).atMost(limit)
                .until(() -> Files.readString(log).contains("ready http://"));
        serverSeconds = answered;
        secondsToReady = (System.nanoTime() - began) / 1e9;
    }

    static StartedProduct of(String command, Path var, Duration limit) throws IOException {
        return new StartedProduct(command, var, limit);
    }

    double secondsToReady() {
        return secondsToReady;
    }

    /** From the start of the server's process, which the system tells in hundredths, until it answered. */
    double serverSeconds() {
        return serverSeconds;
    }

    /** The first persona with this role. */
    JsonNode persona(String role) {
        try {
            return JsonMapper.shared().readTree(Files.readString(var.resolve("demo/personas.json"))).valueStream()
                    .filter(each -> each.at("/role").asString().equals(role)).findFirst().orElseThrow();
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }

    /** What of the server's process is in memory, as Linux says it, in kilobytes. */
    Map.Entry<String, Long> memory() {
        try (var lines = Files.lines(Path.of("/proc", Long.toString(server().pid()), "status"))) {
            return Map.entry("VmRSS", lines.filter(line -> line.startsWith("VmRSS:")).findFirst()
                    .map(line -> Long.parseLong(line.replaceAll("[^0-9]", ""))).orElseThrow());
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }

    void idle(Duration time) {
        long until = System.nanoTime() + time.toNanos();
        await().pollInterval(Duration.ofSeconds(1)).atMost(time.plusMinutes(1)).until(() -> System.nanoTime() > until);
    }

    HttpResponse<String> ask(String token, String path) {
        return send(token, path, HttpRequest.newBuilder().GET());
    }

    JsonNode get(String token, String path) {
        return json(ask(token, path));
    }

    JsonNode post(String token, String path, String body) {
        return json(send(token, path, HttpRequest.newBuilder().header("Content-Type", "application/json")
                .POST(BodyPublishers.ofString(body))));
    }

    static JsonNode json(HttpResponse<String> answer) {
        assertThat(answer.statusCode()).as(answer.body()).isBetween(200, 299);
        return JsonMapper.shared().readTree(answer.body());
    }

    private HttpResponse<String> send(String token, String path, HttpRequest.Builder request) {
        try {
            return http.send(request.uri(URI.create("http://127.0.0.1:" + port + path))
                    .header("Authorization", "Bearer " + token).build(), HttpResponse.BodyHandlers.ofString());
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(interrupted);
        }
    }

    private boolean answers() {
        assertThat(process.isAlive()).as("the launcher runs").isTrue();
        try {
            return http.send(HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + "/")).build(),
                    HttpResponse.BodyHandlers.discarding()).statusCode() < 500;
        } catch (IOException notYet) {
            return false;
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(interrupted);
        }
    }

    private ProcessHandle server() {
        return process.descendants().filter(each -> commandLine(each).contains("--server.port=" + port)).findFirst()
                .orElseThrow();
    }

    private static String commandLine(ProcessHandle of) {
        try {
            return Files.readString(Path.of("/proc", Long.toString(of.pid()), "cmdline")).replace('\0', ' ');
        } catch (IOException gone) {
            return "";
        }
    }

    private static int freePort() throws IOException {
        try (var socket = new ServerSocket(0)) {
            return socket.getLocalPort();
        }
    }

    @Override
    public void close() {
        process.destroy();
        try {
            if (!process.waitFor(STOP_SECONDS, TimeUnit.SECONDS)) {
                process.descendants().forEach(ProcessHandle::destroyForcibly);
                process.destroyForcibly();
            }
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
        }
    }
}
