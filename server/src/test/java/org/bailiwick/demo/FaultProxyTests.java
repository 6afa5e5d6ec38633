package org.bailiwick.demo;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.ConnectException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The proxy forwards unchanged until a rule strikes, and then does exactly what the rule says. */
class FaultProxyTests {
    private static final String LIST = "[{\"id\":\"a\"},{\"id\":\"b\"}]";

    private final HttpClient http = HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
    private final List<String> arrived = new CopyOnWriteArrayList<>();
    private HttpServer system;
    private FaultProxy proxy;

    @BeforeEach
    void start() throws IOException {
        system = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        system.createContext("/", exchange -> {
            var body = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
            arrived.add(exchange.getRequestMethod() + " " + exchange.getRequestURI() + " " + body
                    + exchange.getRequestHeaders().getFirst("Authorization"));
            exchange.getResponseHeaders().add("X-From", "system");
            exchange.sendResponseHeaders(200, LIST.length());
            exchange.getResponseBody().write(LIST.getBytes(StandardCharsets.UTF_8));
            exchange.close();
        });
        system.start();
        proxy = FaultProxy.start("http://127.0.0.1:" + system.getAddress().getPort());
    }

    @AfterEach
    void stop() {
        proxy.close();
        system.stop(0);
    }

    @Test
    void withoutRulesEverythingIsForwarded() throws Exception {
        var answer = send("POST", "/admin/things?x=y", "hello");

        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(answer.body()).isEqualTo(LIST);
        assertThat(answer.headers().firstValue("X-From")).contains("system");
        assertThat(arrived).containsExactly("POST /admin/things?x=y helloBearer t");
    }

    @Test
    void lieAboutWritesReachesNothingAndReadsGoThrough() throws Exception {
        rules("[{\"fault\":\"lieOnWrites\"}]");

        assertThat(send("DELETE", "/admin/things", "").statusCode()).isEqualTo(204);
        assertThat(arrived).isEmpty();
        assertThat(send("GET", "/admin/things", "").body()).isEqualTo(LIST);
    }

    @Test
    void signingInIsNotStruckWhereNoPathIsGiven() throws Exception {
        rules("[{\"fault\":\"lieOnWrites\"}]");

        assertThat(send("POST", "/realms/acme/token", "secret").body()).isEqualTo(LIST);
    }

    @Test
    void listsComeBackEmpty() throws Exception {
        rules("[{\"fault\":\"emptyLists\"}]");

        var answer = send("GET", "/admin/things", "");

        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(answer.body()).isEqualTo("[]");
    }

    @Test
    void halfAnAnswerBreaksOff() throws Exception {
        rules("[{\"fault\":\"halfBody\"}]");

        assertThatThrownBy(() -> send("GET", "/admin/things", "")).isInstanceOf(IOException.class);
        assertThat(arrived).hasSize(1);
    }

    @Test
    void aResetReachesNothing() throws Exception {
        rules("[{\"fault\":\"reset\",\"method\":\"PUT\"}]");

        assertThatThrownBy(() -> send("PUT", "/admin/things", "x")).isInstanceOf(IOException.class);
        assertThat(arrived).isEmpty();
    }

    @Test
    void aLostAnswerReachesTheSystemFirst() throws Exception {
        rules("[{\"fault\":\"dropAfterForward\",\"method\":\"PUT\"}]");

        assertThatThrownBy(() -> send("PUT", "/admin/things", "x")).isInstanceOf(IOException.class);
        assertThat(arrived).hasSize(1);
    }

    @Test
    void aStatusWithRetryAfterStrikesAsOftenAsIsSaid() throws Exception {
        rules("[{\"fault\":\"status\",\"status\":429,\"retryAfterSeconds\":7,\"times\":2,\"path\":\"/admin/th\"}]");

        for (var time = 0; time < 2; time++) {
            var answer = send("GET", "/admin/things", "");
            assertThat(answer.statusCode()).isEqualTo(429);
            assertThat(answer.headers().firstValue("Retry-After")).contains("7");
        }
        assertThat(send("GET", "/admin/things", "").statusCode()).isEqualTo(200);
    }

    @Test
    void downByRuleAnswersNothingAndCanBeEnded() throws Exception {
        rules("[{\"fault\":\"down\"}]");
        assertThatThrownBy(() -> send("GET", "/realms/acme", "")).isInstanceOf(IOException.class);

        assertThat(send("DELETE", "/.faults", "").statusCode()).isEqualTo(204);

        assertThat(send("GET", "/realms/acme", "").statusCode()).isEqualTo(200);
    }

    @Test
    void downRefusesConnectionsUntilItIsUpAgainAtTheSameAddress() throws Exception {
        var address = proxy.url();
        proxy.down();
        assertThatThrownBy(() -> send("GET", "/admin/things", "")).isInstanceOf(ConnectException.class);

        proxy.up();

        assertThat(proxy.url()).isEqualTo(address);
        assertThat(send("GET", "/admin/things", "").statusCode()).isEqualTo(200);
    }

    @Test
    void aRuleThatIsNotUnderstoodIsRefusedAndChangesNothing() throws Exception {
        rules("[{\"fault\":\"emptyLists\"}]");

        var answer = send("PUT", "/.faults", "[{\"fault\":\"lies\"}]");

        assertThat(answer.statusCode()).isEqualTo(400);
        assertThat(answer.body()).contains("there is no fault `lies`").contains("lieOnWrites");
        assertThat(send("PUT", "/.faults", "no json").statusCode()).isEqualTo(400);
        assertThat(send("GET", "/admin/things", "").body()).isEqualTo("[]");
    }

    @Test
    void aSystemThatDoesNotAnswerIsABadGateway() throws Exception {
        system.stop(0);

        assertThat(send("GET", "/admin/things", "").statusCode()).isEqualTo(502);
    }

    private void rules(String json) throws Exception {
        assertThat(send("PUT", "/.faults", json).statusCode()).isEqualTo(204);
    }

    private HttpResponse<String> send(String method, String path, String body) throws Exception {
        return http.send(HttpRequest.newBuilder(URI.create(proxy.url() + path))
                .method(method, body.isEmpty() ? BodyPublishers.noBody() : BodyPublishers.ofString(body))
                .header("Authorization", "Bearer t").build(), HttpResponse.BodyHandlers.ofString());
    }
}
