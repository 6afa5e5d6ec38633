package org.bailiwick.web;

import jakarta.servlet.RequestDispatcher;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import org.bailiwick.web.Access.Reach;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.webmvc.error.ErrorController;
import org.springframework.dao.DataAccessException;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Controller;
import org.springframework.transaction.TransactionException;
import org.springframework.web.bind.annotation.RequestMapping;

/** Answers what failed before a controller was reached, for example while the session was read. */
@Controller
final class ErrorPage implements ErrorController {
    private static final Logger LOG = LoggerFactory.getLogger(ErrorPage.class);
    private final Problems problems;

    ErrorPage(Problems problems) {
        this.problems = problems;
    }

    @RequestMapping("/error")
    @Access(scope = Reach.PUBLIC)
    void error(HttpServletRequest request, HttpServletResponse response) throws IOException {
        var failure = request.getAttribute(RequestDispatcher.ERROR_EXCEPTION);
        if (failure instanceof Exception bug && ProblemAdvice.isForTheLog(bug)) {
            LOG.error("request {} failed", request.getAttribute(RequestDispatcher.ERROR_REQUEST_URI), bug);
        }
        if (failure instanceof DataAccessException || failure instanceof TransactionException) {
            problems.send(request, response, ProblemAdvice.refusal((Exception) failure));
            return;
        }
        var status = request.getAttribute(RequestDispatcher.ERROR_STATUS_CODE) instanceof Integer code
                ? HttpStatus.resolve(code)
                : null;
        problems.send(request, response,
                status == null ? Refusal.notFound() : ProblemAdvice.known(status, new IllegalStateException()));
    }
}
