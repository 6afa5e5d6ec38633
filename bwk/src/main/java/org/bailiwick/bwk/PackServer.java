package org.bailiwick.bwk;

import java.io.IOException;
import java.io.PrintStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandler;
import java.net.http.HttpResponse.BodySubscribers;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.bailiwick.proof.Json;
import org.bailiwick.proof.MalformedJsonException;

/**
 * The MSP's server as it is asked for packs. What only reads is asked again where the server is busy or away for a
 * moment; what asks for a pack is not, because it may have been heard. No redirect is followed: it would take the token
 * along.
 */
final class PackServer implements AutoCloseable {
    private static final Duration CONNECT = Duration.ofSeconds(10);
    private static final Duration ANSWER = Duration.ofMinutes(1);
    /** A pack of a million entries is put together before its first byte comes. */
    private static final Duration CONTENT = Duration.ofMinutes(10);
    private static final Duration AGAIN = Duration.ofSeconds(5);
    private static final long LONGEST_JSON = 1 << 20;

    private final HttpClient http = HttpClient.newBuilder().followRedirects(HttpClient.Redirect.NEVER)
            .version(HttpClient.Version.HTTP_1_1).connectTimeout(CONNECT).build();
    private final ServerAddress address;
    private final BearerToken token;
    private final Patience patience;
    private final Instant deadline;
    private final PrintStream progress;
    private boolean answered;

    PackServer(ServerAddress address, BearerToken token, Patience patience, Instant deadline, PrintStream progress) {
        this.address = address;
        this.token = token;
        this.patience = patience;
        this.deadline = deadline;
        this.progress = progress;
    }

    PackStatus request(PackQuery query) throws IOException, InterruptedException {
        var request = to(packs(query.tenant()), ANSWER).header("Content-Type", "application/json")
                .POST(BodyPublishers.ofByteArray(query.json()));
        return status(send(request, limited(), false), 202);
    }

    PackStatus read(String tenant, String pack) throws IOException, InterruptedException {
        return status(send(to(packs(tenant) + "/" + pack, ANSWER).GET(), limited(), true), 200);
    }

    /** Writes the pack into this file; what comes beyond the size that was told is not taken. */
    void fetch(String tenant, String pack, Path into, long size) throws IOException, InterruptedException {
        BodyHandler<byte[]> body = head -> head.statusCode() == 200
                ? BodySubscribers.limiting(BodySubscribers.mapping(BodySubscribers.ofFile(into,
                        StandardOpenOption.WRITE, StandardOpenOption.TRUNCATE_EXISTING), file -> new byte[0]), size)
                : limited().apply(head);
        var answer = send(to(packs(tenant) + "/" + pack + "/content", CONTENT).GET(), body, true);
        if (answer.statusCode() != 200) {
            throw ServerRefusal.of(answer, address);
        }
    }

    /** Waits before the next look. */
    void pause(Duration time) throws InterruptedException {
        if (patience.now().plus(time).isAfter(deadline)) {
            throw late();
        }
        patience.pause(time);
    }

    private static String packs(String tenant) {
        return "/api/v1/tenants/" + tenant + "/audit-packs";
    }

    private HttpRequest.Builder to(String path, Duration timeout) {
        URI uri = address.resolve(path);
        return HttpRequest.newBuilder(uri).timeout(timeout).header("User-Agent", "bwk");
    }

    private static BodyHandler<byte[]> limited() {
        return head -> BodySubscribers.limiting(BodySubscribers.ofByteArray(), LONGEST_JSON);
    }

    private PackStatus status(HttpResponse<byte[]> answer, int expected) {
        if (answer.statusCode() != expected) {
            throw ServerRefusal.of(answer, address);
        }
        try {
            return PackStatus.of(Json.parse(answer.body()));
        } catch (MalformedJsonException none) {
            throw PackStatus.notOurs(String.valueOf(none.getMessage()));
        }
    }

    private HttpResponse<byte[]> send(HttpRequest.Builder request, BodyHandler<byte[]> body, boolean repeatable)
            throws IOException, InterruptedException {
        while (true) {
            request.setHeader("Authorization", "Bearer " + token.value());
            try {
                var answer = once(request.build(), body);
                answered = true;
                Optional<Duration> wait = ServerRefusal.wait(answer, patience.now());
                if (wait.isEmpty() || !repeatable && answer.statusCode() != 429) {
                    return answer;
                }
                progress.println("the server is busy (%d): it is asked again in %d s".formatted(answer.statusCode(),
                        wait.get().toSeconds()));
                pause(wait.get());
            } catch (IOException broken) {
                if (!repeatable || !answered) {
                    throw broken;
                }
                progress.println(broken.getMessage() + ": it is asked again");
                pause(AGAIN);
            }
        }
    }

    private HttpResponse<byte[]> once(HttpRequest request, BodyHandler<byte[]> body)
            throws IOException, InterruptedException {
        long left = Duration.between(patience.now(), deadline).toMillis();
        CompletableFuture<HttpResponse<byte[]>> answer = http.sendAsync(request, body);
        try {
            return answer.get(Math.max(left, 1), TimeUnit.MILLISECONDS);
        } catch (TimeoutException late) {
            answer.cancel(true);
            throw late();
        } catch (ExecutionException | CancellationException failed) {
            Throwable why = failed.getCause() == null ? failed : failed.getCause();
            throw new IOException("`%s` does not answer (%s)".formatted(address,
                    why.getMessage() == null ? why.getClass().getSimpleName() : why.getMessage()), why);
        }
    }

    private static RefusedException late() {
        return new RefusedException(ExitCode.FAILED,
                "the pack was not there in time: wait longer with `--timeout SECONDS`");
    }

    @Override
    public void close() {
        http.shutdownNow();
    }
}
