package org.bailiwick.launcher;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.Optional;

/** The running server. */
record ServerProcess(ChildProcess process, LogFile log, int port, ClassArchive classes) implements AutoCloseable {
    static final Duration STOP_GRACE = Duration.ofSeconds(30);

    private static final Duration LIMIT = Duration.ofSeconds(5);
    private static final Duration START_LIMIT = Duration.ofMinutes(5);

    String url() {
        return "http://127.0.0.1:" + port;
    }

    void awaitAnswer(Progress progress) {
        boolean answered = Patience.until(START_LIMIT, () -> {
            requireAlive();
            progress.waitingFor("the server");
            return answers();
        });
        if (!answered) {
            throw new LaunchException("the server did not answer within %d minutes; %s"
                    .formatted(START_LIMIT.toMinutes(), log.tail()));
        }
    }

    void requireAlive() {
        if (!process.isAlive()) {
            throw new LaunchException(log.explanation().map(why -> "the server refused to start: " + why)
                    .orElseGet(() -> "the server ended; " + log.tail()));
        }
    }

    /** What the server wants a person to see. */
    Optional<String> firstAdministrator() {
        return log.line("first administrator: ");
    }

    private boolean answers() {
        try (HttpClient http = HttpClient.newBuilder().connectTimeout(LIMIT).build()) {
            HttpRequest request = HttpRequest.newBuilder(URI.create(url() + "/")).timeout(LIMIT).build();
            return http.send(request, BodyHandlers.discarding()).statusCode() < 500;
        } catch (IOException notYet) {
            return false;
        } catch (InterruptedException interrupted) {
            throw new LaunchException("stopped while it started", interrupted);
        }
    }

    /** Lets requests under way end. */
    @Override
    public void close() {
        classes.keep(process.stop("TERM", STOP_GRACE));
    }
}
