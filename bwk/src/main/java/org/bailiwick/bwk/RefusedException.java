package org.bailiwick.bwk;

/** What was asked for is not to be had; the message says why and what to do, the code tells it to a script. */
final class RefusedException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final ExitCode code;

    RefusedException(ExitCode code, String message) {
        super(message);
        this.code = code;
    }

    ExitCode code() {
        return code;
    }
}
