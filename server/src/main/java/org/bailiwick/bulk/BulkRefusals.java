package org.bailiwick.bulk;

import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.bailiwick.approval.ApprovalRefusals;
import org.bailiwick.decision.DecisionRefusals;
import org.bailiwick.web.Refusal;
import org.bailiwick.web.VisibleTenant;
import org.springframework.http.HttpStatus;

/** How a refused bulk is said to whoever asked; the one switch over {@link BulkProblem}. */
final class BulkRefusals {
    private BulkRefusals() {}

    /** With links to what is in the way. */
    static Refusal of(VisibleTenant tenant, BulkProblem problem) {
        var words = words(problem);
        return problem instanceof BulkProblem.AlreadyOpen(var bulk)
                ? new Refusal(words.status(), words.name(), words.title(), words.detail(), links(tenant, bulk))
                : words;
    }

    /** Of whatever tenant it is, or of several. */
    static Refusal words(BulkProblem problem) {
        return switch (problem) {
            case BulkProblem.NothingNamed nothing -> invalid("/items", "name at least one grant or finding");
            case BulkProblem.TooMany(var most) -> invalid("/items",
                    "name at most %d grants at once; send the others as another bulk".formatted(most));
            case BulkProblem.NamedTwice(var position) -> invalid("/items/%d/grant".formatted(position),
                    "this grant is named before; name each grant once");
            case BulkProblem.NotOffered(var kind) -> invalid("/decision",
                    "`%s` is not decided in bulk; say KEEP or REVOKE, or decide about each grant by itself"
                            .formatted(kind));
            case BulkProblem.Incomplete(var faults) -> incomplete(faults.stream().map(BulkRefusals::error).toList());
            case BulkProblem.Outdated outdated -> outdated();
            case BulkProblem.OutdatedOverTenants outdated -> outdated();
            case BulkProblem.NothingDecidable(var now) -> conflict("nothing-decidable", "nothing here can be decided",
                    "each of the %d grants is left out for a reason of its own; preview them to read why".formatted(
                            now.lines().size()));
            case BulkProblem.AlreadyOpen open -> conflict("bulk-open", "the same was asked for already",
                    "it has not ended yet; follow it");
            case BulkProblem.NotFound notFound -> Refusal.notFound();
            case BulkProblem.NotApproved(var why) -> ApprovalRefusals.of(why);
            case BulkProblem.OwnAccessWithin own -> Refusal.of(HttpStatus.FORBIDDEN, "own-access",
                    "nobody decides about their own access",
                    "your own access is among these grants; ask somebody else who decides in this tenant");
            case BulkProblem.Stale stale -> conflict("preview-outdated", "this is not what was shown",
                    "the register changed after it was asked for, so it would do something else now; refuse it, or have"
                            + " it previewed and asked for again");
            case BulkProblem.RequesterLost lost -> conflict("requester-lost",
                    "whoever asked may not decide here any more",
                    "refuse it; somebody who decides in this tenant asks again");
            case BulkProblem.NotYours yours -> Refusal.of(HttpStatus.FORBIDDEN, "not-yours",
                    "only whoever asked takes this back", "refuse it instead, if you may approve it");
            case BulkProblem.NotWaiting(var state) -> conflict("bulk-not-waiting", "it waits for nobody",
                    "it is %s already; load it again to see what became of it".formatted(state.text()));
        };
    }

    private static Refusal outdated() {
        return conflict("preview-outdated", "this is not what was shown",
                "the items, their words or the register are not what this hash was given for; preview them again"
                        + " and send the hash of that preview");
    }

    static Refusal decisionMissing() {
        return invalid("/decision", "say KEEP or REVOKE");
    }

    static Refusal grantMissing(int position) {
        return invalid("/items/%d/grant".formatted(position), "say about which `grant` or which `finding`");
    }

    static Refusal tenantMissing(int position) {
        return invalid("/items/%d/tenant".formatted(position), "say in which tenant");
    }

    private static Map<String, Object> links(VisibleTenant tenant, UUID bulk) {
        return Map.of("bulk", "/api/v1/tenants/%s/decisions/%s".formatted(tenant.publicId(), bulk), "console",
                "/t/%s/decisions/%s".formatted(tenant.shortName(), bulk));
    }

    /** The pointers of a single decision, below the item where it has words of its own. */
    private static Map<String, String> error(BulkProblem.Incomplete.Fault fault) {
        var words = DecisionRefusals.words(fault.problem());
        var pointer = words.more().get("errors") instanceof List<?> errors && !errors.isEmpty()
                && errors.getFirst() instanceof Map<?, ?> error ? String.valueOf(error.get("pointer")) : "";
        return Map.of("pointer", fault.position() < 0 ? pointer : "/items/%d%s".formatted(fault.position(), pointer),
                "detail", words.detail());
    }

    private static Refusal conflict(String name, String title, String detail) {
        return Refusal.of(HttpStatus.CONFLICT, name, title, detail);
    }

    private static Refusal invalid(String pointer, String detail) {
        return incomplete(List.of(Map.of("pointer", pointer, "detail", detail)));
    }

    private static Refusal incomplete(List<Map<String, String>> errors) {
        return new Refusal(HttpStatus.UNPROCESSABLE_CONTENT, "decision-incomplete", "the decision is not complete",
                errors.getFirst().getOrDefault("detail", ""), Map.of("errors", errors));
    }
}
