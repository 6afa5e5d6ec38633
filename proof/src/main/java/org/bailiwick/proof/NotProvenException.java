package org.bailiwick.proof;

/** Well-formed, but it does not prove what it claims: a wrong signature, root, index or hash. The message says which. */
public final class NotProvenException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    public NotProvenException(String why) {
        super(why);
    }
}
