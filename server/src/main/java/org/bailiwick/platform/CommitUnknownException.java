package org.bailiwick.platform;

import java.sql.SQLException;
import org.springframework.dao.DataAccessException;
import org.springframework.dao.DataAccessResourceFailureException;

/**
 * The answer to a commit did not come: what the transaction wrote is kept as a whole or not at all, and nobody here knows
 * which. Or an act of several transactions broke off between them. Whoever asked for it looks before they ask again.
 */
public final class CommitUnknownException extends DataAccessResourceFailureException {
    private static final long serialVersionUID = 1L;

    CommitUnknownException(SQLException failed) {
        super("the database did not confirm the commit", failed);
    }

    /** Of an act of several transactions, the first of which is kept. */
    public CommitUnknownException(DataAccessException brokenOff) {
        super("an act of several transactions broke off", brokenOff);
    }
}
