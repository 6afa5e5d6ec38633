package org.bailiwick.platform;

import java.sql.SQLException;

/** The product cannot run on this database; it says why and what to do next. */
public final class UnfitDatabaseException extends RuntimeException {
    private final String what;
    private final String next;

    UnfitDatabaseException(String what, String next) {
        super(what + "; " + next);
        this.what = what;
        this.next = next;
    }

    /** @param url the database's, of which only the part before its parameters is told: they may hold a password */
    static UnfitDatabaseException silent(String url, Throwable failed) {
        return new UnfitDatabaseException(
                "the database at `%s` cannot be used: %s".formatted(url.replaceFirst("[?].*", ""), innermost(failed)),
                "check that it runs, its address, and the credentials that the server was given");
    }

    String what() {
        return what;
    }

    String next() {
        return next;
    }

    /** A pool only says that it waited; why stands below. */
    private static String innermost(Throwable failed) {
        var said = failed;
        for (var cause = failed.getCause(); cause != null; cause = cause.getCause()) {
            if (cause instanceof SQLException) {
                said = cause;
            }
        }
        return String.valueOf(said.getMessage()).strip();
    }
}
