package org.bailiwick.proof;

/** The bytes are not of the format they claim to be; the message says why, in words for the person who checks. */
public final class MalformedProofException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    public MalformedProofException(String why) {
        super(why);
    }
}
