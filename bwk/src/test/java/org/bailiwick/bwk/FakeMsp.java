package org.bailiwick.bwk;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Executors;

/** An MSP's server that gives the answers it was told, in their order, and remembers how it was asked. */
final class FakeMsp implements AutoCloseable {
    record Answer(int status, byte[] body, Map<String, String> headers) {
        static Answer of(int status, String body) {
            return new Answer(status, body.getBytes(UTF_8), Map.of());
        }
    }

    /** The words of each request: method, path, token, body. */
    final List<String> asked = new CopyOnWriteArrayList<>();
    private final Queue<Answer> answers = new ConcurrentLinkedQueue<>();
    private final HttpServer http;

    FakeMsp() throws IOException {
        http = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        http.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
        http.createContext("/", this::answer);
        http.start();
    }

    String url() {
        return "http://127.0.0.1:" + http.getAddress().getPort();
    }

    FakeMsp says(Answer... told) {
        answers.addAll(List.of(told));
        return this;
    }

    FakeMsp says(int status, String body) {
        return says(Answer.of(status, body));
    }

    FakeMsp refuses(int status, String retryAfter) {
        return says(new Answer(status, new byte[0], Map.of("Retry-After", retryAfter)));
    }

    /** As the product answers for a pack under way. */
    FakeMsp underWay(int status, String pack, String step) {
        return says(status, """
                            {"id":"%s","state":"running","progress":{"step":"%s","done":3,"total":1200},"file":null}"""
                .formatted(pack, step));
    }

    /** The pack is ready with these bytes, and is given. */
    FakeMsp gives(String pack, byte[] bytes) {
        return ready(pack, bytes.length, sha256(bytes)).says(new Answer(200, bytes, Map.of()));
    }

    FakeMsp ready(String pack, long size, String sha256) {
        return says(200, """
                         {"id":"%s","state":"ready","progress":{"step":"is ready","done":2,"total":2},
                          "file":{"size":%d,"sha256":"%s"}}""".formatted(pack, size, sha256));
    }

    void forget() {
        answers.clear();
    }

    static String sha256(byte[] bytes) {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
        } catch (NoSuchAlgorithmException e) {
            throw new AssertionError(e);
        }
    }

    private void answer(HttpExchange exchange) throws IOException {
        try (exchange) {
            asked.add("%s %s %s %s".formatted(exchange.getRequestMethod(), exchange.getRequestURI(),
                    exchange.getRequestHeaders().getFirst("Authorization"),
                    new String(exchange.getRequestBody().readAllBytes(), UTF_8)).strip());
            Answer answer = answers.poll();
            if (answer == null) {
                // Nothing was told: the connection ends without an answer.
                return;
            }
            answer.headers().forEach(exchange.getResponseHeaders()::set);
            exchange.sendResponseHeaders(answer.status(), answer.body().length == 0 ? -1 : answer.body().length);
            if (answer.body().length > 0) {
                exchange.getResponseBody().write(answer.body());
            }
        }
    }

    @Override
    public void close() {
        http.stop(0);
    }
}
