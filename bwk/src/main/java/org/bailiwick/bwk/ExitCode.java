package org.bailiwick.bwk;

/** How a command ended, for scripts. The numbers are part of the interface. */
enum ExitCode {
    OK(0), FAILED(1), USAGE(2), DENIED(3), NOT_FOUND(4), CONFLICT(5), PARTIAL(6), VERIFICATION_FAILED(7);

    private final int number;

    ExitCode(int number) {
        this.number = number;
    }

    int number() {
        return number;
    }
}
