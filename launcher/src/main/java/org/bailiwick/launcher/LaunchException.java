package org.bailiwick.launcher;

/** Something could not be started; the message says what and what to do next, and is all that a user is shown. */
public final class LaunchException extends RuntimeException {
    private static final long serialVersionUID = 1;

    LaunchException(String message) {
        super(message);
    }

    LaunchException(String message, Throwable cause) {
        super(message, cause);
    }
}
