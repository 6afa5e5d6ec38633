package org.bailiwick.ledger.log;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.bailiwick.proof.DecimalText;
import org.bailiwick.proof.Excerpt;
import org.bailiwick.proof.MalformedProofException;
import org.bailiwick.proof.note.NoteSignature;
import org.bailiwick.proof.witness.AddCheckpoint;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.stereotype.Component;

/**
 * Speaks to a witness ({@code POST <address>/add-checkpoint}, C2SP tlog-witness). Its answer is a stranger's: bounded in
 * time and size, never followed to another address, and a cosignature counts only once its key has verified it.
 */
@Component
final class WitnessClient {
    private static final int LONGEST_ANSWER = 64 * 1024;

    private final Duration patience;
    private final HttpClient http;

    WitnessClient(@Value("${bailiwick.log.witness-timeout:10s}") Duration patience) {
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
            // The request's own timeout ends with the headers; this one covers the last byte.
            return read(witness, request, answer.get(patience.toMillis(), TimeUnit.MILLISECONDS));
        } catch (TimeoutException slow) {
            answer.cancel(true);
            return new WitnessReply.NoAnswer("it did not answer within %d s".formatted(patience.toSeconds()));
        } catch (ExecutionException failed) {
            return new WitnessReply.NoAnswer("it cannot be reached: " + Excerpt.of(String.valueOf(failed.getCause())));
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            return new WitnessReply.NoAnswer("asking it was interrupted");
        }
    }

    private static WitnessReply read(Witness witness, AddCheckpoint request, HttpResponse<byte[]> answer) {
        String body = new String(answer.body(), UTF_8);
        return switch (answer.statusCode()) {
            case 200 -> cosignature(witness, request, body);
            case 409 -> stale(body);
            case 422 -> new WitnessReply.Refused(
                    "it cosigned another history than this one: " + Excerpt.of(body.strip()));
            case 404 -> new WitnessReply.NoAnswer(
                    "it does not know this log; whoever runs it starts it with the key of the heads log");
            case 403 -> new WitnessReply.NoAnswer(
                    "it does not trust the key that signs the heads log; whoever runs it adds the newest one");
            // Not what it answered: every tenant reads this, and an address may have been entered that is no witness.
            default -> new WitnessReply.NoAnswer("it answered %d".formatted(answer.statusCode()));
        };
    }

    private static WitnessReply stale(String body) {
        try {
            return new WitnessReply.Stale(DecimalText.read(body.strip()));
        } catch (MalformedProofException noSize) {
            return new WitnessReply.NoAnswer("it answered 409 without the size that it cosigned last");
        }
    }

    /** A witness may sign with several keys (C2SP tlog-witness); the one that was entered must be among them. */
    private static WitnessReply cosignature(Witness witness, AddCheckpoint request, String body) {
        try {
            for (String line : body.strip().split("\n", -1)) {
                var signature = NoteSignature.parse(line);
                if (witness.key().verifies(request.checkpoint().note().text(), signature)) {
                    return new WitnessReply.Cosigned(signature);
                }
            }
        } catch (MalformedProofException malformed) {
            return new WitnessReply.NoAnswer("its answer cannot be read: " + malformed.getMessage());
        }
        return new WitnessReply.NoAnswer("its signature is not by the key `%s` that was entered for it"
                .formatted(witness.key().name()));
    }
}
