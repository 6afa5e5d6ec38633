package org.bailiwick.ledger;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import org.bailiwick.proof.Json;
import org.jspecify.annotations.Nullable;

/**
 * What stands beside an entry's body so that the entry is found. None of it was hashed, and whoever can edit the database
 * can hide an entry from those who look for it there: so each must repeat what the body says.
 *
 * @param person whose act it was; the body names people by their subject, so by itself this is only known to be there
 */
public record FoundBy(UUID id, Instant occurredAt, String action, String outcome, @Nullable Long person,
        @Nullable String target, @Nullable String ticket, UUID correlation, @Nullable UUID authority,
        @Nullable String capability, @Nullable UUID evaluation) {
    /** The columns of {@code ev_entry} that {@link #read} wants. */
    public static final String COLUMNS = """
                                         event_id, occurred_at, action, outcome, person_id, target, ticket,
                                         correlation, authority_id, capability, evaluation_id""";

    public static FoundBy read(ResultSet row) throws SQLException {
        return new FoundBy(row.getObject("event_id", UUID.class),
                row.getObject("occurred_at", OffsetDateTime.class).toInstant(), row.getString("action"),
                row.getString("outcome"), row.getObject("person_id", Long.class), row.getString("target"),
                row.getString("ticket"), row.getObject("correlation", UUID.class),
                row.getObject("authority_id", UUID.class), row.getString("capability"),
                row.getObject("evaluation_id", UUID.class));
    }

    /** What does not repeat the body, in words; empty where everything does. */
    public List<String> faults(Json.Obj body) {
        var faults = new ArrayList<String>();
        compare(faults, "id", id.toString(), body, "metadata", "uid");
        compare(faults, "time", occurredAt.toString(), body, "time_dt");
        compare(faults, "action", action, body, "bailiwick", "action");
        compare(faults, "outcome", outcome, body, "bailiwick", "outcome");
        compare(faults, "ticket", ticket, body, "bailiwick", "ticket", "uid");
        compare(faults, "correlation", correlation.toString(), body, "metadata", "correlation_uid");
        compare(faults, "authority", authority == null ? null : authority.toString(), body, "bailiwick", "authority",
                "uid");
        compare(faults, "capability", capability, body, "bailiwick", "authority", "capability");
        compare(faults, "decision", evaluation == null ? null : evaluation.toString(), body, "bailiwick",
                "evaluation_uid");
        if (isOlderCount(body)) {
            return faults;
        }
        if (!Objects.equals(target, concerns(body))) {
            faults.add(fault("target"));
        }
        if ((person == null) != (Doer.in(body) == null)) {
            faults.add(fault("person"));
        }
        return faults;
    }

    /** Versions before V028 kept nobody beside a count, and as its target the entry that it counts. */
    private boolean isOlderCount(Json.Obj body) {
        return person == null && target != null
                && body.textAt("bailiwick", "action").filter(Activity.COUNT.text()::equals).isPresent()
                && body.textAt("bailiwick", "counted_event_uid").map("entry/"::concat).filter(target::equals)
                        .isPresent();
    }

    /** The column repeats type and id in one word. */
    private static @Nullable String concerns(Json.Obj body) {
        return body.textAt("bailiwick", "concerns", "type")
                .map(type -> type + "/" + body.textAt("bailiwick", "concerns", "uid").orElse("")).orElse(null);
    }

    private static void compare(List<String> faults, String column, @Nullable String said, Json.Obj body,
            String... path) {
        if (!Objects.equals(said, body.textAt(path).orElse(null))) {
            faults.add(fault(column));
        }
    }

    private static String fault(String column) {
        return "the %s beside the body is not the one in it".formatted(column);
    }
}
