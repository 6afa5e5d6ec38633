package org.bailiwick.ledger.log;

/** Something about a log does not fit, so nothing more is signed for it before somebody has looked. */
final class LogStoppedException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    LogStoppedException(String why) {
        super(why);
    }

    String why() {
        return String.valueOf(getMessage());
    }
}
