package org.bailiwick.testing;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import org.bailiwick.authority.Persons;
import org.bailiwick.platform.PersonId;
import org.bailiwick.platform.ProviderId;
import org.bailiwick.platform.TenantId;
import org.bailiwick.signin.FakeProvider;
import org.bailiwick.signin.Providers;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The whole server over a database of its own, and people of one provider who call it under their names. */
public final class TestPortal implements Beans, AutoCloseable {
    private final FakeProvider provider = FakeProvider.withUsualKey();
    /** Signed once for each person; they are good for an hour. */
    private final Map<String, String> accessTokens = new ConcurrentHashMap<>();
    private final TestDatabase database = TestDatabase.create();
    private final TestServer server;
    private final HttpClient http = HttpClient.newHttpClient();
    private final ProviderId registered;

    /** @param settings of this server, as on the command line */
    public TestPortal(String... settings) {
        server = TestServer.start(database, settings);
        registered = server.bean(Providers.class)
                .register(TenantId.MSP, "MSP login", provider.issuer(), FakeProvider.CLIENT, FakeProvider.SECRET)
                .orThrow(problem -> new IllegalStateException(problem.toString())).id();
    }

    public TestDatabase database() {
        return database;
    }

    @Override
    public <T> T bean(Class<T> type) {
        return server.bean(type);
    }

    public String url() {
        return server.url();
    }

    /** As their provider gives it to them. */
    public String accessToken(String who) {
        return accessTokens.computeIfAbsent(who, provider::accessToken);
    }

    /** Makes a person known under the name with which they call; they hold no authority yet. */
    public PersonId know(String name) {
        return server.bean(Persons.class).know(registered, name, TenantId.MSP, Persons.Profile.named(name));
    }

    /** Where the tenant stands in the API. */
    public String api(TenantId tenant) {
        return "/api/v1/tenants/" + database.superuser().sql("select public_id from tenant where tenant_id = :id")
                .param("id", tenant.value()).query(UUID.class).single();
    }

    public HttpResponse<String> get(String who, String path) {
        return send(who, path, HttpRequest.newBuilder().GET());
    }

    public HttpResponse<String> post(String who, String path, String body) {
        return send(who, path, json().POST(BodyPublishers.ofString(body)));
    }

    public HttpResponse<String> put(String who, String path, String body) {
        return send(who, path, json().PUT(BodyPublishers.ofString(body)));
    }

    public HttpResponse<String> delete(String who, String path) {
        return send(who, path, HttpRequest.newBuilder().DELETE());
    }

    /** Submits a form as a browser without scripts does. */
    public HttpResponse<String> form(String who, String path, String fields) {
        return send(who, path, HttpRequest.newBuilder().header("Content-Type", "application/x-www-form-urlencoded")
                .POST(BodyPublishers.ofString(fields)));
    }

    public HttpResponse<String> send(String who, String path, HttpRequest.Builder request) {
        return send(path, request.header("Authorization", "Bearer " + accessToken(who)));
    }

    /** A file as it is. */
    public HttpResponse<byte[]> file(String who, String path) {
        return file(who, path, Map.of());
    }

    public HttpResponse<byte[]> file(String who, String path, Map<String, String> headers) {
        var request = HttpRequest.newBuilder(URI.create(server.url() + path))
                .header("Authorization", "Bearer " + accessToken(who));
        headers.forEach(request::header);
        return sendTo(request.build(), HttpResponse.BodyHandlers.ofByteArray());
    }

    /** A file too large to be held. */
    public HttpResponse<Path> file(String who, String path, Path into) {
        return sendTo(HttpRequest.newBuilder(URI.create(server.url() + path))
                .header("Authorization", "Bearer " + accessToken(who)).build(),
                HttpResponse.BodyHandlers.ofFile(into));
    }

    /** Nobody is signed in. */
    public HttpResponse<String> send(String path, HttpRequest.Builder request) {
        return sendTo(request.uri(URI.create(server.url() + path)).build());
    }

    /** The answer's body, which must have come with this status. */
    public static JsonNode json(HttpResponse<String> answer, int status) {
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(status);
        return JsonMapper.shared().readTree(answer.body());
    }

    /** Anywhere, for example at the server's other port. */
    public HttpResponse<String> sendTo(HttpRequest request) {
        return sendTo(request, HttpResponse.BodyHandlers.ofString());
    }

    private <T> HttpResponse<T> sendTo(HttpRequest request, HttpResponse.BodyHandler<T> as) {
        try {
            return http.send(request, as);
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(interrupted);
        }
    }

    private static HttpRequest.Builder json() {
        return HttpRequest.newBuilder().header("Content-Type", "application/json");
    }

    @Override
    public void close() {
        server.close();
        database.close();
        provider.close();
    }
}
