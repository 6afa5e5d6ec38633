package org.bailiwick.ledger.log;

import org.bailiwick.proof.tile.TilePath;

/** What is stored of a log is damaged so far that nothing can be said of it. It is never taken for a log that is empty. */
public final class LogUnreadableException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    LogUnreadableException(String why) {
        super(why);
    }

    static LogUnreadableException missing(TilePath path) {
        return new LogUnreadableException("`%s` is missing".formatted(path));
    }
}
