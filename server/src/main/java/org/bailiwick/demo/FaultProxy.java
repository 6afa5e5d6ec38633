package org.bailiwick.demo;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;

/**
 * Stands between the product and a system on loopback, so that anyone can see what the product says when a system lies,
 * hides or vanishes. Forwards HTTP unchanged until a {@link FaultRule} strikes; {@code PUT /.faults} sets the rules as
 * JSON, {@code DELETE /.faults} ends them.
 */
public final class FaultProxy implements AutoCloseable {
    private static final String CONTROL = "/.faults";
    private static final Set<String> NOT_FORWARDED = Set.of("host", "connection", "content-length", "upgrade",
            "http2-settings", "expect", "");

    private final HttpClient http = HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
    private final String target;
    private final List<FaultRule> rules = new CopyOnWriteArrayList<>();
    private final Set<Socket> open = ConcurrentHashMap.newKeySet();
    private final int port;
    private volatile ServerSocket listener;
    private volatile boolean down;

    private FaultProxy(int port, String target) {
        this.target = target;
        this.listener = listen(port);
        this.port = listener.getLocalPort();
        accept(listener);
    }

    /** @param target base URL of the system */
    public static FaultProxy start(String target) {
        return new FaultProxy(0, target);
    }

    public static FaultProxy start(int port, String target) {
        return new FaultProxy(port, target);
    }

    public String url() {
        return "http://127.0.0.1:" + port;
    }

    /** From now on these rules and no others; the first that strikes a request counts. */
    public void faults(FaultRule... these) {
        rules.clear();
        rules.addAll(List.of(these));
    }

    /** Refuses connections, as a system that is switched off. */
    public void down() {
        down = true;
        close();
    }

    public void up() {
        down = false;
        listener = listen(port);
        accept(listener);
    }

    @Override
    public void close() {
        try {
            listener.close();
            for (var socket : open) {
                socket.close();
            }
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }

    private static ServerSocket listen(int port) {
        try {
            var socket = new ServerSocket();
            socket.setReuseAddress(true);
            socket.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), port));
            return socket;
        } catch (IOException taken) {
            throw new UncheckedIOException("port %d cannot be listened on: choose another one".formatted(port), taken);
        }
    }

    private void accept(ServerSocket socket) {
        Thread.ofVirtual().name("fault-proxy").start(() -> {
            while (!socket.isClosed()) {
                try {
                    var connection = socket.accept();
                    Thread.ofVirtual().start(() -> serve(connection));
                } catch (IOException closed) {
                    return;
                }
            }
        });
    }

    private void serve(Socket connection) {
        open.add(connection);
        try (connection) {
            connection.setTcpNoDelay(true);
            var in = new BufferedInputStream(connection.getInputStream());
            var goesOn = true;
            while (goesOn) {
                var request = ProxiedRequest.read(in);
                // A connection that was being accepted while the system went down is not served either.
                goesOn = request.isPresent() && !down && answer(request.get(), connection);
            }
        } catch (IOException gone) {
            // The other side closed the connection; there is nobody to tell.
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
        } finally {
            open.remove(connection);
        }
    }

    /** @return whether the connection stays open */
    private boolean answer(ProxiedRequest request, Socket connection) throws IOException, InterruptedException {
        if (request.path().equals(CONTROL)) {
            control(request).write(connection.getOutputStream());
            return true;
        }
        var struck = rules.stream().filter(rule -> rule.strikes(request)).findFirst();
        return struck.isPresent()
                ? strike(struck.get().fault(), request, connection)
                : written(forward(request), connection.getOutputStream());
    }

    private boolean strike(Fault fault, ProxiedRequest request, Socket connection)
            throws IOException, InterruptedException {
        var out = connection.getOutputStream();
        return switch (fault) {
            case Fault.LieOnWrites(var status) -> written(new ProxiedAnswer(status, Map.of(), new byte[0]), out);
            case Fault.EmptyLists() -> {
                var answer = forward(request);
                yield written(answer.list() ? answer.with(list -> "[]") : answer, out);
            }
            case Fault.HalfBody() -> {
                forward(request).writeHalf(out);
                yield false;
            }
            case Fault.Reset() -> reset(connection);
            case Fault.DropAfterForward() -> {
                forward(request);
                yield reset(connection);
            }
            case Fault.Status(var status, var seconds) -> {
                Map<String, String> headers = seconds.isPresent()
                        ? Map.of("Retry-After", Integer.toString(seconds.getAsInt()))
                        : Map.of();
                yield written(new ProxiedAnswer(status, headers, new byte[0]), out);
            }
            case Fault.Latency(var delay) -> {
                Thread.sleep(delay);
                yield written(forward(request), out);
            }
            case Fault.Rewritten(var change) -> written(forward(request).with(change), out);
        };
    }

    private static boolean written(ProxiedAnswer answer, OutputStream out) throws IOException {
        answer.write(out);
        return true;
    }

    /** Closing with lingering off sends a reset instead of an orderly end. */
    private static boolean reset(Socket connection) throws IOException {
        connection.setSoLinger(true, 0);
        return false;
    }

    private ProxiedAnswer forward(ProxiedRequest request) throws InterruptedException {
        var forwarded = HttpRequest.newBuilder(URI.create(target + request.path())).method(request.method(),
                HttpRequest.BodyPublishers.ofByteArray(request.body()));
        request.headers().forEach((name, value) -> {
            if (!NOT_FORWARDED.contains(name)) {
                forwarded.header(name, value);
            }
        });
        try {
            return ProxiedAnswer.of(http.send(forwarded.build(), HttpResponse.BodyHandlers.ofByteArray()));
        } catch (IOException unreachable) {
            return ProxiedAnswer.text(502, "the system behind does not answer: " + unreachable.getMessage());
        }
    }

    private ProxiedAnswer control(ProxiedRequest request) {
        try {
            switch (request.method()) {
                case "PUT" -> faults(FaultRules.parse(request.body()).toArray(FaultRule[]::new));
                case "DELETE" -> faults();
                default -> {
                    return ProxiedAnswer.text(405, "PUT a list of rules, or DELETE them");
                }
            }
            return new ProxiedAnswer(204, Map.of(), new byte[0]);
        } catch (JacksonException | IllegalArgumentException wrong) {
            return ProxiedAnswer.text(400, message(wrong.getMessage()));
        }
    }

    private static String message(@Nullable String text) {
        return text == null ? "the rules are not understood" : text;
    }
}
