package org.bailiwick.signin;

import jakarta.servlet.http.HttpServletRequest;
import org.bailiwick.platform.Result;
import org.bailiwick.platform.TenantId;
import org.bailiwick.web.Access;
import org.bailiwick.web.Redirect;
import org.bailiwick.web.Refusal;
import org.bailiwick.web.RefusedException;
import org.bailiwick.web.View;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;

/** The one-time link's form: at which provider do the MSP's people sign in? Gone once there is an administrator. */
@Controller
final class FirstAdministratorPages {
    private final FirstAdministrator first;
    private final Providers providers;
    private final ProviderClient client;

    FirstAdministratorPages(FirstAdministrator first, Providers providers, ProviderClient client) {
        this.first = first;
        this.providers = providers;
        this.client = client;
    }

    @GetMapping("/first-administrator")
    @Access(scope = Access.Reach.PUBLIC)
    View form(HttpServletRequest request, @RequestParam(defaultValue = "") String token) {
        requireValid(token);
        return View.of("signin/firstAdministrator.jte",
                new FirstAdministratorPage(token, "", "", "", callback(request), null));
    }

    @PostMapping("/first-administrator")
    @Access(scope = Access.Reach.PUBLIC)
    Object register(HttpServletRequest request, @RequestParam(defaultValue = "") String token,
            @RequestParam(defaultValue = "") String name, @RequestParam(defaultValue = "") String issuer,
            @RequestParam(defaultValue = "") String clientId, @RequestParam(defaultValue = "") String clientSecret) {
        requireValid(token);
        var problem = problem(name, issuer.strip(), clientId.strip(), clientSecret);
        if (problem != null) {
            return View.of("signin/firstAdministrator.jte",
                    new FirstAdministratorPage(token, name, issuer, clientId, callback(request), problem))
                    .withStatus(HttpStatus.UNPROCESSABLE_ENTITY);
        }
        request.getSession(true).setAttribute(FirstAdministrator.TOKEN, token);
        return Redirect.to("/sign-in").withNotice("sign in now: whoever does so here becomes the first administrator");
    }

    private @Nullable String problem(String name, String issuer, String clientId, String clientSecret) {
        var shown = name.isBlank() ? issuer : name.strip();
        return switch (providers.fitting(TenantId.MSP, issuer, clientId)) {
            case Result.No<?, ProviderProblem>(var problem) -> SignInRefusals.refusal(problem).detail();
            case Result.Ok<?, ProviderProblem> ok -> {
                try {
                    client.read(issuer);
                    providers.register(TenantId.MSP, shown, issuer, clientId, clientSecret);
                    yield null;
                } catch (ProviderClient.NotAnsweringException silent) {
                    yield SignInRefusals.refusal(
                            new ProviderProblem.NotAnswering(shown, issuer, String.valueOf(silent.getMessage())))
                            .detail();
                }
            }
        };
    }

    /** A used link, a wrong one and none at all are the same: there is nothing here. */
    private void requireValid(String token) {
        if (!first.valid(token)) {
            throw new RefusedException(Refusal.notFound());
        }
    }

    private static String callback(HttpServletRequest request) {
        var url = request.getRequestURL();
        return url.substring(0, url.length() - request.getRequestURI().length()) + ProviderRegistrations.CALLBACK + "*";
    }
}
