package org.bailiwick.connector.keycloak;

import java.time.Duration;
import java.util.Optional;

/** A request that brought nothing to work with; the message says why, for an operator. */
final class CallFailedException extends Exception {
    private final transient Failure failure;

    CallFailedException(Failure failure) {
        super(failure.text());
        this.failure = failure;
    }

    Failure failure() {
        return failure;
    }

    String text() {
        return failure.text();
    }

    boolean answered(int status) {
        return failure instanceof Answered answered && answered.status() == status;
    }

    /** Nobody is there, or not now: neither a yes nor a no. */
    boolean unreachable() {
        return switch (failure) {
            case NotConnected none -> true;
            case NoAnswer none -> true;
            case Answered answered -> answered.status() >= 500 || answered.status() == 429;
            case Unreadable unreadable -> false;
        };
    }

    sealed interface Failure {
        String text();
    }

    /** No connection was made, so nothing was sent. */
    record NotConnected(String text) implements Failure {}

    /** Sent, perhaps taken, not answered. */
    record NoAnswer(String text) implements Failure {}

    /** @param error what the system gave as its reason, made inert; empty where it gave none */
    record Answered(int status, String error, String request, Optional<Duration> retryAfter) implements Failure {
        @Override
        public String text() {
            var reason = error.isEmpty() ? "" : " (`" + error + "`)";
            return "`%s` was answered with %d%s: %s".formatted(request, status, reason, next());
        }

        private String next() {
            return switch (status) {
                case 401 -> "check the client and its secret";
                case 403 -> "check the roles of the client's service account";
                case 404 -> "check the address and whether the realm is still there";
                case 429 -> "the system asks to slow down, try again later";
                default -> status >= 500
                        ? "look into the system's own log, then try again"
                        : "check the address and the version of the system";
            };
        }
    }

    /** An answer began, but it is not all there or not what it should be. */
    record Unreadable(String text) implements Failure {}
}
