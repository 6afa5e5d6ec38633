package org.bailiwick.evidence;

import java.util.List;
import java.util.function.Function;
import org.bailiwick.ledger.EntryFilter;
import org.bailiwick.platform.PersonId;
import org.jspecify.annotations.Nullable;

/**
 * The timeline's filters as they stand in the URL, so that a filtered list can be kept and passed on. A form sends
 * empty fields; they narrow nothing.
 *
 * @param operator a person's name or subject; {@code none} for what nobody did who signed in
 * @param authority an authority's id, or what it allows
 * @param target a type like {@code grant}, or a type and an id like {@code grant/ID}
 * @param decision the id of the access decision that permitted it
 * @param since a time (RFC 3339) or a date in UTC
 * @param until the same; exclusive as a time, and a date stands for its whole day
 */
public record EvidenceQuery(@Nullable String operator, @Nullable String authority, @Nullable String action,
        @Nullable String target, @Nullable String outcome, @Nullable String ticket, @Nullable String correlation,
        @Nullable String decision, @Nullable String since, @Nullable String until) {
    /** Who nobody can be called: it stands for the product itself and for strangers. */
    public static final String NOBODY = "none";

    public EvidenceQuery {
        operator = said(operator);
        authority = said(authority);
        action = said(action);
        target = said(target);
        outcome = said(outcome);
        ticket = said(ticket);
        correlation = said(correlation);
        decision = said(decision);
        since = said(since);
        until = said(until);
    }

    /**
     * @param known who somebody is that is called so
     * @throws org.bailiwick.web.RefusedException 400 naming the first value that cannot be
     */
    public EntryFilter filter(Function<String, List<PersonId>> known) {
        return new EntryFilter(operator == null ? null : operators(operator, known), FilterValue.authority(authority),
                FilterValue.capability(authority), FilterValue.action(action), FilterValue.target(target),
                FilterValue.outcome(outcome), ticket, FilterValue.id("correlation", correlation),
                FilterValue.id("decision", decision), FilterValue.since(since), FilterValue.until(until));
    }

    public boolean narrows() {
        return !equals(new EvidenceQuery(null, null, null, null, null, null, null, null, null, null));
    }

    private static List<PersonId> operators(String operator, Function<String, List<PersonId>> known) {
        if (operator.equals(NOBODY)) {
            return List.of();
        }
        var persons = known.apply(operator);
        if (persons.isEmpty()) {
            throw FilterValue.refused("operator", "the name or the subject of a person who is known here, or `none`",
                    operator);
        }
        return persons;
    }

    private static @Nullable String said(@Nullable String value) {
        return value == null || value.isBlank() ? null : value.strip();
    }
}
