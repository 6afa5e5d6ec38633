package org.bailiwick.bulk;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.bailiwick.decision.DecisionKind;
import org.bailiwick.decision.DecisionProblem;
import org.bailiwick.decision.DecisionRefusals;
import org.bailiwick.decision.Ticket;
import org.bailiwick.web.VisibleTenant;
import org.jspecify.annotations.Nullable;

/**
 * What a bulk would do, with the words that were typed so far.
 *
 * @param own words of single rows, by grant
 * @param system and {@code key}: the common ticket as typed
 * @param errors what is wrong, by the name of the field
 * @param confirmable whether the words are whole, so that this can be asked for by its hash
 * @param message why it was not taken the last time; null where it was not sent
 */
public record PreviewPage(VisibleTenant tenant, Preview preview, String justification, String system, String key,
        Map<UUID, BulkRequest.Item> own, Map<String, String> errors, boolean confirmable,
        @Nullable String message) {
    public PreviewPage {
        own = Map.copyOf(own);
        errors = Map.copyOf(errors);
    }

    static PreviewPage of(VisibleTenant tenant, BulkForm form, Preview preview,
            List<BulkProblem.Incomplete.Fault> faults,
            @Nullable String message) {
        var own = new HashMap<UUID, BulkRequest.Item>();
        form.request().items().forEach(item -> own.put(item.grant(), item));
        var errors = new HashMap<String, String>();
        faults.forEach(fault -> errors.putIfAbsent(field(form, fault),
                DecisionRefusals.words(fault.problem()).detail()));
        boolean whole = faults.isEmpty() && form.typed() && !preview.decidable().isEmpty();
        return new PreviewPage(tenant, preview, form.request().justification(), form.system(), form.key(), own,
                form.typed() ? errors : Map.of(), whole, message);
    }

    private static String field(BulkForm form, BulkProblem.Incomplete.Fault fault) {
        boolean ticket = fault.problem() instanceof DecisionProblem.TicketIncomplete;
        if (fault.position() < 0) {
            return ticket ? "ticket" : "justification";
        }
        var item = form.request().items().get(fault.position());
        // A row without a reason of its own lacks the common one.
        if (!ticket && item.justification().isBlank()) {
            return "justification";
        }
        return (ticket ? "ticket-" : "reason-") + item.grant();
    }

    public String path() {
        return "/t/%s/decisions".formatted(tenant.shortName());
    }

    public String home() {
        return "/t/" + tenant.shortName();
    }

    public boolean revokes() {
        return preview.kind() == DecisionKind.REVOKE;
    }

    /** For a button: {@code Revoke 12 grants in Acme Dental}. */
    public String verb() {
        int grants = preview.decidable().size();
        return "%s %d %s in %s".formatted(revokes() ? "Revoke" : "Keep", grants, grants == 1 ? "grant" : "grants",
                tenant.name());
    }

    public String title() {
        return preview.decidable().isEmpty()
                ? "Nothing here can be %s in bulk".formatted(revokes() ? "revoked" : "kept")
                : verb() + "?";
    }

    /** Why somebody else has to agree. */
    public String whySecondPerson() {
        return preview.alone().isEmpty()
                ? "More than %d accounts".formatted(SecondPerson.MOST_ACCOUNTS_ALONE)
                : "With what you decided in bulk here within the last %d hours it is %d accounts, and more than %d are not decided alone"
                        .formatted(SecondPerson.COUNTED.toHours(), preview.together(),
                                SecondPerson.MOST_ACCOUNTS_ALONE);
    }

    public List<Preview.Line> leftOut() {
        return preview.lines().stream().filter(line -> line.problem().isPresent()).toList();
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
}
