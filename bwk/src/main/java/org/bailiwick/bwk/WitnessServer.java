package org.bailiwick.bwk;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.Closeable;
import java.io.IOException;
import java.io.PrintStream;
import java.net.InetSocketAddress;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.bailiwick.proof.witness.WitnessAnswer;

/** The witness over HTTP: {@code POST /add-checkpoint} and {@code GET /<origin hash>/checkpoint} (C2SP tlog-witness). */
final class WitnessServer implements Closeable {
    private static final int LONGEST_BODY = 1 << 20;
    private static final String TEXT = "text/plain; charset=utf-8";

    private final Witness witness;
    private final WitnessStore store;
    private final PrintStream log;
    private final HttpServer http;
    private final ExecutorService threads = Executors.newFixedThreadPool(4);

    WitnessServer(InetSocketAddress address, Witness witness, WitnessStore store, PrintStream log) throws IOException {
        this.witness = witness;
        this.store = store;
        this.log = log;
        this.http = HttpServer.create(address, 16);
        http.setExecutor(threads);
        http.createContext("/", this::handle);
        http.start();
    }

    int port() {
        return http.getAddress().getPort();
    }

    private void handle(HttpExchange exchange) throws IOException {
        try (exchange) {
            String path = exchange.getRequestURI().getPath();
            if (path.equals("/add-checkpoint")) {
                addCheckpoint(exchange);
            } else if (path.endsWith("/checkpoint")) {
                checkpoint(exchange, path.substring(1, path.length() - "/checkpoint".length()));
            } else {
                send(exchange, 404, TEXT, "nothing is served here\n");
            }
        } catch (IOException | RuntimeException failed) {
            log.println("failed: " + failed);
            throw failed;
        }
    }

    private void addCheckpoint(HttpExchange exchange) throws IOException {
        if (!exchange.getRequestMethod().equals("POST")) {
            send(exchange, 405, TEXT, "use POST\n");
            return;
        }
        byte[] body = exchange.getRequestBody().readNBytes(LONGEST_BODY + 1);
        if (body.length > LONGEST_BODY) {
            send(exchange, 413, TEXT, "a request has at most 1 MiB\n");
            return;
        }
        Witness.Reply reply;
        try {
            reply = witness.addCheckpoint(body);
        } catch (IOException | RuntimeException failed) {
            // Without its memory a witness must not cosign; the request may be repeated.
            log.println("refused, the memory cannot be used: " + failed.getMessage());
            send(exchange, 500, TEXT, "the witness cannot use its memory\n");
            return;
        }
        WitnessAnswer answer = reply.answer();
        log.println(answer.status() + " " + words(reply));
        switch (answer) {
            case WitnessAnswer.Accepted ignored -> send(exchange, 200, TEXT, reply.cosignature());
            case WitnessAnswer.Stale stale ->
                send(exchange, stale.status(), WitnessAnswer.Stale.CONTENT_TYPE, stale.body());
            case WitnessAnswer.Malformed ignored -> send(exchange, answer.status(), TEXT, words(reply) + "\n");
            case WitnessAnswer.NotSigned ignored -> send(exchange, answer.status(), TEXT, words(reply) + "\n");
            case WitnessAnswer.UnknownOrigin ignored -> send(exchange, answer.status(), TEXT, words(reply) + "\n");
            case WitnessAnswer.Inconsistent ignored -> send(exchange, answer.status(), TEXT, words(reply) + "\n");
        }
    }

    private static String words(Witness.Reply reply) {
        return switch (reply.answer()) {
            case WitnessAnswer.Accepted accepted -> "cosigned `%s` at size %d".formatted(
                    accepted.checkpoint().checkpoint().origin(), accepted.checkpoint().checkpoint().size());
            case WitnessAnswer.Stale stale -> "the size cosigned last is " + stale.cosignedSize();
            case WitnessAnswer.Malformed malformed -> malformed.why();
            case WitnessAnswer.NotSigned notSigned -> notSigned.why();
            case WitnessAnswer.UnknownOrigin unknown -> "the log `" + unknown.origin() + "` is not known here";
            case WitnessAnswer.Inconsistent inconsistent -> inconsistent.why();
        };
    }

    private void checkpoint(HttpExchange exchange, String originHash) throws IOException {
        Optional<byte[]> last = exchange.getRequestMethod().equals("GET")
                ? store.lastByHash(originHash)
                : Optional.empty();
        if (last.isPresent()) {
            send(exchange, 200, TEXT, new String(last.get(), UTF_8));
        } else {
            send(exchange, 404, TEXT, "no checkpoint of this log was cosigned here\n");
        }
    }

    private static void send(HttpExchange exchange, int status, String type, String body) throws IOException {
        byte[] bytes = body.getBytes(UTF_8);
        exchange.getResponseHeaders().set("Content-Type", type);
        exchange.sendResponseHeaders(status, bytes.length);
        exchange.getResponseBody().write(bytes);
    }

    @Override
    public void close() throws IOException {
        http.stop(0);
        threads.shutdown();
        store.close();
    }
}
