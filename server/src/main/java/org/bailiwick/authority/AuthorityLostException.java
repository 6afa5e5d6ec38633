package org.bailiwick.authority;

/** The authority of a permit was revoked or ran out between the decision and the act; nothing was done. */
public final class AuthorityLostException extends RuntimeException {
    public AuthorityLostException(String message) {
        super(message);
    }
}
