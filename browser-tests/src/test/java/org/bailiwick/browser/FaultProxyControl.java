package org.bailiwick.browser;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;

/** Makes the systems of the demo lie, hide or vanish; closing it makes them honest again. */
final class FaultProxyControl implements AutoCloseable {
    record Address(String url) {}

    private final HttpClient http = HttpClient.newHttpClient();
    private final URI control;

    FaultProxyControl(Address address) {
        this.control = URI.create(address.url() + "/.faults");
    }

    /** Writes are answered as done and not done. */
    FaultProxyControl lyingOnWrites() {
        send(HttpRequest.newBuilder(control).PUT(BodyPublishers.ofString("[{\"fault\":\"lieOnWrites\"}]")).build());
        return this;
    }

    @Override
    public void close() {
        send(HttpRequest.newBuilder(control).DELETE().build());
    }

    private void send(HttpRequest request) {
        try {
            var answer = http.send(request, BodyHandlers.ofString());
            if (answer.statusCode() >= 300) {
                throw new IllegalStateException("the fault proxy answered " + answer.statusCode() + answer.body());
            }
        } catch (IOException | InterruptedException failed) {
            throw new IllegalStateException(failed);
        }
    }
}
