package org.bailiwick.platform;

import java.sql.SQLException;
import org.springframework.dao.DataAccessResourceFailureException;

/**
 * The answer to a commit did not come: what the transaction wrote is kept as a whole or not at all, and nobody here knows
 * which. Whoever asked for it looks before they ask again. Where an act breaks off between two transactions, {@link Kept}
 * tells.
 */
public final class CommitUnknownException extends DataAccessResourceFailureException {
    private static final long serialVersionUID = 1L;

    public CommitUnknownException(SQLException failed) {
        super("the database did not confirm the commit", failed);
    }
}
