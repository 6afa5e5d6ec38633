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
        return of(form, chosen(form).stream().map(BulkForm::id).toList());
    }

    static BulkForm of(MultiValueMap<String, String> form, List<UUID> grants) {
        var system = first(form, "ticketSystem");
        var key = first(form, "ticketKey");
        return new BulkForm(new BulkRequest(kind(first(form, "decision")), first(form, "justification"),
                Ticket.typed(system, key), grants.stream().map(grant -> item(form, grant)).toList()), system, key,
                first(form, "hash"), form.containsKey("typed"));
    }

    /** The values of the rows, each once. */
    static Set<String> chosen(MultiValueMap<String, String> form) {
        var chosen = new LinkedHashSet<>(form.getOrDefault("grant", List.of()));
        if (form.containsKey("all")) {
            chosen.addAll(form.getOrDefault("shown", List.of()));
        }
        return chosen;
    }

    private static BulkRequest.Item item(MultiValueMap<String, String> form, UUID grant) {
        return new BulkRequest.Item(grant, first(form, "reason-" + grant),
                Ticket.typed(first(form, "system-" + grant), first(form, "key-" + grant)));
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
                    "parameter is not valid", "`%s` is no id of a grant; choose rows of a list".formatted(text)));
        }
    }

    private static String first(MultiValueMap<String, String> form, String name) {
        return Optional.ofNullable(form.getFirst(name)).orElse("");
    }
}
