package org.bailiwick.web;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.Map;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Component;
import tools.jackson.databind.json.JsonMapper;

/** Says a refusal to whoever asked: {@code application/problem+json} (RFC 9457) to the API, a page to a person. */
@Component
public final class Problems {
    private final ViewHandler views;
    private final JsonMapper json;

    Problems(ViewHandler views, JsonMapper json) {
        this.views = views;
        this.json = json;
    }

    /** Writes it from outside of a controller, for example from a filter. */
    public void send(HttpServletRequest request, HttpServletResponse response, Refusal refusal) throws IOException {
        if (response.isCommitted()) {
            return;
        }
        if (!forApi(request)) {
            views.write(page(refusal), request, response);
            return;
        }
        response.setStatus(refusal.status().value());
        response.setContentType(MediaType.APPLICATION_PROBLEM_JSON_VALUE);
        response.setHeader(HttpHeaders.CACHE_CONTROL, "no-store");
        response.getOutputStream().write(json.writeValueAsBytes(body(refusal)));
    }

    static boolean forApi(HttpServletRequest request) {
        var dispatched = request.getAttribute(jakarta.servlet.RequestDispatcher.ERROR_REQUEST_URI);
        var path = dispatched == null ? request.getRequestURI() : dispatched.toString();
        return path.startsWith("/api/");
    }

    static View page(Refusal refusal) {
        return new View("web/problem.jte", new ProblemPage(refusal, RequestTrace.id()), refusal.status());
    }

    static ResponseEntity<Map<String, Object>> answer(Refusal refusal) {
        var answer = ResponseEntity.status(refusal.status()).contentType(MediaType.APPLICATION_PROBLEM_JSON)
                .header(HttpHeaders.CACHE_CONTROL, "no-store");
        if (refusal.status() == HttpStatus.SERVICE_UNAVAILABLE) {
            answer.header(HttpHeaders.RETRY_AFTER, "5");
        } else if (refusal.status() == HttpStatus.TOO_MANY_REQUESTS) {
            answer.header(HttpHeaders.RETRY_AFTER, "30");
        }
        return answer.body(body(refusal));
    }

    private static Map<String, Object> body(Refusal refusal) {
        var body = new LinkedHashMap<String, Object>();
        body.put("type", "/problems/" + refusal.name());
        body.put("title", refusal.title());
        body.put("status", refusal.status().value());
        body.put("detail", refusal.detail());
        body.putAll(refusal.more());
        body.put("traceId", RequestTrace.id());
        return body;
    }
}
