package org.bailiwick.ledger;

import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Which entries to read; what is null does not narrow.
 *
 * @param since inclusive
 * @param until exclusive
 */
public record EntryFilter(@Nullable String action, @Nullable String outcome, @Nullable String ticket,
        @Nullable UUID correlation, @Nullable Instant since, @Nullable Instant until) {
    public static final EntryFilter ALL = new EntryFilter(null, null, null, null, null, null);
}
