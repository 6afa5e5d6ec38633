package org.bailiwick.web;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.HexFormat;
import java.util.Set;
import java.util.regex.Pattern;
import org.bailiwick.platform.Ids;
import org.bailiwick.platform.Kept;
import org.bailiwick.platform.TenantId;
import org.jspecify.annotations.Nullable;
import org.slf4j.MDC;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.stereotype.Component;
import org.springframework.web.filter.OncePerRequestFilter;

/**
 * Gives each request a trace id that stands in log lines and in problems; one that the caller sent (W3C Trace Context)
 * is kept. What an act puts on record is known to {@link Kept} until it is answered; who only looks (the safe methods of
 * RFC 9110, section 9.2.1) is not asked what they did, though their look is on record.
 */
@Component
@Order(Ordered.HIGHEST_PRECEDENCE)
public final class RequestTrace extends OncePerRequestFilter {
    private static final String TRACE = "traceId";
    private static final String TENANT = "tenant";
    private static final String KEPT = RequestTrace.class.getName() + ".kept";
    private static final Set<String> LOOKS = Set.of("GET", "HEAD", "OPTIONS");
    private static final int BYTES = 16;
    private static final Pattern TRACEPARENT = Pattern.compile("00-([0-9a-f]{32})-[0-9a-f]{16}-[0-9a-f]{2}");
    private final Ids ids;

    RequestTrace(Ids ids) {
        this.ids = ids;
    }

    /** The trace id of the current request. */
    public static String id() {
        var id = MDC.get(TRACE);
        return id == null ? "none" : id;
    }

    /**
     * Names the tenant of the current request in its log lines, by its number inside: whoever reads the log runs the
     * product, and may be told what the person who asked may not.
     */
    public static void tenant(TenantId tenant) {
        MDC.put(TENANT, "tenant " + tenant.value());
    }

    @Override
    protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain rest)
            throws ServletException, IOException {
        if (request.getAttribute(TRACE) == null) {
            request.setAttribute(TRACE, traceId(request.getHeader("traceparent")));
        }
        MDC.put(TRACE, String.valueOf(request.getAttribute(TRACE)));
        // The dispatch to the page of errors is a GET, whatever the request was.
        boolean kept = request.getAttribute(KEPT) != null;
        if (kept || !LOOKS.contains(request.getMethod())) {
            Kept.begin(kept);
        }
        response.setHeader("Trace-Id", id());
        try {
            rest.doFilter(request, response);
        } finally {
            if (Kept.something()) {
                request.setAttribute(KEPT, true);
            }
            Kept.end();
            MDC.remove(TRACE);
            MDC.remove(TENANT);
        }
    }

    /** An answer to what failed before any controller carries the request's id too. */
    @Override
    protected boolean shouldNotFilterErrorDispatch() {
        return false;
    }

    private String traceId(@Nullable String traceparent) {
        var sent = TRACEPARENT.matcher(traceparent == null ? "" : traceparent);
        return sent.matches() ? sent.group(1) : HexFormat.of().formatHex(ids.bytes(BYTES));
    }
}
