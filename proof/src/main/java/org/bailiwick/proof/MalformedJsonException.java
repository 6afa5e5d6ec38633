package org.bailiwick.proof;

/** The bytes are not JSON as Bailiwick records it; the message says why and at which byte, counted from 0. */
public final class MalformedJsonException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final int offset;

    MalformedJsonException(String why, int offset) {
        super(why + " at byte " + offset);
        this.offset = offset;
    }

    public int offset() {
        return offset;
    }
}
