package org.bailiwick.signin;

import java.util.Comparator;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Stream;
import org.bailiwick.testing.TestServer;
import org.bailiwick.web.Access;
import org.springframework.web.bind.annotation.RequestMethod;
import org.springframework.web.method.HandlerMethod;
import org.springframework.web.servlet.mvc.method.RequestMappingInfo;

/** One method at one address pattern, as the server maps it, with what its annotation says it needs. */
record MatrixRoute(RequestMethod method, String pattern, Access.Reach reach, String capability, String also) {
    /** Every route that the server has; one that is added later is here by itself. */
    static List<MatrixRoute> of(TestServer server) {
        return server.routes().getHandlerMethods().entrySet().stream()
                .flatMap(entry -> of(entry.getKey(), entry.getValue()))
                .sorted(Comparator.comparing(MatrixRoute::pattern).thenComparing(MatrixRoute::method)).toList();
    }

    private static Stream<MatrixRoute> of(RequestMappingInfo mapping, HandlerMethod handler) {
        var access = handler.getMethodAnnotation(Access.class);
        if (access == null && !handler.getBeanType().getPackageName().startsWith("org.springdoc.")) {
            throw new AssertionError(handler + " says nothing of what it needs");
        }
        var named = mapping.getMethodsCondition().getMethods();
        var methods = named.isEmpty() ? Set.of(RequestMethod.GET, RequestMethod.POST) : named;
        return mapping.getPatternValues().stream().flatMap(pattern -> methods.stream()
                .map(method -> access == null
                        ? new MatrixRoute(method, pattern, Access.Reach.SIGNED_IN, "", "")
                        : new MatrixRoute(method, pattern, access.scope(), access.capability(), access.also())));
    }

    boolean reads() {
        return method == RequestMethod.GET;
    }

    boolean api() {
        return pattern.startsWith("/api/");
    }

    /** Whether it names something beside the tenant or job that the decision is about. */
    boolean hasInnerIds() {
        return address("", "", "").length() < address("", "", "x").length();
    }

    /** @param tenant as this route names tenants: by public id or by short name */
    String address(String tenant, String job, String inner) {
        // Frameworks are published, so there is nothing of a tenant in their names.
        var path = pattern.replace("{tenant}", tenant).replace("{framework}", "sp-800-207");
        return (reach == Access.Reach.JOB ? path.replace("{job}", job) : path).replaceAll("\\{[^}]+}", inner);
    }

    /** The same place in a tenant, or a job, that never was. */
    String nowhere() {
        var madeUp = new UUID(1, 2).toString();
        return switch (reach) {
            case TENANT, JOB -> address(api() ? madeUp : "never-was", madeUp, madeUp);
            case PUBLIC, SIGNED_IN, OVERSIGHT, MSP -> (api() ? "/api/v1" : "") + "/never/was";
        };
    }

    @Override
    public String toString() {
        return "%s %s (%s)".formatted(method, pattern, capability.isEmpty() ? reach : reach + " " + capability);
    }
}
