package org.bailiwick.platform;

/**
 * Somebody who signs in. Separation of duties compares person ids, not accounts: one person may have many accounts.
 */
public record PersonId(long value) {
    public PersonId {
        if (value < 1) {
            throw new IllegalArgumentException("a person id is positive, not `%d`".formatted(value));
        }
    }
}
