package org.bailiwick.testing;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Keycloak's own admin API, used by tests to arrange a realm and to look behind the product. */
public final class KeycloakAdmin {
    /** Shorter than the minute for which Keycloak's own realm issues its tokens. */
    private static final Duration TOKEN_LASTS = Duration.ofSeconds(40);

    private final JsonMapper json = JsonMapper.shared();
    private final HttpClient http = HttpClient.newHttpClient();
    private final String url;
    private final String user;
    private final String password;
    private String accessToken = "";
    private long askedAt;

    KeycloakAdmin(String url, String user, String password) {
        this.url = url;
        this.user = user;
        this.password = password;
    }

    /** @param path below the server's address, for example {@code /admin/realms/acme/users} */
    public JsonNode get(String path) {
        return json.readTree(expect("GET", path, null).body());
    }

    public void post(String path, Object body) {
        expect("POST", path, body);
    }

    public void put(String path, Object body) {
        expect("PUT", path, body);
    }

    public void delete(String path, @Nullable Object body) {
        expect("DELETE", path, body);
    }

    /** The status of a sign-in by user name and password, for example 200, or 400 for a wrong password. */
    public int signIn(String realm, String username, String secret) {
        return token(realm, username, secret).statusCode();
    }

    private HttpResponse<String> expect(String method, String path, @Nullable Object body) {
        var publisher = body == null
                ? HttpRequest.BodyPublishers.noBody()
                : HttpRequest.BodyPublishers.ofString(json.writeValueAsString(body));
        var answer = send(HttpRequest.newBuilder(URI.create(url + path)).method(method, publisher)
                .header("Content-Type", "application/json").header("Authorization", "Bearer " + accessToken()).build());
        if (answer.statusCode() >= 300) {
            throw new IllegalStateException("%s %s answered %d: %s".formatted(method, path, answer.statusCode(),
                    answer.body()));
        }
        return answer;
    }

    /** Kept for a while: each sign-in has Keycloak hash the password, which costs more than most requests. */
    private synchronized String accessToken() {
        var now = System.nanoTime();
        if (accessToken.isEmpty() || now - askedAt > TOKEN_LASTS.toNanos()) {
            accessToken = json.readTree(token("master", user, password).body()).required("access_token").asString();
            askedAt = now;
        }
        return accessToken;
    }

    private HttpResponse<String> token(String realm, String username, String secret) {
        return send(HttpRequest.newBuilder(URI.create(url + "/realms/" + realm + "/protocol/openid-connect/token"))
                .header("Content-Type", "application/x-www-form-urlencoded")
                .POST(HttpRequest.BodyPublishers.ofString(form(Map.of("grant_type", "password", "client_id",
                        "admin-cli", "username", username, "password", secret))))
                .build());
    }

    private HttpResponse<String> send(HttpRequest request) {
        try {
            return http.send(request, HttpResponse.BodyHandlers.ofString());
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted", interrupted);
        }
    }

    private static String form(Map<String, String> fields) {
        return fields.entrySet().stream()
                .map(field -> field.getKey() + "=" + URLEncoder.encode(field.getValue(), StandardCharsets.UTF_8))
                .collect(Collectors.joining("&"));
    }
}
