package org.bailiwick.signin;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.util.function.Supplier;
import org.springframework.security.core.context.DeferredSecurityContext;
import org.springframework.security.core.context.SecurityContext;
import org.springframework.security.core.context.SecurityContextHolder;
import org.springframework.security.core.context.SecurityContextImpl;
import org.springframework.security.web.context.HttpRequestResponseHolder;
import org.springframework.security.web.context.SecurityContextRepository;
import org.springframework.stereotype.Component;

/** Tells the security filters who the browser session belongs to, only when somebody asks. Stores nothing itself. */
@Component
final class SessionSecurityContext implements SecurityContextRepository {
    private final Sessions sessions;
    private final People people;

    SessionSecurityContext(Sessions sessions, People people) {
        this.sessions = sessions;
        this.people = people;
    }

    @Override
    public DeferredSecurityContext loadDeferredContext(HttpServletRequest request) {
        return new Deferred(() -> context(request));
    }

    @Override
    @Deprecated
    public SecurityContext loadContext(HttpRequestResponseHolder holder) {
        return context(holder.getRequest());
    }

    @Override
    public void saveContext(SecurityContext context, HttpServletRequest request, HttpServletResponse response) {
        // A session starts in OidcSignIn alone; a bearer token starts none.
    }

    @Override
    public boolean containsContext(HttpServletRequest request) {
        return sessions.current(request).isPresent();
    }

    private SecurityContext context(HttpServletRequest request) {
        return sessions.current(request).flatMap(people::of)
                .<SecurityContext>map(person -> new SecurityContextImpl(new SignedInAuthentication(person)))
                .orElseGet(SecurityContextHolder::createEmptyContext);
    }

    private static final class Deferred implements DeferredSecurityContext {
        private final Supplier<SecurityContext> loading;
        private @org.jspecify.annotations.Nullable SecurityContext loaded;

        Deferred(Supplier<SecurityContext> loading) {
            this.loading = loading;
        }

        @Override
        public SecurityContext get() {
            if (loaded == null) {
                loaded = loading.get();
            }
            return loaded;
        }

        @Override
        public boolean isGenerated() {
            return false;
        }
    }
}
