package org.bailiwick.signin;

import jakarta.servlet.http.HttpServletRequest;
import java.util.Objects;
import java.util.Set;
import org.bailiwick.authority.Permit;
import org.bailiwick.authority.Principal;
import org.bailiwick.estate.ChosenTenants;
import org.bailiwick.web.Scope;
import org.bailiwick.web.Unnarrowed;
import org.bailiwick.web.VisibleTenant;
import org.jspecify.annotations.Nullable;
import org.springframework.core.MethodParameter;
import org.springframework.stereotype.Component;
import org.springframework.web.bind.support.WebDataBinderFactory;
import org.springframework.web.context.request.NativeWebRequest;
import org.springframework.web.method.support.HandlerMethodArgumentResolver;
import org.springframework.web.method.support.ModelAndViewContainer;

/** Gives controllers what was decided for their request: the permit, who asks, the tenant, and what they may see. */
@Component
final class GrantedArguments implements HandlerMethodArgumentResolver {
    private static final Set<Class<?>> TYPES = Set.of(Permit.class, Principal.class, Principal.Person.class,
            Scope.class, VisibleTenant.class);

    private final VisibleTenants visible;
    private final ChosenTenants chosen;

    GrantedArguments(VisibleTenants visible, ChosenTenants chosen) {
        this.visible = visible;
        this.chosen = chosen;
    }

    @Override
    public boolean supportsParameter(MethodParameter parameter) {
        return TYPES.contains(parameter.getParameterType());
    }

    @Override
    public Object resolveArgument(MethodParameter parameter, @Nullable ModelAndViewContainer container,
            NativeWebRequest web, @Nullable WebDataBinderFactory binders) {
        var request = Objects.requireNonNull(web.getNativeRequest(HttpServletRequest.class));
        Class<?> type = parameter.getParameterType();
        if (type == Permit.class) {
            return Granted.permit(request);
        }
        if (type == Scope.class) {
            var scope = visible.scope(request, Granted.principal(request).id());
            return request.getMethod().equals("GET") && !parameter.hasParameterAnnotation(Unnarrowed.class)
                    ? chosen.narrow(scope, request.getParameter("tag"), request.getParameter("set"))
                    : scope;
        }
        if (type == VisibleTenant.class) {
            return visible.one(Granted.permit(request).tenant());
        }
        return Granted.principal(request);
    }
}
