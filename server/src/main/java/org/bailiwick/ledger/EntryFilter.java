package org.bailiwick.ledger;

import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.bailiwick.platform.PersonId;
import org.jspecify.annotations.Nullable;

/**
 * Which entries to read; what is null does not narrow.
 *
 * @param operators by any of whom it was done; an empty list is nobody who signed in, so the product itself
 * @param authority public id of the authority used
 * @param capability what the authority used allows
 * @param target a type, or a type and an id with a slash between
 * @param evaluation the access decision that permitted it
 * @param since inclusive
 * @param until exclusive
 */
public record EntryFilter(@Nullable List<PersonId> operators, @Nullable UUID authority, @Nullable String capability,
        @Nullable String action, @Nullable String target, @Nullable String outcome, @Nullable String ticket,
        @Nullable UUID correlation, @Nullable UUID evaluation, @Nullable Instant since, @Nullable Instant until) {
    public static final EntryFilter ALL = new EntryFilter(null, null, null, null, null, null, null, null, null, null,
            null);

    public EntryFilter {
        operators = operators == null ? null : List.copyOf(operators);
    }
}
