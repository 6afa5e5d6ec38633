package org.bailiwick.launcher;

/** The command was given wrongly; nothing was started. */
final class UsageException extends RuntimeException {
    private static final long serialVersionUID = 1;

    UsageException(String message) {
        super(message);
    }
}
