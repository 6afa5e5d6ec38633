package org.bailiwick.demo;

import java.io.IOException;
import java.io.OutputStream;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.function.UnaryOperator;

record ProxiedAnswer(int status, Map<String, String> headers, byte[] body) {
    private static final Set<String> OF_THE_CONNECTION = Set.of("connection", "transfer-encoding", "content-length",
            "keep-alive");

    static ProxiedAnswer of(HttpResponse<byte[]> response) {
        var headers = new LinkedHashMap<String, String>();
        response.headers().map().forEach((name, values) -> {
            if (!name.startsWith(":") && !OF_THE_CONNECTION.contains(name.toLowerCase(Locale.ROOT))) {
                headers.put(name, String.join(", ", values));
            }
        });
        return new ProxiedAnswer(response.statusCode(), headers, response.body());
    }

    static ProxiedAnswer text(int status, String message) {
        return new ProxiedAnswer(status, Map.of("Content-Type", "text/plain; charset=utf-8"),
                message.getBytes(StandardCharsets.UTF_8));
    }

    ProxiedAnswer with(UnaryOperator<String> change) {
        return new ProxiedAnswer(status, headers,
                change.apply(new String(body, StandardCharsets.UTF_8)).getBytes(StandardCharsets.UTF_8));
    }

    boolean list() {
        return status == 200 && body.length > 0 && body[0] == '[';
    }

    /** One write, because a second small one would wait for the first one's acknowledgement. */
    void write(OutputStream out) throws IOException {
        out.write(bytes());
        out.flush();
    }

    void writeHalf(OutputStream out) throws IOException {
        var whole = bytes();
        out.write(whole, 0, whole.length - (body.length + 1) / 2);
        out.flush();
    }

    private byte[] bytes() {
        var head = new StringBuilder("HTTP/1.1 ").append(status).append(" -\r\n");
        headers.forEach((name, value) -> head.append(name).append(": ").append(value).append("\r\n"));
        if (status != 204) {
            head.append("Content-Length: ").append(body.length).append("\r\n");
        }
        var start = head.append("\r\n").toString().getBytes(StandardCharsets.ISO_8859_1);
        var whole = new byte[start.length + body.length];
        System.arraycopy(start, 0, whole, 0, start.length);
        System.arraycopy(body, 0, whole, start.length, body.length);
        return whole;
    }
}
