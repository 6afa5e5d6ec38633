package org.bailiwick.decision;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.bailiwick.web.Refusal;
import org.jspecify.annotations.Nullable;

/**
 * What somebody typed into a decision's form that was not taken, so that nothing has to be typed twice.
 *
 * @param decision the chosen word; null where none was chosen
 * @param errors what is wrong, by field: {@code decision}, {@code justification} or {@code ticket}
 */
public record Typed(@Nullable String decision, String justification, String ticketSystem, String ticketKey,
        Map<String, String> errors) {
    public static final Typed NOTHING = new Typed(null, "", "", "", Map.of());

    public Typed {
        errors = Map.copyOf(errors);
    }

    public static Typed of(@Nullable DecisionKind decision, String justification, String ticketSystem,
            String ticketKey) {
        return new Typed(decision == null ? null : decision.name(), justification, ticketSystem, ticketKey, Map.of());
    }

    /** With what the refusal's pointers say; a refusal without pointers is about the decision itself. */
    public Typed refused(Refusal refusal) {
        var found = new HashMap<String, String>();
        if (refusal.more().get("errors") instanceof List<?> listed) {
            listed.forEach(each -> {
                if (each instanceof Map<?, ?> error) {
                    found.put(String.valueOf(error.get("pointer")).substring(1), String.valueOf(error.get("detail")));
                }
            });
        }
        return new Typed(decision, justification, ticketSystem, ticketKey,
                found.isEmpty() ? Map.of("decision", refusal.detail()) : found);
    }

    public boolean chose(String word) {
        return word.equals(decision);
    }

    public @Nullable String error(String field) {
        return errors.get(field);
    }

    /** The id of the field's message, for {@code aria-describedby}; null where it has none. */
    public @Nullable String described(String field) {
        return errors.containsKey(field) ? field + "-error" : null;
    }

    public @Nullable String invalid(String field) {
        return errors.containsKey(field) ? "true" : null;
    }
}
