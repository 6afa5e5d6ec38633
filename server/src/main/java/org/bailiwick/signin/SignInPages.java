package org.bailiwick.signin;

import jakarta.servlet.http.HttpServletRequest;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.bailiwick.platform.Result;
import org.bailiwick.platform.TenantId;
import org.bailiwick.tenant.Tenants;
import org.bailiwick.web.Access;
import org.bailiwick.web.Redirect;
import org.bailiwick.web.Refusal;
import org.bailiwick.web.RefusedException;
import org.bailiwick.web.View;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;

/**
 * Where people say who they are: at a provider, never here. Strangers see the MSP's providers and those of the tenant
 * they name, not a list of customers.
 */
@Controller
final class SignInPages {
    private final Providers providers;
    private final ProviderKeys keys;
    private final ProviderRegistrations registrations;
    private final Tenants tenants;
    private final Sessions sessions;
    private final boolean listsAll;

    SignInPages(Providers providers, ProviderKeys keys, ProviderRegistrations registrations, Tenants tenants,
            Sessions sessions, @Value("${bailiwick.sign-in.list-all-providers:false}") boolean listsAll) {
        this.providers = providers;
        this.keys = keys;
        this.registrations = registrations;
        this.tenants = tenants;
        this.sessions = sessions;
        this.listsAll = listsAll;
    }

    @GetMapping("/sign-in")
    @Access(scope = Access.Reach.PUBLIC)
    View page(HttpServletRequest request, @RequestParam(defaultValue = "") String tenant,
            @RequestParam(defaultValue = "") String then, @RequestParam(required = false) @Nullable String failed) {
        if (Redirect.leadsInside(then) && !then.equals("/")) {
            request.getSession(true).setAttribute(SignInAnswers.THEN, then);
        }
        var named = tenant.isEmpty() ? ofPath(then) : tenant;
        var choices = offered(named).parallel().map(this::choice).toList();
        return View.of("signin/signIn.jte", new SignInPage(choices, named, !listsAll, failed != null));
    }

    /** Asks the provider whether it answers before the browser is sent away to it. */
    @GetMapping("/sign-in/to/{provider}")
    @Access(scope = Access.Reach.PUBLIC)
    Redirect to(@PathVariable String provider) {
        var found = registrations.provider(provider).orElseThrow(() -> new RefusedException(Refusal.notFound()));
        return switch (keys.metadata(found)) {
            case Result.No<String, ProviderProblem>(var problem) ->
                throw new RefusedException(SignInRefusals.refusal(problem));
            case Result.Ok<String, ProviderProblem> ok ->
                Redirect.to(ProviderRegistrations.START + "/" + found.publicId());
        };
    }

    @PostMapping("/sign-out")
    @Access(scope = Access.Reach.PUBLIC)
    Redirect signOut(HttpServletRequest request) {
        sessions.end(request);
        return Redirect.to("/sign-in").withNotice("you are signed out here");
    }

    private Stream<Provider> offered(String tenant) {
        if (listsAll) {
            return providers.all().stream();
        }
        var named = tenant.isEmpty() ? Optional.<TenantId>empty() : tenants.byShortName(tenant);
        return Stream.concat(providers.of(TenantId.MSP).stream(),
                named.filter(id -> !id.equals(TenantId.MSP)).map(providers::of).stream().flatMap(List::stream));
    }

    private SignInPage.Choice choice(Provider provider) {
        return new SignInPage.Choice(provider.name(), provider.issuer(), "/sign-in/to/" + provider.publicId(),
                keys.problem(provider).orElse(null));
    }

    /** Who was sent here from a tenant's page most likely signs in at that tenant's provider. */
    private static String ofPath(String then) {
        return then.startsWith("/t/") ? then.substring(3).split("/", 2)[0] : "";
    }
}
