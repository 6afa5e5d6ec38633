package org.bailiwick.platform;

/** The server cannot run on this database; the message says what to do. */
public final class UnfitDatabaseException extends RuntimeException {
    UnfitDatabaseException(String message) {
        super(message);
    }
}
