package org.bailiwick.platform;

import java.sql.SQLException;
import org.springframework.dao.DataAccessResourceFailureException;

/**
 * The answer to a commit did not come. What the transaction wrote is kept as a whole or not at all, and nobody here knows
 * which: whoever asked for it looks before they ask again.
 */
public final class CommitUnknownException extends DataAccessResourceFailureException {
    private static final long serialVersionUID = 1L;

    CommitUnknownException(SQLException failed) {
        super("the database did not confirm the commit", failed);
    }
}
