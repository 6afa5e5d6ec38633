package org.bailiwick.signin;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.security.oauth2.client.web.AuthorizationRequestRepository;
import org.springframework.security.oauth2.core.endpoint.OAuth2AuthorizationRequest;
import org.springframework.security.oauth2.core.endpoint.OAuth2ParameterNames;
import org.springframework.security.oauth2.core.endpoint.PkceParameterNames;
import org.springframework.security.oauth2.core.oidc.endpoint.OidcParameterNames;
import org.springframework.stereotype.Component;

/** Keeps in the browser's session what it was sent away with, so that only that browser can come back with it. */
@Component
final class PendingSignIns implements AuthorizationRequestRepository<OAuth2AuthorizationRequest> {
    private static final String ATTRIBUTE = "pending sign-in";

    @Override
    public @Nullable OAuth2AuthorizationRequest loadAuthorizationRequest(HttpServletRequest request) {
        var session = request.getSession(false);
        var state = request.getParameter(OAuth2ParameterNames.STATE);
        return session != null && session.getAttribute(ATTRIBUTE) instanceof PendingSignIn pending
                && pending.state().equals(state) ? restored(pending) : null;
    }

    @Override
    public void saveAuthorizationRequest(@Nullable OAuth2AuthorizationRequest sent, HttpServletRequest request,
            HttpServletResponse response) {
        if (sent != null) {
            request.getSession(true).setAttribute(ATTRIBUTE,
                    new PendingSignIn(attribute(sent, OAuth2ParameterNames.REGISTRATION_ID), sent.getAuthorizationUri(),
                            sent.getClientId(), String.valueOf(sent.getRedirectUri()), String.valueOf(sent.getState()),
                            attribute(sent, OidcParameterNames.NONCE),
                            attribute(sent, PkceParameterNames.CODE_VERIFIER),
                            sent.getAuthorizationRequestUri()));
        }
    }

    /** Each one is good for one return. */
    @Override
    public @Nullable OAuth2AuthorizationRequest removeAuthorizationRequest(HttpServletRequest request,
            HttpServletResponse response) {
        var found = loadAuthorizationRequest(request);
        if (found != null) {
            request.getSession().removeAttribute(ATTRIBUTE);
        }
        return found;
    }

    private static OAuth2AuthorizationRequest restored(PendingSignIn pending) {
        return OAuth2AuthorizationRequest.authorizationCode().authorizationUri(pending.authorizationUri())
                .clientId(pending.clientId()).redirectUri(pending.redirectUri()).scope("openid", "profile", "email")
                .state(pending.state())
                .attributes(Map.of(OAuth2ParameterNames.REGISTRATION_ID, pending.registration(),
                        OidcParameterNames.NONCE, pending.nonce(), PkceParameterNames.CODE_VERIFIER,
                        pending.codeVerifier()))
                .authorizationRequestUri(pending.requestUri()).build();
    }

    private static String attribute(OAuth2AuthorizationRequest sent, String name) {
        return String.valueOf(sent.<Object>getAttribute(name));
    }
}
