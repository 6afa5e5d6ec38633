package org.bailiwick.ledger.log;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.math.BigDecimal;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.net.http.HttpTimeoutException;
import java.time.Duration;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.bailiwick.platform.PlatformClock;
import org.bailiwick.proof.DecimalText;
import org.bailiwick.proof.Excerpt;
import org.bailiwick.proof.MalformedProofException;
import org.bailiwick.proof.note.Cosignature;
import org.bailiwick.proof.note.NoteSignature;
import org.bailiwick.proof.witness.AddCheckpoint;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.stereotype.Component;

/**
 * Speaks to a witness ({@code POST <address>/add-checkpoint}, C2SP tlog-witness). Its answer is a stranger's: bounded in
 * time and size, never followed to another address, and a cosignature counts only once its key has verified it.
 */
@Component
final class WitnessClient {
    private static final int LONGEST_ANSWER = 64 * 1024;

    /** How far the clock of a witness may be from ours. */
    private static final Duration FARTHEST = Duration.ofMinutes(30);

    private final PlatformClock clock;
    private final Duration patience;
    private final HttpClient http;

    /** @param patience how long one is waited for; shorter than the pause between two rounds, so that no round waits */
    WitnessClient(PlatformClock clock, @Value("${bailiwick.log.witness-timeout:3s}") Duration patience) {
        this.clock = clock;
        this.patience = patience;
        this.http = HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).connectTimeout(patience)
                .followRedirects(HttpClient.Redirect.NEVER).build();
    }

    WitnessReply ask(Witness witness, AddCheckpoint request) {
        var base = witness.address().toString().replaceAll("/+$", "");
        var asked = HttpRequest.newBuilder(URI.create(base + "/add-checkpoint")).timeout(patience)
                .header("Content-Type", "text/plain; charset=utf-8").POST(BodyPublishers.ofByteArray(request.bytes()))
                .build();
        var answer = http.sendAsync(asked, BodyHandlers.limiting(BodyHandlers.ofByteArray(), LONGEST_ANSWER));
        try {
            // The client's own timeouts cover the connection and the headers, this one the last byte.
            return read(witness, request, answer.get(patience.toMillis(), TimeUnit.MILLISECONDS));
        } catch (TimeoutException slow) {
            answer.cancel(true);
            return late();
        } catch (ExecutionException failed) {
            return failed.getCause() instanceof HttpTimeoutException
                    ? late()
                    : new WitnessReply.NoAnswer("it cannot be reached" + reason(failed.getCause()));
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            return new WitnessReply.NoAnswer("asking it was interrupted");
        }
    }

    private WitnessReply late() {
        return new WitnessReply.NoAnswer("it did not answer within %s s"
                .formatted(BigDecimal.valueOf(patience.toMillis(), 3).stripTrailingZeros().toPlainString()));
    }

    private WitnessReply read(Witness witness, AddCheckpoint request, HttpResponse<byte[]> answer) {
        String body = new String(answer.body(), UTF_8);
        return switch (answer.statusCode()) {
            case 200 -> cosignature(witness, request, body);
            case 409 -> stale(body);
            case 422 -> new WitnessReply.Refused("it says that it cosigned another history than this one",
                    Excerpt.of(body.strip()));
            case 404 -> new WitnessReply.NoAnswer(
                    "it does not know this log; whoever runs it starts it with the key of the heads log");
            case 403 -> new WitnessReply.NoAnswer(
                    "it does not trust the key that signs the heads log; whoever runs it adds the newest one");
            // Not what it answered: every tenant reads this, and an address may have been entered that is no witness.
            default -> new WitnessReply.NoAnswer("it answered %d".formatted(answer.statusCode()));
        };
    }

    /** In the words of whoever failed, where there are any; names of classes help nobody. */
    private static String reason(@Nullable Throwable failed) {
        var said = failed == null ? null : failed.getMessage();
        return said == null ? "" : ": " + Excerpt.of(said);
    }

    private static WitnessReply stale(String body) {
        try {
            return new WitnessReply.Stale(DecimalText.read(body.strip()));
        } catch (MalformedProofException noSize) {
            return new WitnessReply.NoAnswer("it answered 409 without the size that it cosigned last");
        }
    }

    /** Something between us may keep an answer and give it again: then nobody knows whether the witness is there. */
    private WitnessReply timely(NoteSignature signature) {
        var signed = Cosignature.time(signature);
        return Duration.between(signed, clock.now()).abs().compareTo(FARTHEST) > 0
                ? new WitnessReply.NoAnswer("its cosignature is of %s, which is not now".formatted(signed))
                : new WitnessReply.Cosigned(signature);
    }

    /** A witness may sign with several keys (C2SP tlog-witness); the one that was entered must be among them. */
    private WitnessReply cosignature(Witness witness, AddCheckpoint request, String body) {
        try {
            for (String line : body.strip().split("\n", -1)) {
                var signature = NoteSignature.parse(line);
                if (witness.key().verifies(request.checkpoint().note().text(), signature)) {
                    return timely(signature);
                }
            }
        } catch (MalformedProofException malformed) {
            return new WitnessReply.NoAnswer("its answer cannot be read: " + malformed.getMessage());
        }
        return new WitnessReply.NoAnswer("its signature is not by the key `%s` that was entered for it"
                .formatted(witness.key().name()));
    }
}
