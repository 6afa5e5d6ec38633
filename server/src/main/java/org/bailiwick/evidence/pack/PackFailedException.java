package org.bailiwick.evidence.pack;

/** There will be no pack, however often it is tried; the message says why, for whoever asked. */
final class PackFailedException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    PackFailedException(String why) {
        super(why);
    }

    String why() {
        return String.valueOf(getMessage());
    }
}
