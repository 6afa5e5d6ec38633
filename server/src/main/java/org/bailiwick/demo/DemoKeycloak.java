package org.bailiwick.demo;

import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.stream.Collectors;
import org.bailiwick.platform.PlatformClock;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The demo's own hand on its Keycloak: makes realms and gets persons' tokens. The product itself never uses it. */
final class DemoKeycloak {
    private static final Duration PATIENCE = Duration.ofMinutes(3);
    /** Keycloak gives its administrators a minute. */
    private static final Duration REUSED = Duration.ofSeconds(30);
    private final HttpClient http = HttpClient.newBuilder().connectTimeout(Duration.ofSeconds(5)).build();
    private final JsonMapper json = JsonMapper.builder().build();
    private final String url;
    private final String adminUser;
    private final String adminPassword;
    private final PlatformClock clock;
    private @Nullable AdminToken token;

    DemoKeycloak(String url, String adminUser, String adminPassword, PlatformClock clock) {
        this.url = url;
        this.adminUser = adminUser;
        this.adminPassword = adminPassword;
        this.clock = clock;
    }

    String url() {
        return url;
    }

    String issuer(String realm) {
        return url + "/realms/" + realm;
    }

    boolean answers() {
        try {
            var request = HttpRequest.newBuilder(URI.create(issuer("master"))).timeout(Duration.ofSeconds(3)).build();
            return http.send(request, HttpResponse.BodyHandlers.discarding()).statusCode() == 200;
        } catch (IOException away) {
            return false;
        } catch (InterruptedException interrupted) {
            throw new DemoException("interrupted while waiting for Keycloak", interrupted);
        }
    }

    boolean hasRealm(String realm) {
        return admin("GET", "/" + realm, null).statusCode() == 200;
    }

    void createRealm(String name, Map<String, Object> representation) {
        expect(201, admin("POST", "", representation), "make realm " + name);
    }

    JsonNode get(String path) {
        var response = admin("GET", path, null);
        expect(200, response, "read " + path);
        return json.readTree(response.body());
    }

    void put(String path, Object body) {
        expect(204, admin("PUT", path, body), "set " + path);
    }

    void post(String path, Object body) {
        expect(201, admin("POST", path, body), "make " + path);
    }

    /** The id and access token of a person, by a client that exists only for the demo. */
    Tokens tokens(String realm, String client, String secret, String username, String password) {
        var response = form(issuer(realm) + "/protocol/openid-connect/token", Map.of("grant_type", "password",
                "client_id", client, "client_secret", secret, "username", username, "password", password, "scope",
                "openid"));
        expect(200, response, "get a token for `" + username + "`");
        var answer = json.readTree(response.body());
        return new Tokens(answer.path("id_token").asString(), answer.path("access_token").asString());
    }

    /** Answers whether the password was taken; used to lock an account out on purpose. */
    boolean signIn(String realm, String client, String secret, String username, String password) {
        return form(issuer(realm) + "/protocol/openid-connect/token", Map.of("grant_type", "password", "client_id",
                client, "client_secret", secret, "username", username, "password", password)).statusCode() == 200;
    }

    record Tokens(String idToken, String accessToken) {}

    private HttpResponse<String> admin(String method, String path, @Nullable Object body) {
        var publisher = body == null
                ? HttpRequest.BodyPublishers.noBody()
                : HttpRequest.BodyPublishers.ofString(json.writeValueAsString(body));
        return send(HttpRequest.newBuilder(URI.create(url + "/admin/realms" + path)).timeout(PATIENCE)
                .header("Authorization", "Bearer " + adminToken()).header("Content-Type", "application/json")
                .method(method, publisher).build());
    }

    private synchronized String adminToken() {
        var known = token;
        if (known != null && clock.now().isBefore(known.until())) {
            return known.value();
        }
        var response = form(issuer("master") + "/protocol/openid-connect/token", Map.of("grant_type", "password",
                "client_id", "admin-cli", "username", adminUser, "password", adminPassword));
        expect(200, response, "sign in as Keycloak's administrator");
        var fresh = json.readTree(response.body()).path("access_token").asString();
        token = new AdminToken(fresh, clock.now().plus(REUSED));
        return fresh;
    }

    private record AdminToken(String value, Instant until) {}

    private HttpResponse<String> form(String address, Map<String, String> fields) {
        var body = fields.entrySet().stream()
                .map(field -> field.getKey() + "=" + URLEncoder.encode(field.getValue(), StandardCharsets.UTF_8))
                .collect(Collectors.joining("&"));
        return send(HttpRequest.newBuilder(URI.create(address)).timeout(PATIENCE)
                .header("Content-Type", "application/x-www-form-urlencoded")
                .POST(HttpRequest.BodyPublishers.ofString(body)).build());
    }

    private HttpResponse<String> send(HttpRequest request) {
        try {
            return http.send(request, HttpResponse.BodyHandlers.ofString());
        } catch (IOException away) {
            throw new DemoException("Keycloak at %s does not answer".formatted(url), away);
        } catch (InterruptedException interrupted) {
            throw new DemoException("interrupted", interrupted);
        }
    }

    private static void expect(int status, HttpResponse<String> response, String what) {
        if (response.statusCode() != status) {
            throw new DemoException("Keycloak would not %s: %d %s".formatted(what, response.statusCode(),
                    response.body()), null);
        }
    }
}
