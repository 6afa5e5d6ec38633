package org.bailiwick.browser;

import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.util.List;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Looks behind the portal: what Keycloak's own admin API says, past the product and past the fault proxy. */
final class KeycloakAdmin {
    record Address(String url, String adminUser, String adminPassword) {}

    private final HttpClient http = HttpClient.newHttpClient();
    private final JsonMapper json = JsonMapper.builder().build();
    private final Address address;

    KeycloakAdmin(Address address) {
        this.address = address;
    }

    /** The names of the client roles that the user holds directly. */
    List<String> clientRoles(String realm, String username, String client) {
        var user = get("/%s/users?exact=true&username=%s".formatted(realm, username)).get(0).path("id").asString();
        return get("/%s/users/%s/role-mappings/clients/%s".formatted(realm, user, id(realm, client))).valueStream()
                .map(role -> role.path("name").asString()).toList();
    }

    String secret(String realm, String client) {
        return get("/%s/clients/%s/client-secret".formatted(realm, id(realm, client))).path("value").asString();
    }

    private String id(String realm, String client) {
        return get("/%s/clients?clientId=%s".formatted(realm, client)).get(0).path("id").asString();
    }

    private JsonNode get(String path) {
        return send(HttpRequest.newBuilder(URI.create(address.url() + "/admin/realms" + path))
                .header("Authorization", "Bearer " + token()).build());
    }

    private String token() {
        var form = "grant_type=password&client_id=admin-cli&username=%s&password=%s".formatted(
                encoded(address.adminUser()), encoded(address.adminPassword()));
        return send(HttpRequest
                .newBuilder(URI.create(address.url() + "/realms/master/protocol/openid-connect/token"))
                .header("Content-Type", "application/x-www-form-urlencoded").POST(BodyPublishers.ofString(form))
                .build()).path("access_token").asString();
    }

    private JsonNode send(HttpRequest request) {
        try {
            var answer = http.send(request, BodyHandlers.ofString());
            if (answer.statusCode() != 200) {
                throw new IllegalStateException("Keycloak answered %d to %s".formatted(answer.statusCode(),
                        request.uri()));
            }
            return json.readTree(answer.body());
        } catch (IOException | InterruptedException failed) {
            throw new IllegalStateException(failed);
        }
    }

    private static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }
}
