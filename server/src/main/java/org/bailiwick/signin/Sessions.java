package org.bailiwick.signin;

import jakarta.servlet.http.HttpServletRequest;
import java.time.Duration;
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

    /** In a new session, so that neither an id planted before (session fixation) nor what it held lives on. */
    void start(HttpServletRequest request, SignedIn signedIn) {
        end(request);
        request.getSession(true).setAttribute(SIGNED_IN, signedIn);
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
