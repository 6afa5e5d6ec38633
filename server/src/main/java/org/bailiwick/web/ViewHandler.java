package org.bailiwick.web;

import gg.jte.TemplateEngine;
import gg.jte.output.StringOutput;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.core.MethodParameter;
import org.springframework.http.MediaType;
import org.springframework.stereotype.Component;
import org.springframework.web.context.request.NativeWebRequest;
import org.springframework.web.method.support.HandlerMethodReturnValueHandler;
import org.springframework.web.method.support.ModelAndViewContainer;

/** Writes a {@link View}: rendered whole before the first byte is sent, so an error half-way is still an error. */
@Component
final class ViewHandler implements HandlerMethodReturnValueHandler {
    private final TemplateEngine templates;
    private final Frames frames;

    ViewHandler(TemplateEngine templates, Frames frames) {
        this.templates = templates;
        this.frames = frames;
    }

    @Override
    public boolean supportsReturnType(MethodParameter returnType) {
        return View.class == returnType.getParameterType();
    }

    @Override
    public void handleReturnValue(@Nullable Object returned, MethodParameter returnType,
            ModelAndViewContainer container, NativeWebRequest web) throws IOException {
        container.setRequestHandled(true);
        var request = web.getNativeRequest(HttpServletRequest.class);
        var response = web.getNativeResponse(HttpServletResponse.class);
        if (returned instanceof View view && request != null && response != null) {
            write(view, request, response);
        }
    }

    void write(View view, HttpServletRequest request, HttpServletResponse response) throws IOException {
        var frame = view.status().is5xxServerError() ? frames.bare(request) : frames.of(request, response);
        var html = new StringOutput();
        templates.render(view.template(), Map.of("frame", frame, "model", view.model()), html);
        response.setStatus(view.status().value());
        response.setContentType(MediaType.TEXT_HTML_VALUE);
        response.setCharacterEncoding(StandardCharsets.UTF_8);
        response.setHeader("Cache-Control", "no-store");
        response.getWriter().write(html.toString());
    }
}
