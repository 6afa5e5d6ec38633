package org.bailiwick.connector;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * A connector as one writes it on a good day: it works while everything works. It believes every list, every success and
 * its own memory, looks at direct memberships only, and lets failures fly.
 */
final class NaiveConnector implements Connector {
    private static final int PAGE = 3;

    private final HttpClient http = HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
    private final JsonMapper json = JsonMapper.shared();
    private final ConnectionDetails details;
    private final Set<Alteration> done = new HashSet<>();

    NaiveConnector(ConnectionDetails details) {
        this.details = details;
    }

    @Override
    public Preflight preflight() {
        return new Preflight.Ready(realm("").body().path("id").asString(), List.of());
    }

    @Override
    public void observe(ObservationSink sink) {
        var users = 0;
        for (var page = users(users); !page.isEmpty(); page = users(users)) {
            users += page.size();
            page.valueStream().forEach(user -> sink.observed(account(user)));
        }
        for (var kind : ObjectKind.values()) {
            sink.ended(new Completeness(kind, 1, 1, users, null, null));
        }
    }

    @Override
    public Reading readOne(ReadKey key) {
        var grant = (ReadKey.Grant) key;
        if (done.contains(new Alteration.RemoveMembership(grant.accountId(), grant.entitlement()))) {
            return new Reading.NotHeld(List.of());
        }
        var held = realm("/users/" + grant.accountId() + "/role-mappings/realm").body().valueStream()
                .anyMatch(role -> role.path("id").asString("").equals(grant.entitlement().id()));
        return held ? new Reading.Held(List.of(), List.of()) : new Reading.NotHeld(List.of());
    }

    @Override
    public Receipt apply(Alteration alteration, String idempotencyKey, Expected expectedBefore) {
        var remove = (Alteration.RemoveMembership) alteration;
        var role = realm("/roles-by-id/" + remove.entitlement().id()).body();
        var answer = send(done.contains(alteration) ? "POST" : "DELETE",
                "/admin/realms/" + details.settings().get("realm") + "/users/" + remove.accountId()
                        + "/role-mappings/realm",
                json.writeValueAsString(List.of(role)), "application/json", token());
        if (answer.status() >= 300) {
            return new Receipt.Refused("failed");
        }
        done.add(alteration);
        return new Receipt.Accepted("ok");
    }

    @Override
    public Set<Class<? extends Alteration>> capabilities() {
        return Set.of(Alteration.RemoveMembership.class);
    }

    @Override
    public RateLimit rateLimit() {
        return new RateLimit(Integer.MAX_VALUE, 1);
    }

    @Override
    public void close() {
        http.close();
    }

    private JsonNode users(int first) {
        return realm("/users?briefRepresentation=false&first=" + first + "&max=" + PAGE).body();
    }

    private static Observed.Account account(JsonNode user) {
        return new Observed.Account(user.path("id").asString(""), user.path("username").asString(""),
                user.path("firstName").asString(""), user.path("email").asString(""), true, false, true, false, null);
    }

    private record Answer(int status, JsonNode body) {}

    private Answer realm(String path) {
        return send("GET", "/admin/realms/" + details.settings().get("realm") + path, null, "application/json",
                token());
    }

    private String token() {
        return send("POST", "/realms/" + details.settings().get("realm") + "/protocol/openid-connect/token",
                "grant_type=client_credentials&client_id=%s&client_secret=%s"
                        .formatted(details.settings().get("clientId"), details.secret()),
                "application/x-www-form-urlencoded", "").body().path("access_token").asString();
    }

    private Answer send(String method, String path, @Nullable String body, String type, String token) {
        var publisher = body == null ? HttpRequest.BodyPublishers.noBody() : HttpRequest.BodyPublishers.ofString(body);
        try {
            var answer = http.send(HttpRequest.newBuilder(URI.create(details.address() + path))
                    .method(method, publisher).header("Content-Type", type).header("Authorization", "Bearer " + token)
                    .build(), HttpResponse.BodyHandlers.ofString());
            return new Answer(answer.statusCode(), json.readTree(answer.body()));
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(interrupted);
        }
    }
}
