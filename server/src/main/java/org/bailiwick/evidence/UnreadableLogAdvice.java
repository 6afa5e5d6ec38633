package org.bailiwick.evidence;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import org.bailiwick.ledger.log.LogUnreadableException;
import org.bailiwick.web.Problems;
import org.bailiwick.web.Refusal;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.ControllerAdvice;
import org.springframework.web.bind.annotation.ExceptionHandler;

/** A log of which nothing can be said is said to be damaged, wherever it was to be read; it is no error of the product. */
@ControllerAdvice
@Order(Ordered.HIGHEST_PRECEDENCE)
final class UnreadableLogAdvice {
    private static final Logger LOG = LoggerFactory.getLogger(UnreadableLogAdvice.class);

    private final Problems problems;

    UnreadableLogAdvice(Problems problems) {
        this.problems = problems;
    }

    @ExceptionHandler
    void unreadable(LogUnreadableException unreadable, HttpServletRequest request, HttpServletResponse response)
            throws IOException {
        if (response.isCommitted()) {
            // A part is out: the connection breaks off, so that nobody takes it for the whole.
            throw unreadable;
        }
        LOG.error("request {} {} met a damaged log: {}", request.getMethod(), request.getRequestURI(),
                unreadable.getMessage());
        problems.send(request, response, Refusal.of(HttpStatus.SERVICE_UNAVAILABLE, "log-unreadable",
                "the log cannot be read",
                "%s; that is damage to the database and not an empty log, the self-audit names it: whoever runs the server restores it from a backup"
                        .formatted(unreadable.getMessage())));
    }
}
