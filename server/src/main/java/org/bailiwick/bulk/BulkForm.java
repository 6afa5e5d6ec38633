package org.bailiwick.bulk;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.bailiwick.decision.DecisionKind;
import org.bailiwick.decision.Ticket;
import org.bailiwick.web.Refusal;
import org.bailiwick.web.RefusedException;
import org.springframework.http.HttpStatus;
import org.springframework.util.MultiValueMap;

/**
 * A bulk as a form sends it: the chosen rows of a list, or the rows of a preview with words for all of them and for
 * each. With {@code all} every row counts that the list showed.
 */
record BulkForm(BulkRequest request, String system, String key, String hash, boolean typed) {
    static BulkForm of(MultiValueMap<String, String> form) {
        return of(form, chosen(form).stream().map(row -> new About(id(row.value()), row.finding())).toList());
    }

    static BulkForm of(MultiValueMap<String, String> form, List<About> items) {
        var system = first(form, "ticketSystem");
        var key = first(form, "ticketKey");
        return new BulkForm(new BulkRequest(kind(first(form, "decision")), first(form, "justification"),
                Ticket.typed(system, key), items.stream().map(about -> item(form, about)).toList()), system, key,
                first(form, "hash"), form.containsKey("typed"));
    }

    /** A row as the form sends it. */
    record Row(String value, boolean finding) {}

    /** The rows, each once. */
    static Set<Row> chosen(MultiValueMap<String, String> form) {
        var chosen = new LinkedHashSet<Row>();
        form.getOrDefault("grant", List.of()).forEach(row -> chosen.add(new Row(row, false)));
        form.getOrDefault("finding", List.of()).forEach(row -> chosen.add(new Row(row, true)));
        if (form.containsKey("all")) {
            form.getOrDefault("shown", List.of()).forEach(row -> chosen.add(new Row(row, false)));
            form.getOrDefault("shownFinding", List.of()).forEach(row -> chosen.add(new Row(row, true)));
        }
        return chosen;
    }

    private static BulkRequest.Item item(MultiValueMap<String, String> form, About about) {
        var id = about.id();
        return new BulkRequest.Item(about, first(form, "reason-" + id),
                Ticket.typed(first(form, "system-" + id), first(form, "key-" + id)));
    }

    private static DecisionKind kind(String word) {
        return switch (word) {
            case "KEEP" -> DecisionKind.KEEP;
            case "REVOKE" -> DecisionKind.REVOKE;
            default -> throw new RefusedException(BulkRefusals.decisionMissing());
        };
    }

    static UUID id(String text) {
        try {
            return UUID.fromString(text);
        } catch (IllegalArgumentException malformed) {
            throw new RefusedException(Refusal.of(HttpStatus.BAD_REQUEST, "invalid-parameter",
                    "parameter is not valid", "`%s` is no id; choose rows of a list".formatted(text)));
        }
    }

    private static String first(MultiValueMap<String, String> form, String name) {
        return Optional.ofNullable(form.getFirst(name)).orElse("");
    }
}
