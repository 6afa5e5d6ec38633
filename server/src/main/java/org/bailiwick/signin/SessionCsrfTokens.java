package org.bailiwick.signin;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import org.bailiwick.platform.Ids;
import org.jspecify.annotations.Nullable;
import org.springframework.security.web.csrf.CsrfToken;
import org.springframework.security.web.csrf.CsrfTokenRepository;
import org.springframework.security.web.csrf.DefaultCsrfToken;
import org.springframework.stereotype.Component;

/** The token that a form must bring back, kept in the session as text. */
@Component
final class SessionCsrfTokens implements CsrfTokenRepository {
    private static final String ATTRIBUTE = "csrf";

    private final Sessions sessions;
    private final Ids ids;

    SessionCsrfTokens(Sessions sessions, Ids ids) {
        this.sessions = sessions;
        this.ids = ids;
    }

    @Override
    public CsrfToken generateToken(HttpServletRequest request) {
        return token(ids.token());
    }

    @Override
    public void saveToken(@Nullable CsrfToken token, HttpServletRequest request, HttpServletResponse response) {
        if (token != null) {
            request.getSession(true).setAttribute(ATTRIBUTE, token.getToken());
        } else if (request.getSession(false) != null) {
            request.getSession(false).removeAttribute(ATTRIBUTE);
        }
    }

    @Override
    public @Nullable CsrfToken loadToken(HttpServletRequest request) {
        return sessions.text(request, ATTRIBUTE).map(SessionCsrfTokens::token).orElse(null);
    }

    private static CsrfToken token(String value) {
        return new DefaultCsrfToken("X-CSRF-TOKEN", "_csrf", value);
    }
}
