package org.bailiwick.signin;

import org.springframework.boot.webmvc.error.ErrorController;
import org.springframework.web.method.HandlerMethod;

/** The handlers of libraries, which cannot carry the annotation, by name: everything else must. */
final class ExemptRoutes {
    private ExemptRoutes() {}

    /** Renders what went wrong, for everybody. */
    static boolean open(Object handler) {
        return handler instanceof HandlerMethod method && ErrorController.class.isAssignableFrom(method.getBeanType());
    }

    /** The API's description, for whoever is signed in. */
    static boolean forSignedIn(Object handler) {
        return handler instanceof HandlerMethod method
                && method.getBeanType().getPackageName().startsWith("org.springdoc.");
    }
}
