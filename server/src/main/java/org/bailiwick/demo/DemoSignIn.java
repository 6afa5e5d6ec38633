package org.bailiwick.demo;

import jakarta.servlet.http.HttpServletRequest;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
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
    private volatile Map<String, DemoPersona> byKey = Map.of();
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
        var offered = new LinkedHashMap<String, DemoPersona>();
        personas.forEach(persona -> offered.put(ids.token(), persona));
        byKey = Collections.unmodifiableMap(offered);
    }

    /** The personas with their links and fresh tokens, in the order in which they were offered. */
    List<DemoFiles.Persona> personas(String portal) {
        return Together.all(List.copyOf(byKey.entrySet()), entry -> {
            var persona = entry.getValue();
            return new DemoFiles.Persona(persona.name(), persona.role(), persona.tenants(), persona.username(),
                    persona.password(), portal + "/demo/sign-in/" + entry.getKey(),
                    tokens(persona).accessToken());
        });
    }

    @GetMapping("/demo/sign-in/{key}")
    @Access(scope = Access.Reach.PUBLIC)
    Redirect enter(@PathVariable String key, HttpServletRequest request) {
        var persona = byKey.get(key);
        if (persona == null) {
            throw new RefusedException(Refusal.notFound());
        }
        enter(persona, request);
        return Redirect.to("/");
    }

    /** Whether a link with this key was handed out. */
    boolean offers(String key) {
        return byKey.containsKey(key);
    }

    /** Signs a persona in for whoever holds a link. */
    void as(String username, HttpServletRequest request) {
        enter(byKey.values().stream().filter(persona -> persona.username().equals(username)).findFirst()
                .orElseThrow(() -> new RefusedException(Refusal.notFound())), request);
    }

    private void enter(DemoPersona persona, HttpServletRequest request) {
        if (signIn.complete(request, persona.provider(),
                tokens(persona).idToken()) instanceof Result.No<?, ?>(var problem)) {
            throw new RefusedException(Refusal.of(HttpStatus.UNAUTHORIZED, "not-signed-in", "not signed in",
                    "Keycloak's token was not accepted: " + problem));
        }
    }

    /** Where it protects from guessing, Keycloak refuses whoever signs in twice at the same moment. */
    private DemoKeycloak.Tokens tokens(DemoPersona persona) {
        synchronized (persona) {
            return ready().tokens(persona);
        }
    }

    private Realms ready() {
        var found = realms;
        if (found == null) {
            throw new RefusedException(Refusal.notFound());
        }
        return found;
    }
}
