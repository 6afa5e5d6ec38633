package org.bailiwick.ledger;

import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.HashMap;
import java.util.Map;
import org.bailiwick.platform.PersonId;
import org.jspecify.annotations.Nullable;

/**
 * A filter as predicates: only what narrows stands in the statement, so that the planner sees what is asked for and
 * takes the index that fits.
 */
final class EntrySearch {
    private final StringBuilder where = new StringBuilder();
    private final Map<String, Object> parameters = new HashMap<>();

    private EntrySearch() {}

    static EntrySearch of(EntryFilter filter, @Nullable EntryPosition after) {
        var search = new EntrySearch();
        search.operators(filter);
        search.equal("authority_id", "authority", filter.authority());
        search.equal("capability", "capability", filter.capability());
        search.equal("action", "action", filter.action());
        search.target(filter.target());
        search.equal("outcome", "outcome", filter.outcome());
        search.equal("ticket", "ticket", filter.ticket());
        search.equal("correlation", "correlation", filter.correlation());
        search.equal("evaluation_id", "evaluation", filter.evaluation());
        search.and("occurred_at >= :since", "since", time(filter.since()));
        search.and("occurred_at < :until", "until", time(filter.until()));
        if (after != null) {
            search.and("(occurred_at < :at or occurred_at = :at and event_id > :id)", "at", time(after.occurredAt()));
            search.parameters.put("id", after.id());
        }
        return search;
    }

    String where() {
        return where.toString();
    }

    Map<String, Object> parameters() {
        return parameters;
    }

    private void operators(EntryFilter filter) {
        var operators = filter.operators();
        if (operators != null && operators.isEmpty()) {
            where.append("\n  and person_id is null");
        } else if (operators != null) {
            and("person_id = any(:operators)", "operators",
                    operators.stream().mapToLong(PersonId::value).toArray());
        }
    }

    /** A type alone stands for all of it: from the slash behind it up to the sign after the slash. */
    private void target(@Nullable String target) {
        if (target != null && target.indexOf('/') < 0) {
            and("target collate \"C\" >= :target || '/' and target collate \"C\" < :target || '0'", "target", target);
        } else {
            and("target collate \"C\" = :target", "target", target);
        }
    }

    private void equal(String column, String name, @Nullable Object value) {
        and(column + " = :" + name, name, value);
    }

    private void and(String predicate, String name, @Nullable Object value) {
        if (value != null) {
            where.append("\n  and ").append(predicate);
            parameters.put(name, value);
        }
    }

    private static @Nullable OffsetDateTime time(@Nullable Instant instant) {
        return instant == null ? null : OffsetDateTime.ofInstant(instant, ZoneOffset.UTC);
    }
}
