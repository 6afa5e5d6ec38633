package org.bailiwick.connector.keycloak;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;
import java.util.stream.Collectors;
import org.bailiwick.connector.ConnectionDetails;
import org.jspecify.annotations.Nullable;

/** The token that the product's client gets for its secret; kept in memory until shortly before it ends. */
final class AccessToken {
    private static final Duration SPARE = Duration.ofSeconds(15);
    private static final long SHORTEST = 20;

    private final ConnectionDetails details;
    private @Nullable String value;
    private long endsAt;

    AccessToken(ConnectionDetails details) {
        this.details = details;
    }

    /** How a new one is asked for. */
    interface Asking {
        Answer ask(String form) throws CallFailedException;
    }

    record Answer(@Nullable String access_token, @Nullable Long expires_in) {}

    String value(Asking asking) throws CallFailedException {
        var current = value;
        if (current != null && endsAt - System.nanoTime() > 0) {
            return current;
        }
        var answer = asking.ask(form());
        var fresh = Json.need(answer.access_token(), "access_token");
        var seconds = answer.expires_in() == null ? SHORTEST : Math.max(SHORTEST, answer.expires_in());
        endsAt = System.nanoTime() + Duration.ofSeconds(seconds).minus(SPARE).toNanos();
        value = fresh;
        return fresh;
    }

    void forget() {
        value = null;
    }

    private String form() {
        return Map
                .of("grant_type", "client_credentials", "client_id", details.settings().getOrDefault("clientId", ""),
                        "client_secret", details.secret())
                .entrySet().stream()
                .map(field -> field.getKey() + "=" + URLEncoder.encode(field.getValue(), StandardCharsets.UTF_8))
                .collect(Collectors.joining("&"));
    }
}
