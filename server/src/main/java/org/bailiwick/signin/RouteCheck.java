package org.bailiwick.signin;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.bailiwick.authority.Capabilities;
import org.bailiwick.web.Access;
import org.springframework.beans.factory.SmartInitializingSingleton;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.stereotype.Component;
import org.springframework.web.method.HandlerMethod;
import org.springframework.web.servlet.mvc.method.annotation.RequestMappingHandlerMapping;

/** Refuses to start a server with a route that does not say what it needs, or asks for what nobody can hold. */
@Component
final class RouteCheck implements SmartInitializingSingleton {
    private final RequestMappingHandlerMapping routes;

    RouteCheck(@Qualifier("requestMappingHandlerMapping") RequestMappingHandlerMapping routes) {
        this.routes = routes;
    }

    @Override
    public void afterSingletonsInstantiated() {
        var faults = new ArrayList<String>();
        routes.getHandlerMethods().forEach((route, handler) -> faults(route.getPatternValues(), handler)
                .forEach(fault -> faults.add("%s %s: %s".formatted(route.getPatternValues(), handler, fault))));
        if (!faults.isEmpty()) {
            throw new IllegalStateException("routes without a fit @Access: " + String.join("; ", faults));
        }
    }

    static List<String> faults(Set<String> patterns, HandlerMethod handler) {
        if (ExemptRoutes.open(handler) || ExemptRoutes.forSignedIn(handler)) {
            return List.of();
        }
        var access = handler.getMethodAnnotation(Access.class);
        if (access == null) {
            return List.of("it carries no @Access");
        }
        return switch (access.scope()) {
            case PUBLIC, SIGNED_IN -> access.capability().isEmpty() && access.also().isEmpty()
                    ? List.of()
                    : List.of("a capability is held in a tenant, and the route names none");
            case TENANT -> needs(access, patterns, "{tenant}");
            case JOB -> needs(access, patterns, "{job}");
            case OVERSIGHT, MSP -> needs(access, patterns, "");
        };
    }

    private static List<String> needs(Access access, Set<String> patterns, String variable) {
        var faults = new ArrayList<String>();
        Stream.of(access.capability(), access.also())
                .filter(each -> each.equals(access.capability()) || !each.isEmpty())
                .filter(each -> !Capabilities.known().contains(each))
                .forEach(each -> faults.add("nobody can hold the capability `%s`".formatted(each)));
        if (!patterns.stream().allMatch(pattern -> pattern.contains(variable))) {
            faults.add("its address has no `%s`".formatted(variable));
        }
        return faults;
    }
}
