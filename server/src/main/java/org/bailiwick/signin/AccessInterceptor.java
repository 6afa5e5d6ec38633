package org.bailiwick.signin;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import org.bailiwick.authority.DecisionPoint;
import org.bailiwick.authority.Evaluation;
import org.bailiwick.authority.Permit;
import org.bailiwick.authority.Principal;
import org.bailiwick.platform.TenantId;
import org.bailiwick.web.Access;
import org.bailiwick.web.Refusal;
import org.bailiwick.web.RefusedException;
import org.bailiwick.web.RequestTrace;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.security.core.context.SecurityContextHolder;
import org.springframework.stereotype.Component;
import org.springframework.web.method.HandlerMethod;
import org.springframework.web.servlet.HandlerInterceptor;
import org.springframework.web.servlet.resource.ResourceHttpRequestHandler;

/**
 * Asks the decision point before any controller runs. It reads the matched handler, not the address, so no spelling of
 * an address slips past; what carries no {@link Access} is closed.
 */
@Component
final class AccessInterceptor implements HandlerInterceptor {
    private final DecisionPoint decisions;
    private final RouteTenants tenants;

    AccessInterceptor(DecisionPoint decisions, RouteTenants tenants) {
        this.decisions = decisions;
        this.tenants = tenants;
    }

    @Override
    public boolean preHandle(HttpServletRequest request, HttpServletResponse response, Object handler)
            throws IOException {
        if (handler instanceof ResourceHttpRequestHandler || ExemptRoutes.open(handler)) {
            return true;
        }
        var need = need(handler).orElseThrow(() -> new RefusedException(Refusal.notFound()));
        if (need.scope() == Access.Reach.PUBLIC) {
            return true;
        }
        var person = signedIn().map(known -> known.from(request.getRemoteAddr()));
        if (person.isEmpty()) {
            decisions.notSignedIn(need.capability(), "nobody is signed in", request.getRemoteAddr());
            return refuseStranger(request, response);
        }
        Granted.principal(request, person.get());
        if (need.scope() != Access.Reach.SIGNED_IN) {
            Granted.permit(request, permit(request, need, person.get()));
        }
        return true;
    }

    private record Need(String capability, String also, Access.Reach scope) {}

    private static Optional<Need> need(Object handler) {
        if (ExemptRoutes.forSignedIn(handler)) {
            return Optional.of(new Need("", "", Access.Reach.SIGNED_IN));
        }
        return handler instanceof HandlerMethod method
                ? Optional.ofNullable(method.getMethodAnnotation(Access.class))
                        .map(access -> new Need(access.capability(), access.also(), access.scope()))
                : Optional.empty();
    }

    /** Who the session or the token says it is; empty for a stranger. */
    static Optional<Principal.Person> signedIn() {
        return SecurityContextHolder.getContext().getAuthentication() instanceof SignedInAuthentication known
                ? Optional.of(known.person())
                : Optional.empty();
    }

    private Permit permit(HttpServletRequest request, Need need, Principal.Person person) {
        var tenant = tenants.resolve(request, need.scope());
        if (tenant.isEmpty()) {
            decisions.unknownTenant(person, need.capability());
            throw new RefusedException(Refusal.notFound());
        }
        RequestTrace.tenant(tenant.get());
        var permit = permit(person, need.capability(), tenant.get());
        if (!need.also().isEmpty()) {
            permit(person, need.also(), tenant.get());
        }
        return permit;
    }

    private Permit permit(Principal.Person person, String capability, TenantId tenant) {
        return switch (decisions.decide(person, capability, tenant)) {
            case Evaluation.Permitted(var permit) -> permit;
            case Evaluation.Denied denied when denied.visible() -> throw new RefusedException(
                    Refusal.of(HttpStatus.FORBIDDEN, "not-permitted", "not permitted", denied.reason()));
            case Evaluation.Denied hidden -> throw new RefusedException(Refusal.notFound());
        };
    }

    private static boolean refuseStranger(HttpServletRequest request, HttpServletResponse response) throws IOException {
        if (request.getRequestURI().startsWith("/api/")) {
            response.setHeader(HttpHeaders.WWW_AUTHENTICATE, "Bearer");
            throw new RefusedException(SignInRefusals.notSignedIn("send a token as `Authorization: Bearer …`"));
        }
        if (request.getHeader("HX-Request") != null) {
            response.setHeader("HX-Redirect", "/sign-in");
            response.setStatus(HttpStatus.UNAUTHORIZED.value());
            return false;
        }
        var then = request.getMethod().equals("GET") ? request.getRequestURI() : "/";
        SignInAnswers.redirect(response, "/sign-in?then=" + URLEncoder.encode(then, StandardCharsets.UTF_8));
        return false;
    }
}
