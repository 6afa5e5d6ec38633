package org.bailiwick.signin;

import jakarta.servlet.http.HttpServletRequest;
import java.time.Duration;
import java.util.Collections;
import java.util.Optional;
import org.bailiwick.platform.PlatformClock;
import org.springframework.stereotype.Component;

/** What the browser session of a request says about who signed in. */
@Component
final class Sessions {
    private static final String SIGNED_IN = "signed in";
    private static final Duration LONGEST = Duration.ofHours(12);

    private final PlatformClock clock;

    Sessions(PlatformClock clock) {
        this.clock = clock;
    }

    /**
     * Under a new id and without what was there, so that neither a planted id (session fixation) nor what it held lives
     * on. Not by a new session: one whose id was just changed is still found by the old one.
     */
    void start(HttpServletRequest request, SignedIn signedIn) {
        var session = request.getSession(true);
        Collections.list(session.getAttributeNames()).forEach(session::removeAttribute);
        request.changeSessionId();
        request.getSession().setAttribute(SIGNED_IN, signedIn);
    }

    Optional<SignedIn> current(HttpServletRequest request) {
        var session = request.getSession(false);
        if (session == null || !(session.getAttribute(SIGNED_IN) instanceof SignedIn signedIn)) {
            return Optional.empty();
        }
        if (!clock.now().isBefore(signedIn.startedAt().plus(LONGEST))) {
            session.invalidate();
            return Optional.empty();
        }
        return Optional.of(signedIn);
    }

    void end(HttpServletRequest request) {
        var session = request.getSession(false);
        if (session != null) {
            session.invalidate();
        }
    }

    /** Kept from one page to the next; empty where the browser brings none. */
    Optional<String> text(HttpServletRequest request, String name) {
        var session = request.getSession(false);
        return session != null && session.getAttribute(name) instanceof String text
                ? Optional.of(text)
                : Optional.empty();
    }
}
