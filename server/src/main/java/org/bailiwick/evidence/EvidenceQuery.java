package org.bailiwick.evidence;

import org.bailiwick.ledger.EntryFilter;
import org.jspecify.annotations.Nullable;

/**
 * The timeline's filters as they stand in the URL, so that a filtered list can be kept and passed on. A form sends
 * empty fields; they narrow nothing.
 *
 * @param since a time (RFC 3339) or a date in UTC
 * @param until the same; exclusive as a time, and a date stands for its whole day
 */
public record EvidenceQuery(@Nullable String action, @Nullable String outcome, @Nullable String ticket,
        @Nullable String correlation, @Nullable String since, @Nullable String until) {
    public EvidenceQuery {
        action = said(action);
        outcome = said(outcome);
        ticket = said(ticket);
        correlation = said(correlation);
        since = said(since);
        until = said(until);
    }

    /** @throws org.bailiwick.web.RefusedException 400 naming the first value that cannot be */
    EntryFilter filter() {
        return new EntryFilter(FilterValue.action(action), FilterValue.outcome(outcome), ticket,
                FilterValue.correlation(correlation), FilterValue.since(since), FilterValue.until(until));
    }

    public boolean narrows() {
        return !filter().equals(EntryFilter.ALL);
    }

    private static @Nullable String said(@Nullable String value) {
        return value == null || value.isBlank() ? null : value.strip();
    }
}
