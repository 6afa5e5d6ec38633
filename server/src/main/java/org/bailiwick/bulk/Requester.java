package org.bailiwick.bulk;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import org.bailiwick.authority.Principal;
import org.bailiwick.platform.PersonId;
import org.bailiwick.platform.ProviderId;
import org.bailiwick.proof.CanonicalJson;
import org.bailiwick.proof.Json;

/** Who asked, kept as text while a bulk is under way: each of its decisions is theirs and is recorded as theirs. */
final class Requester {
    private Requester() {}

    static String text(Principal.Person person) {
        return new String(CanonicalJson.bytes(Json.object().put("person", Long.toString(person.id().value()))
                .put("provider", Long.toString(person.provider().value())).put("issuer", person.issuer())
                .put("subject", person.subject()).put("name", person.name()).put("session", person.session())
                .putIfPresent("acr", person.acr())
                .putIfPresent("amr",
                        person.amr().isEmpty()
                                ? null
                                : Json.array(person.amr().stream().map(Json::text).map(Json.class::cast).toList()))
                .putIfPresent("authenticatedAt",
                        person.authenticatedAt() == null ? null : person.authenticatedAt().toString())
                .putIfPresent("address", person.address()).build()), StandardCharsets.UTF_8);
    }

    static Principal.Person parse(String text) {
        var json = Json.parse(text.getBytes(StandardCharsets.UTF_8));
        return new Principal.Person(new PersonId(Long.parseLong(member(json, "person"))),
                new ProviderId(Long.parseLong(member(json, "provider"))), member(json, "issuer"),
                member(json, "subject"), member(json, "name"), json.textAt("acr").orElse(null),
                json.textAt("authenticatedAt").map(Instant::parse).orElse(null), methods(json), member(json, "session"),
                json.textAt("address").orElse(null));
    }

    private static List<String> methods(Json json) {
        return json.at("amr").filter(Json.Arr.class::isInstance).map(Json.Arr.class::cast)
                .map(amr -> amr.items().stream().flatMap(each -> each.textAt().stream()).toList()).orElse(List.of());
    }

    private static String member(Json json, String name) {
        return json.textAt(name).orElseThrow(() -> new IllegalStateException("the requester lacks `" + name + "`"));
    }
}
