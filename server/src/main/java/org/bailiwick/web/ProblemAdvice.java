package org.bailiwick.web;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.sql.SQLException;
import java.util.Objects;
import java.util.Set;
import org.bailiwick.platform.CommitUnknownException;
import org.bailiwick.platform.Kept;
import org.bailiwick.platform.NotRecordedException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.dao.DataAccessException;
import org.springframework.dao.DataAccessResourceFailureException;
import org.springframework.dao.DataIntegrityViolationException;
import org.springframework.http.HttpStatus;
import org.springframework.http.converter.HttpMessageNotReadableException;
import org.springframework.security.access.AccessDeniedException;
import org.springframework.security.core.AuthenticationException;
import org.springframework.transaction.CannotCreateTransactionException;
import org.springframework.transaction.TransactionException;
import org.springframework.transaction.TransactionSystemException;
import org.springframework.web.ErrorResponse;
import org.springframework.web.bind.MethodArgumentNotValidException;
import org.springframework.web.bind.annotation.ControllerAdvice;
import org.springframework.web.bind.annotation.ExceptionHandler;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.context.request.async.AsyncRequestNotUsableException;
import org.springframework.web.method.annotation.MethodArgumentTypeMismatchException;

/** The one place where what went wrong becomes an answer. What is not mapped is a bug: 500 with a trace id, no internals. */
@ControllerAdvice
@Order(Ordered.LOWEST_PRECEDENCE)
final class ProblemAdvice {
    /** PostgreSQL keeps every character but U+0000, in text and in JSON. */
    private static final Set<String> TEXT_REFUSED = Set.of("22021", "22P05");
    private static final Set<String> TIME_REFUSED = Set.of("22008");
    private static final Logger LOG = LoggerFactory.getLogger(ProblemAdvice.class);

    @ExceptionHandler
    @Nullable
    Object refused(Exception failure, HttpServletRequest request, HttpServletResponse response) throws Exception {
        if (failure instanceof AccessDeniedException || failure instanceof AuthenticationException) {
            // The security filters answer these.
            throw failure;
        }
        if (failure instanceof AsyncRequestNotUsableException) {
            // The other side hung up; there is nobody to answer.
            return null;
        }
        if (response.isCommitted()) {
            // A part is out: the connection breaks off, so that nobody takes it for the whole. The container logs why,
            // unless the other side hung up.
            throw failure;
        }
        var refusal = refusal(failure);
        if (isForTheLog(failure)) {
            LOG.error("request {} {} failed", request.getMethod(), request.getRequestURI(), failure);
        }
        return Problems.forApi(request) ? Problems.answer(refusal) : Problems.page(refusal);
    }

    /** Whoever runs the server has to look at it. */
    static boolean isForTheLog(Exception failure) {
        return brokeOff(failure) || failure instanceof NotRecordedException
                || refusal(failure).status() == HttpStatus.INTERNAL_SERVER_ERROR;
    }

    /** Something may have been kept, or has been: that nothing was changed is not for the answer to say. */
    private static boolean brokeOff(Exception failure) {
        return switch (failure) {
            case CommitUnknownException unknown -> true;
            case TransactionSystemException unconfirmed -> true;
            case DataAccessException betweenTransactions -> Kept.something();
            case TransactionException betweenTransactions -> Kept.something();
            default -> false;
        };
    }

