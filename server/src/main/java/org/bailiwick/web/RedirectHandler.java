package org.bailiwick.web;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import org.jspecify.annotations.Nullable;
import org.springframework.core.MethodParameter;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Component;
import org.springframework.web.context.request.NativeWebRequest;
import org.springframework.web.method.support.HandlerMethodReturnValueHandler;
import org.springframework.web.method.support.ModelAndViewContainer;

/** Answers a form with 303 and keeps its notice for the next page. */
@Component
final class RedirectHandler implements HandlerMethodReturnValueHandler {
    private final Notices notices;

    RedirectHandler(Notices notices) {
        this.notices = notices;
    }

    @Override
    public boolean supportsReturnType(MethodParameter returnType) {
        return Redirect.class == returnType.getParameterType();
    }

    @Override
    public void handleReturnValue(@Nullable Object returned, MethodParameter returnType,
            ModelAndViewContainer container, NativeWebRequest web) {
        container.setRequestHandled(true);
        var request = web.getNativeRequest(HttpServletRequest.class);
        var response = web.getNativeResponse(HttpServletResponse.class);
        if (returned instanceof Redirect redirect && request != null && response != null) {
            if (redirect.notice() != null) {
                notices.keep(redirect.notice(), request, response);
            }
            response.setStatus(HttpStatus.SEE_OTHER.value());
            response.setHeader(HttpHeaders.LOCATION, redirect.path());
        }
    }
}
