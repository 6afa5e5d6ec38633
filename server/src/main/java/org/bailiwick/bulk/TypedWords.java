package org.bailiwick.bulk;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.bailiwick.decision.DecisionProblem;
import org.bailiwick.decision.DecisionRefusals;
import org.bailiwick.decision.Ticket;
import org.jspecify.annotations.Nullable;

/**
 * The words of a bulk as they were typed so far, and what is wrong with them.
 *
 * @param system and {@code key}: the common ticket as typed
 * @param own words of single rows, by public id
 * @param errors what is wrong, by the name of the field
 */
public record TypedWords(String justification, String system, String key, Map<UUID, BulkRequest.Item> own,
        Map<String, String> errors) {
    public TypedWords {
        own = Map.copyOf(own);
        errors = Map.copyOf(errors);
    }

    static TypedWords of(BulkForm form, List<BulkProblem.Incomplete.Fault> faults) {
        var items = form.request().items();
        var own = new HashMap<UUID, BulkRequest.Item>();
        items.forEach(item -> own.put(item.about().id(), item));
        var errors = new HashMap<String, String>();
        faults.forEach(fault -> errors.putIfAbsent(field(items, fault),
                DecisionRefusals.words(fault.problem()).detail()));
        return new TypedWords(form.request().justification(), form.system(), form.key(), own,
                form.typed() ? errors : Map.of());
    }

    private static String field(List<BulkRequest.Item> items, BulkProblem.Incomplete.Fault fault) {
        boolean ticket = fault.problem() instanceof DecisionProblem.TicketIncomplete;
        if (fault.position() < 0) {
            return ticket ? "ticket" : "justification";
        }
        var item = items.get(fault.position());
        // A row without a reason of its own lacks the common one.
        if (!ticket && item.justification().isBlank()) {
            return "justification";
        }
        return (ticket ? "ticket-" : "reason-") + item.about().id();
    }

    /** Whether it has a reason or a ticket of its own, or something is wrong with them: then they are shown. */
    public boolean saysItsOwn(UUID grant) {
        return !reason(grant).isBlank() || !system(grant).isBlank() || !key(grant).isBlank()
                || errors.containsKey("reason-" + grant) || errors.containsKey("ticket-" + grant);
    }

    public String reason(UUID grant) {
        var item = own.get(grant);
        return item == null ? "" : item.justification();
    }

    public String system(UUID grant) {
        return ticket(grant, true);
    }

    public String key(UUID grant) {
        return ticket(grant, false);
    }

    private String ticket(UUID grant, boolean first) {
        var item = own.get(grant);
        return item == null
                ? ""
                : item.ticket().map(first ? Ticket::system : Ticket::key).orElse("");
    }

    public @Nullable String error(String field) {
        return errors.get(field);
    }

    /** For {@code aria-describedby}. */
    public @Nullable String described(String field) {
        return errors.containsKey(field) ? field + "-error" : null;
    }

    public @Nullable String invalid(String field) {
        return errors.containsKey(field) ? "true" : null;
    }
}
