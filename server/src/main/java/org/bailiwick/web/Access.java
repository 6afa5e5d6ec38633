package org.bailiwick.web;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * Says what a route needs. Every route carries one; a route without it does not start the server. The interceptor of
 * {@code signin} asks the decision point for this capability before the controller runs.
 */
@Documented
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.METHOD)
public @interface Access {
    /** The capability's name, for example {@code register.read}; empty only where {@link #scope()} needs none. */
    String capability() default "";

    /** A second capability that is needed in the same place; empty for most. What is handed on is the permit for the first. */
    String also() default "";

    Reach scope();

    /** What part of the estate the route reaches. */
    enum Reach {
        /** Anyone, signed in or not: sign-in, static files, problem descriptions. */
        PUBLIC,
        /** Whoever is signed in, about themselves and the tenants they may see. */
        SIGNED_IN,
        /** One tenant: the path variable {@code tenant} holds its public id (API) or short name (console). */
        TENANT,
        /** One tenant, found from the path variable {@code job}. */
        JOB,
        /** Several tenants, read only; the capability is held in the MSP's own tenant. */
        OVERSIGHT,
        /** The MSP's own tenant, for what concerns the installation as a whole. */
        MSP
    }
}
