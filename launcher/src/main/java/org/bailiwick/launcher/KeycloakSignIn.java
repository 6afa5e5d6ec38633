package org.bailiwick.launcher;

import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;

/** Signing in as the administrator: the only proof that a Keycloak is up and is ours. */
final class KeycloakSignIn {
    private static final Duration LIMIT = Duration.ofSeconds(10);

    private KeycloakSignIn() {}

    static boolean accepts(String url, String user, String password) {
        String form = "grant_type=password&client_id=admin-cli&username=%s&password=%s"
                .formatted(encoded(user), encoded(password));
        HttpRequest request = HttpRequest.newBuilder(URI.create(url + "/realms/master/protocol/openid-connect/token"))
                .timeout(LIMIT).header("Content-Type", "application/x-www-form-urlencoded")
                .POST(HttpRequest.BodyPublishers.ofString(form)).build();
        try (HttpClient http = HttpClient.newBuilder().connectTimeout(LIMIT).build()) {
            return http.send(request, BodyHandlers.discarding()).statusCode() == 200;
        } catch (IOException notYet) {
            return false;
        } catch (InterruptedException interrupted) {
            throw new LaunchException("stopped while it started", interrupted);
        }
    }

    private static String encoded(String value) {
        return URLEncoder.encode(value, StandardCharsets.UTF_8);
    }
}
