package org.bailiwick.connector.keycloak;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.ConnectException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpConnectTimeoutException;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpTimeoutException;
import java.nio.charset.StandardCharsets;
import java.security.DigestInputStream;
import java.time.Duration;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.regex.Pattern;
import javax.net.ssl.SSLHandshakeException;
import org.bailiwick.connector.ConnectionDetails;
import org.bailiwick.connector.Inert;
import org.bailiwick.connector.Reading;
import org.bailiwick.connector.keycloak.CallFailedException.Answered;
import org.bailiwick.connector.keycloak.CallFailedException.NoAnswer;
import org.bailiwick.connector.keycloak.CallFailedException.NotConnected;
import org.bailiwick.connector.keycloak.CallFailedException.Unreadable;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;

/**
 * Requests to one realm, each bounded in time and size. A read waits and tries again where it is asked to; a write is
 * sent once and never repeated.
 */
final class KeycloakHttp implements AutoCloseable {
    private static final Pattern USERNAME = Pattern.compile("((?:^|&)username=)[^&]*");
    private static final int TRIES = 4;
    private static final Duration WAIT_UNTOLD = Duration.ofSeconds(1);
    private static final int LONGEST_ERROR = 200;

    private final HttpClient http;
    private final ScheduledExecutorService deadlines = Executors
            .newSingleThreadScheduledExecutor(Thread.ofPlatform().daemon().name("keycloak-deadlines").factory());
    private final ConnectionDetails details;
    private final String realm;
    private final Limits limits;
    private final Pace pace;
    private final Json json;
    private final AccessToken token;

