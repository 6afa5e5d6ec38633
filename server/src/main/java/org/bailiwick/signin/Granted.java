package org.bailiwick.signin;

import jakarta.servlet.http.HttpServletRequest;
import java.util.Optional;
import org.bailiwick.authority.Permit;
import org.bailiwick.authority.Principal;

/** What the interceptor found out, handed to the argument resolvers on the request. */
final class Granted {
    private static final String PRINCIPAL = Granted.class.getName() + ".principal";
    private static final String PERMIT = Granted.class.getName() + ".permit";

    private Granted() {}

    static void principal(HttpServletRequest request, Principal.Person person) {
        request.setAttribute(PRINCIPAL, person);
    }

    static Principal.Person principal(HttpServletRequest request) {
        if (request.getAttribute(PRINCIPAL) instanceof Principal.Person person) {
            return person;
        }
        throw new IllegalStateException("a route for everybody cannot ask who is signed in");
    }

    static void permit(HttpServletRequest request, Permit permit) {
        request.setAttribute(PERMIT, permit);
    }

    static Permit permit(HttpServletRequest request) {
        if (request.getAttribute(PERMIT) instanceof Permit permit) {
            return permit;
        }
        throw new IllegalStateException("a route that names no tenant has no permit");
    }

    static Optional<Permit> permitIfAny(HttpServletRequest request) {
        return request.getAttribute(PERMIT) instanceof Permit permit ? Optional.of(permit) : Optional.empty();
    }
}
