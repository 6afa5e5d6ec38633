package org.bailiwick.signin;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import org.bailiwick.authority.AuthorityLostException;
import org.bailiwick.platform.Kept;
import org.bailiwick.web.Problems;
import org.bailiwick.web.Refusal;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.ControllerAdvice;
import org.springframework.web.bind.annotation.ExceptionHandler;

/** An authority that was lost between the decision and the act is refused like one that never was. */
@ControllerAdvice
@Order(Ordered.HIGHEST_PRECEDENCE)
final class LostAuthorityAdvice {
    private final Problems problems;

    LostAuthorityAdvice(Problems problems) {
        this.problems = problems;
    }

    @ExceptionHandler
    void lost(AuthorityLostException lost, HttpServletRequest request, HttpServletResponse response)
            throws IOException {
        problems.send(request, response, Refusal.of(HttpStatus.FORBIDDEN, "not-permitted", "not permitted",
                Kept.something()
                        ? lost.getMessage() + "; a part was kept before that, look which"
                        : String.valueOf(lost.getMessage())));
    }
}
