package org.bailiwick.template;

/**
 * Something in a file that cannot be taken.
 *
 * @param pointer JSON pointer (RFC 6901) to where it stands; empty for the file as a whole
 */
public record ScopeFault(String pointer, String detail) {
    /** @return the pointer to a member of the value at {@code parent} */
    static String member(String parent, String name) {
        return parent + "/" + name.replace("~", "~0").replace("/", "~1");
    }
}
