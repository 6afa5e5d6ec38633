package org.bailiwick.bwk;

import java.net.http.HttpResponse;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.Optional;
import org.bailiwick.proof.Excerpt;
import org.bailiwick.proof.Json;
import org.bailiwick.proof.MalformedJsonException;

/** What a server says that does not give what was asked for (RFC 9457), in words and as an exit code. */
final class ServerRefusal {
    private static final Duration UNSAID = Duration.ofSeconds(5);
    private static final Duration LONGEST_WAIT = Duration.ofMinutes(5);
    private static final int LONGEST_WORDS = 600;

    private ServerRefusal() {}

    static RefusedException of(HttpResponse<byte[]> answer, ServerAddress address) {
        int status = answer.statusCode();
        if (status >= 300 && status < 400) {
            String to = answer.headers().firstValue("Location").map(Excerpt::of).orElse("nowhere");
            return new RefusedException(ExitCode.FAILED,
                    ("`%s` redirects to `%s`, which your token is not sent to: name"
                            + " the server that you mean in `--server`").formatted(address, to));
        }
        return new RefusedException(code(status), "the server refuses (%d): %s".formatted(status, words(answer)));
    }

    private static ExitCode code(int status) {
        return switch (status) {
            case 400, 422 -> ExitCode.USAGE;
            case 401, 403 -> ExitCode.DENIED;
            case 404, 410 -> ExitCode.NOT_FOUND;
            case 409, 412 -> ExitCode.CONFLICT;
            default -> ExitCode.FAILED;
        };
    }

    private static String words(HttpResponse<byte[]> answer) {
        try {
            Json problem = Json.parse(answer.body());
            String title = problem.textAt("title").orElse("it does not say why");
            String detail = problem.textAt("detail").map(text -> ": " + text).orElse("");
            String trace = problem.textAt("traceId").map(id -> " (trace `" + Excerpt.of(id) + "`)").orElse("");
            return Excerpt.of(title + detail, LONGEST_WORDS) + trace;
        } catch (MalformedJsonException notAProblem) {
            return "it does not say why; check that `--server` is a Bailiwick server";
        }
    }

    /** How long to wait before asking again (RFC 9110 section 10.2.3); empty where asking again is of no use. */
    static Optional<Duration> wait(HttpResponse<byte[]> answer, Instant now) {
        return switch (answer.statusCode()) {
            case 429, 502, 503, 504 -> Optional.of(answer.headers().firstValue("Retry-After")
                    .map(said -> wait(said.strip(), now)).orElse(UNSAID));
            default -> Optional.empty();
        };
    }

    private static Duration wait(String said, Instant now) {
        try {
            Duration wait = said.matches("[0-9]{1,9}")
                    ? Duration.ofSeconds(Long.parseLong(said))
                    : Duration.between(now, ZonedDateTime.parse(said, DateTimeFormatter.RFC_1123_DATE_TIME));
            return wait.compareTo(Duration.ofSeconds(1)) < 0
                    ? Duration.ofSeconds(1)
                    : wait.compareTo(LONGEST_WAIT) > 0 ? LONGEST_WAIT : wait;
        } catch (DateTimeException unreadable) {
            return UNSAID;
        }
    }
}