    static Refusal refusal(Exception failure) {
        return brokeOff(failure) ? outcomeUnknown() : switch (failure) {
            case RefusedException refused -> refused.refusal();
            case HttpMessageNotReadableException unreadable -> BodyErrors.of(unreadable);
            case MethodArgumentNotValidException invalid -> BodyErrors.of(invalid);
            case MethodArgumentTypeMismatchException mismatch -> mismatch(mismatch);
            case NotRecordedException unrecorded -> notRecorded();
            case DataAccessResourceFailureException database -> databaseDown();
            // As the store of sessions says it.
            case CannotCreateTransactionException database -> databaseDown();
            case DataIntegrityViolationException unfit when has(unfit, TEXT_REFUSED) -> Refusal.of(
                    HttpStatus.BAD_REQUEST, "unstorable-text", "text holds what cannot be kept",
                    "nothing was done; take the character U+0000 out of what was typed and send it again");
            case DataIntegrityViolationException unfit when has(unfit, TIME_REFUSED) -> Refusal.of(
                    HttpStatus.BAD_REQUEST, "invalid-parameter", "parameter is not valid",
                    "nothing was done; a time in it is beyond what can be kept, send one of the years 1 to 9999");
            case ErrorResponse known -> known(HttpStatus.valueOf(known.getStatusCode().value()), failure);
            default -> unexpected();
        };
    }

    private static boolean has(DataIntegrityViolationException unfit, Set<String> states) {
        return unfit.getMostSpecificCause() instanceof SQLException sql
                && states.contains(Objects.requireNonNullElse(sql.getSQLState(), ""));
    }

    /** A malformed id in a path is an address where nothing is; a malformed parameter can be said. */
    private static Refusal mismatch(MethodArgumentTypeMismatchException mismatch) {
        if (mismatch.getParameter().hasParameterAnnotation(PathVariable.class)) {
            return Refusal.notFound();
        }
        return Refusal.of(HttpStatus.BAD_REQUEST, "invalid-parameter", "parameter is not valid",
                "`%s` cannot be `%s`; see the API description for its values".formatted(mismatch.getName(),
                        mismatch.getValue()));
    }

    private static Refusal databaseDown() {
        return Refusal.of(HttpStatus.SERVICE_UNAVAILABLE, "database-unavailable", "the database does not answer",
                "nothing was changed; try again in a few seconds, and if it stays so, check the database server");
    }

    private static Refusal outcomeUnknown() {
        return Refusal.of(HttpStatus.SERVICE_UNAVAILABLE, "outcome-not-known", "not known whether it was kept",
                "the database broke off before everything was confirmed; look what was kept before you repeat it; whoever "
                        + "runs the server finds the cause in its log under `%s`".formatted(RequestTrace.id()));
    }

    private static Refusal notRecorded() {
        return Refusal.of(HttpStatus.SERVICE_UNAVAILABLE, "not-recorded", "it could not be recorded",
                "nothing was changed, because nothing happens that cannot be recorded; try again, and if it stays so, whoever "
                        + "runs the server finds the cause in its log under `%s`".formatted(RequestTrace.id()));
    }

    static Refusal known(HttpStatus status, Exception failure) {
        return switch (status) {
            case NOT_FOUND -> Refusal.notFound();
            case METHOD_NOT_ALLOWED -> Refusal.of(status, "method-not-allowed", "method is not allowed",
                    "this address does not take that method; see the API description");
            case NOT_ACCEPTABLE -> Refusal.of(status, "not-acceptable", "no such representation",
                    "ask with `Accept: application/json`");
            case UNSUPPORTED_MEDIA_TYPE -> Refusal.of(status, "unsupported-media-type", "media type is not supported",
                    "send the body as `application/json`");
            case BAD_REQUEST -> Refusal.of(status, "invalid-parameter", "parameter is not valid", detail(failure));
            default -> status.is4xxClientError()
                    ? Refusal.of(status, "invalid-request", "request is not valid", detail(failure))
                    : unexpected();
        };
    }

    private static String detail(Exception failure) {
        var said = failure instanceof ErrorResponse known ? known.getBody().getDetail() : null;
        return said == null ? "the request could not be understood; see the API description" : said;
    }

    static Refusal unexpected() {
        return Refusal.of(HttpStatus.INTERNAL_SERVER_ERROR, "unexpected", "something went wrong here",
                "this is an error of the product; report it with the incident id `%s`".formatted(RequestTrace.id()));
    }
}
