package org.bailiwick.demo;

import jakarta.servlet.http.HttpServletRequest;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.bailiwick.platform.Ids;
import org.bailiwick.platform.Result;
import org.bailiwick.signin.OidcSignIn;
import org.bailiwick.web.Access;
import org.bailiwick.web.Redirect;
import org.bailiwick.web.Refusal;
import org.bailiwick.web.RefusedException;
import org.jspecify.annotations.Nullable;
import org.springframework.context.annotation.Profile;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;

/**
 * The demo's sign-in links. A link gets the persona's tokens from Keycloak and then runs the same checks and starts the
 * same session as the callback of a real sign-in; it exists in the demo profile only.
 */
@Controller
@Profile("demo")
final class DemoSignIn {
    private final OidcSignIn signIn;
    private final Ids ids;
    private final Map<String, DemoPersona> byKey = new ConcurrentHashMap<>();
    private volatile @Nullable Realms realms;

    private record Realms(DemoKeycloak keycloak, DemoRealms secrets) {
        DemoKeycloak.Tokens tokens(DemoPersona persona) {
            return keycloak.tokens(persona.realm(), DemoClients.LINKS,
                    secrets.linkSecret(persona.realm()), persona.username(), persona.password());
        }
    }

    DemoSignIn(OidcSignIn signIn, Ids ids) {
        this.signIn = signIn;
        this.ids = ids;
    }

    void offer(DemoKeycloak keycloak, DemoRealms secrets, List<DemoPersona> personas) {
        realms = new Realms(keycloak, secrets);
        byKey.clear();
        personas.forEach(persona -> byKey.put(ids.token(), persona));
    }

    /** The personas with their links and fresh tokens, in the order of their names. */
    List<DemoFiles.Persona> personas(String portal) {
        var ready = ready();
        return byKey.entrySet().stream().sorted(Map.Entry.comparingByValue(java.util.Comparator
                .comparing(DemoPersona::role).reversed().thenComparing(DemoPersona::name)))
                .map(entry -> new DemoFiles.Persona(entry.getValue().name(), entry.getValue().role(),
                        entry.getValue().tenants(), entry.getValue().username(), entry.getValue().password(),
                        portal + "/demo/sign-in/" + entry.getKey(), ready.tokens(entry.getValue()).accessToken()))
                .toList();
    }

    @GetMapping("/demo/sign-in/{key}")
    @Access(scope = Access.Reach.PUBLIC)
    Redirect enter(@PathVariable String key, HttpServletRequest request) {
        var persona = byKey.get(key);
        if (persona == null) {
            throw new RefusedException(Refusal.notFound());
        }
        return switch (signIn.complete(request, persona.provider(), ready().tokens(persona).idToken())) {
            case Result.Ok<?, ?> ok -> Redirect.to("/");
            case Result.No<?, ?>(var problem) -> throw new RefusedException(Refusal.of(HttpStatus.UNAUTHORIZED,
                    "not-signed-in", "not signed in", "Keycloak's token was not accepted: " + problem));
        };
    }

    private Realms ready() {
        var found = realms;
        if (found == null) {
            throw new RefusedException(Refusal.notFound());
        }
        return found;
    }
}
