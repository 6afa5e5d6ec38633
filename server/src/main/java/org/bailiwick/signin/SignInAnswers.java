package org.bailiwick.signin;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import org.bailiwick.platform.Result;
import org.bailiwick.web.Problems;
import org.bailiwick.web.Refusal;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.security.access.AccessDeniedException;
import org.springframework.security.core.Authentication;
import org.springframework.security.core.AuthenticationException;
import org.springframework.security.oauth2.client.authentication.OAuth2AuthenticationToken;
import org.springframework.security.oauth2.core.oidc.user.OidcUser;
import org.springframework.security.web.AuthenticationEntryPoint;
import org.springframework.security.web.access.AccessDeniedHandler;
import org.springframework.security.web.authentication.AuthenticationFailureHandler;
import org.springframework.security.web.authentication.AuthenticationSuccessHandler;
import org.springframework.stereotype.Component;

/** What the security filters answer, in the words and the look of the rest of the product. */
@Component
final class SignInAnswers
        implements
            AuthenticationEntryPoint,
            AccessDeniedHandler,
            AuthenticationSuccessHandler,
            AuthenticationFailureHandler {
    /** Where the person wanted to go when they were asked to sign in. */
    static final String THEN = "then";
    private static final Logger log = LoggerFactory.getLogger(SignInAnswers.class);

    private final Problems problems;
    private final ProviderRegistrations registrations;
    private final OidcSignIn signIn;
    private final Sessions sessions;

    SignInAnswers(Problems problems, ProviderRegistrations registrations, OidcSignIn signIn, Sessions sessions) {
        this.problems = problems;
        this.registrations = registrations;
        this.signIn = signIn;
        this.sessions = sessions;
    }

    /** A token was presented and is not accepted. */
    @Override
    public void commence(HttpServletRequest request, HttpServletResponse response, AuthenticationException refused)
            throws IOException {
        response.setHeader(HttpHeaders.WWW_AUTHENTICATE, "Bearer error=\"invalid_token\"");
        problems.send(request, response, SignInRefusals.notSignedIn(String.valueOf(refused.getMessage())));
    }

    /** A form without its token; without a session there is nothing that could be forged, only nobody signed in. */
    @Override
    public void handle(HttpServletRequest request, HttpServletResponse response, AccessDeniedException refused)
            throws IOException {
        if (request.getRequestURI().startsWith("/api/") && sessions.current(request).isEmpty()) {
            response.setHeader(HttpHeaders.WWW_AUTHENTICATE, "Bearer");
            problems.send(request, response, SignInRefusals.notSignedIn("send a token as `Authorization: Bearer …`"));
            return;
        }
        problems.send(request, response, Refusal.of(HttpStatus.FORBIDDEN, "form-expired", "form expired",
                "the form did not bring its token `_csrf`; load the page again and repeat what you did"));
    }

    @Override
    public void onAuthenticationSuccess(HttpServletRequest request, HttpServletResponse response,
            Authentication authentication) throws IOException {
        var callback = (OAuth2AuthenticationToken) authentication;
        var provider = registrations.provider(callback.getAuthorizedClientRegistrationId()).orElseThrow();
        var idToken = ((OidcUser) callback.getPrincipal()).getIdToken().getTokenValue();
        var then = sessions.text(request, THEN).orElse("/");
        switch (signIn.complete(request, provider.id(), idToken)) {
            case Result.Ok<?, TokenProblem> ok -> redirect(response, then);
            case Result.No<?, TokenProblem>(var problem) ->
                problems.send(request, response, SignInRefusals.notSignedIn(SignInRefusals.detail(problem)));
        }
    }

    @Override
    public void onAuthenticationFailure(HttpServletRequest request, HttpServletResponse response,
            AuthenticationException failed) throws IOException {
        log.warn("a sign-in was not completed: {}", failed.getMessage());
        redirect(response, "/sign-in?failed");
    }

    /** Without the host's name, which is whatever the request said. */
    static void redirect(HttpServletResponse response, String path) {
        response.setStatus(HttpStatus.SEE_OTHER.value());
        response.setHeader(HttpHeaders.LOCATION, path);
    }
}
