package org.bailiwick.browser;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The portal's API as a persona uses it with a token. */
final class PortalApi {
    private final HttpClient http = HttpClient.newHttpClient();
    private final JsonMapper json = JsonMapper.builder().build();
    private final String url;
    private final String token;

    PortalApi(String url, String token) {
        this.url = url;
        this.token = token;
    }

    /** Whether every customer's grants rest on complete readings. */
    boolean everythingWasRead() {
        return get("/api/v1/tenants").path("items").valueStream()
                .filter(tenant -> !tenant.path("msp").asBoolean(false))
                .map(tenant -> get("/api/v1/tenants/%s/grants?limit=1".formatted(tenant.path("id").asString())))
                .allMatch(grants -> grants.path("observedAt").isString());
    }

    private JsonNode get(String path) {
        try {
            var answer = http.send(HttpRequest.newBuilder(URI.create(url + path))
                    .header("Authorization", "Bearer " + token).build(), BodyHandlers.ofString());
            if (answer.statusCode() == 403) {
                return json.createObjectNode().put("observedAt", "not for this persona");
            }
            if (answer.statusCode() != 200) {
                throw new IllegalStateException("%s answered %d: %s".formatted(path, answer.statusCode(),
                        answer.body()));
            }
            return json.readTree(answer.body());
        } catch (IOException | InterruptedException failed) {
            throw new IllegalStateException(failed);
        }
    }
}
