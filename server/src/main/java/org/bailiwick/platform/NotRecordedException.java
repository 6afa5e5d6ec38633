package org.bailiwick.platform;

import org.springframework.dao.DataAccessException;

/** What was to happen could not be put on record, so it does not happen: the transaction that it was part of rolls back. */
public final class NotRecordedException extends DataAccessException {
    private static final long serialVersionUID = 1L;

    public NotRecordedException(DataAccessException refused) {
        super("the entry could not be written", refused);
    }
}
