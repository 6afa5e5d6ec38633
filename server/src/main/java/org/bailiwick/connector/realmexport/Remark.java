package org.bailiwick.connector.realmexport;

import java.util.Set;
import org.bailiwick.connector.ObjectKind;

/**
 * What is wrong or odd in a file, and where.
 *
 * @param pointer a JSON pointer (RFC 6901); empty for the file as a whole
 * @param hides the kinds that are not completely known because of it
 * @param unread something there could not be read; otherwise it was read and is only worth knowing
 */
public record Remark(String file, String pointer, String text, Set<ObjectKind> hides, boolean unread) {
    public Remark {
        hides = Set.copyOf(hides);
    }
}