    KeycloakHttp(ConnectionDetails details, Limits limits) {
        this.details = details;
        this.realm = Segment.of(details.settings().getOrDefault("realm", ""));
        this.limits = limits;
        this.pace = new Pace(limits.requestsPerSecond());
        this.json = new Json(limits);
        this.token = new AccessToken(details);
        this.http = HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).connectTimeout(limits.connect())
                .build();
    }

    interface Parse<T> {
        T from(InputStream in) throws CallFailedException;
    }

    Json json() {
        return json;
    }

    /** @param path below the realm in the admin API; empty for the realm itself */
    <T> T get(String path, Consumer<Reading.Request> trace, Parse<T> parse) throws CallFailedException {
        for (var attempt = 1;; attempt++) {
            try {
                return exchange(authorised("GET", path, null), trace, parse);
            } catch (CallFailedException failed) {
                tryAgain(failed, attempt);
            }
        }
    }

    /** @return the status, which is 2xx */
    int write(String method, String path, @Nullable String body) throws CallFailedException {
        try {
            return exchange(authorised(method, path, body), request -> {}, in -> 204);
        } catch (CallFailedException failed) {
            if (!failed.answered(401)) {
                throw failed;
            }
            // A refused token means that nothing was done: the one case in which sending again is safe.
            token.forget();
            return exchange(authorised(method, path, body), request -> {}, in -> 204);
        }
    }

    /** Asks for a new token, so that its answer is of now. */
    void signIn() throws CallFailedException {
        token.forget();
        token.value(this::askForToken);
    }

    @Override
    public void close() {
        deadlines.shutdownNow();
        http.shutdownNow();
    }

    private void tryAgain(CallFailedException failed, int attempt) throws CallFailedException {
        if (attempt < TRIES && failed.answered(401) && attempt == 1) {
            token.forget();
            return;
        }
        if (attempt < TRIES && failed.failure() instanceof Answered answered && answered.status() == 429) {
            var wait = answered.retryAfter().orElse(WAIT_UNTOLD);
            if (wait.compareTo(limits.longestWait()) <= 0) {
                sleep(wait);
                return;
            }
        }
        throw failed;
    }

    private HttpRequest authorised(String method, String path, @Nullable String body) throws CallFailedException {
        var value = token.value(this::askForToken);
        return request("/admin/realms/" + realm + path).header("Authorization", "Bearer " + value)
                .header("Content-Type", "application/json")
                .method(method, body == null ? BodyPublishers.noBody() : BodyPublishers.ofString(body)).build();
    }

    private AccessToken.Answer askForToken(String form) throws CallFailedException {
        var request = request("/realms/" + realm + "/protocol/openid-connect/token")
                .header("Content-Type", "application/x-www-form-urlencoded").POST(BodyPublishers.ofString(form))
                .build();
        return exchange(request, asked -> {}, in -> json.object(in, AccessToken.Answer.class));
    }

    private HttpRequest.Builder request(String path) throws CallFailedException {
        try {
            var base = details.address().replaceAll("/+$", "");
            return HttpRequest.newBuilder(URI.create(base + path)).timeout(limits.answer());
        } catch (IllegalArgumentException notAnAddress) {
            throw new CallFailedException(new NotConnected(
                    "`%s` is not a web address: give one like `https://login.example.com`"
                            .formatted(Inert.text(details.address(), LONGEST_ERROR))));
        }
    }

    private <T> T exchange(HttpRequest request, Consumer<Reading.Request> trace, Parse<T> parse)
            throws CallFailedException {
        var response = send(request, trace);
        var digest = Hash.sha256();
        try (var body = new DigestInputStream(response.body(), digest)) {
            var deadline = deadlines.schedule(() -> closeQuietly(body), limits.answer().toMillis(),
                    TimeUnit.MILLISECONDS);
            try {
                var result = parsed(request, response, body, parse);
                // The rest belongs to the hash, and an answer read to its end leaves the connection usable.
                body.transferTo(OutputStream.nullOutputStream());
                return result;
            } finally {
                deadline.cancel(false);
                trace.accept(traced(request, response.statusCode(), Hash.hex(digest)));
            }
        } catch (IOException cut) {
            throw new CallFailedException(new Unreadable(
                    "the answer to `%s` ended early: try again".formatted(text(request))));
        }
    }

    private HttpResponse<InputStream> send(HttpRequest request, Consumer<Reading.Request> trace)
            throws CallFailedException {
        try {
            pace.await();
            return http.send(request, HttpResponse.BodyHandlers.ofInputStream());
        } catch (ConnectException | HttpConnectTimeoutException | SSLHandshakeException none) {
            trace.accept(traced(request, 0, ""));
            throw new CallFailedException(new NotConnected(
                    "no connection to `%s` (%s): check the address and that the system runs"
                            .formatted(Inert.text(details.address(), LONGEST_ERROR), reason(none))));
        } catch (HttpTimeoutException late) {
            trace.accept(traced(request, 0, ""));
            throw new CallFailedException(new NoAnswer("`%s` was not answered within %d s: try again later"
                    .formatted(text(request), limits.answer().toSeconds())));
        } catch (IOException lost) {
            trace.accept(traced(request, 0, ""));
            throw new CallFailedException(
                    new NoAnswer("the connection was lost before `%s` was answered (%s): try again"
                            .formatted(text(request), reason(lost))));
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new CallFailedException(new NoAnswer("the work was interrupted: it is taken up again"));
        }
    }

    private <T> T parsed(HttpRequest request, HttpResponse<?> response, InputStream body, Parse<T> parse)
            throws IOException, CallFailedException {
        try {
            if (response.statusCode() / 100 == 2) {
                return parse.from(body);
            }
            var error = new String(body.readNBytes(LONGEST_ERROR), StandardCharsets.UTF_8);
            throw new CallFailedException(new Answered(response.statusCode(), Inert.text(error, LONGEST_ERROR),
                    text(request), RetryAfter.in(response.headers())));
        } catch (JacksonException malformed) {
            throw new CallFailedException(new Unreadable("the answer to `%s` is not whole JSON, or too large: %s"
                    .formatted(text(request), "try again, and check what stands between us and the system")));
        }
    }

    private Reading.Request traced(HttpRequest request, int status, String sha256) {
        return new Reading.Request(request.method(), pathOf(request), status, sha256);
    }

    private String text(HttpRequest request) {
        return Inert.text(request.method() + " " + pathOf(request), LONGEST_ERROR);
    }

    /** As evidence and messages keep it, which nobody can erase from: ids stay, and nobody is called by name. */
    private static String pathOf(HttpRequest request) {
        var uri = request.uri();
        return uri.getRawQuery() == null
                ? uri.getRawPath()
                : uri.getRawPath() + "?" + USERNAME.matcher(uri.getRawQuery()).replaceAll("$1*");
    }

    private static String reason(Exception failed) {
        var message = failed.getMessage();
        return message == null || message.isEmpty() ? failed.getClass().getSimpleName() : Inert.text(message, 100);
    }

    private static void closeQuietly(InputStream body) {
        try {
            body.close();
        } catch (IOException alreadyClosed) {
            // The reader sees an answer that ended early, which is what happened.
        }
    }

    private static void sleep(Duration wait) throws CallFailedException {
        try {
            Thread.sleep(wait);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new CallFailedException(new NoAnswer("the work was interrupted: it is taken up again"));
        }
    }
}
