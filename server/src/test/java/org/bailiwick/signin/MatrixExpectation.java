package org.bailiwick.signin;

import org.bailiwick.web.Access;

/** What a caller meets at a route, from the annotation and the caller's authorities; never from the code under test. */
enum MatrixExpectation {
    REFUSED_TOKEN, SIGN_IN_FIRST, NOT_FOUND, NOT_PERMITTED, ALLOWED;

    static MatrixExpectation of(MatrixRoute route, MatrixCaller caller) {
        // A token that is not to be believed is refused before anything is answered, on public routes too (RFC 6750, 3.1).
        if (caller == MatrixCaller.OPERATOR_WITH_THE_WRONG_AUDIENCE) {
            return REFUSED_TOKEN;
        }
        if (route.reach() == Access.Reach.PUBLIC) {
            return ALLOWED;
        }
        if (caller == MatrixCaller.ANONYMOUS) {
            return SIGN_IN_FIRST;
        }
        return switch (route.reach()) {
            case PUBLIC, SIGNED_IN -> ALLOWED;
            case TENANT, JOB -> in(MatrixTenant.ASKED, route, caller);
            case OVERSIGHT, MSP -> in(MatrixTenant.MSP, route, caller);
        };
    }

    private static MatrixExpectation in(MatrixTenant tenant, MatrixRoute route, MatrixCaller caller) {
        var held = caller.holds(tenant);
        if (held.isEmpty()) {
            return NOT_FOUND;
        }
        return held.contains(route.capability()) && (route.also().isEmpty() || held.contains(route.also()))
                ? ALLOWED
                : NOT_PERMITTED;
    }
}
