package org.bailiwick.decision;

import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.bailiwick.register.GrantJson;
import org.bailiwick.register.GrantView.EntitlementRef;
import org.bailiwick.web.Refusal;
import org.bailiwick.web.VisibleTenant;
import org.springframework.http.HttpStatus;

/** How a refused decision is said to whoever asked; the one switch over {@link DecisionProblem}. */
public final class DecisionRefusals {
    private DecisionRefusals() {}

    /** With links to what is in the way. */
    public static Refusal of(VisibleTenant tenant, DecisionProblem problem) {
        var words = words(problem);
        return problem instanceof DecisionProblem.ChangeOpen(var change, var state)
                ? new Refusal(words.status(), words.name(), words.title(), words.detail(),
                        Map.of("change", "/api/v1/tenants/%s/changes/%s".formatted(tenant.publicId(), change),
                                "console",
                                "/t/%s/changes/%s".formatted(tenant.shortName(), change)))
                : words;
    }

    /** For a line among others, whatever tenant it is in. */
    public static Refusal words(DecisionProblem problem) {
        return switch (problem) {
            case DecisionProblem.GrantNotFound notFound -> Refusal.notFound();
            case DecisionProblem.NotOfferedYet(var kind) -> Refusal.of(HttpStatus.UNPROCESSABLE_CONTENT,
                    "not-offered-yet", "this decision is not offered yet",
                    "`%s` cannot be carried out by this version; use KEEP, REVOKE or ABSTAIN".formatted(kind));
            case DecisionProblem.JustificationMissing missing -> invalid("/justification",
                    "say why, so that whoever reads the record understands the decision");
            case DecisionProblem.JustificationTooLong(var longest) -> invalid("/justification",
                    "say it in at most %d characters; more belongs into the ticket".formatted(longest));
            case DecisionProblem.TicketIncomplete incomplete -> invalid("/ticket",
                    "name both the ticket's `system` and its `key`, or leave the ticket out");
            case DecisionProblem.OwnAccess own -> Refusal.of(HttpStatus.FORBIDDEN, "own-access",
                    "nobody decides about their own access",
                    "this grant is your own; ask somebody else who decides in this tenant");
            case DecisionProblem.NotEffective(var grant) -> Refusal.of(HttpStatus.CONFLICT, "grant-not-effective",
                    "the grant is not effective",
                    "the access had ended when the system was last read; have it read again if you know otherwise");
            case DecisionProblem.Disconnected(var system) -> Refusal.of(HttpStatus.CONFLICT, "system-disconnected",
                    "the system is disconnected", disconnected(system));
            case DecisionProblem.NotRemovable(var removal) -> notRemovable(removal);
            case DecisionProblem.ChangeOpen(var change, var state) -> Refusal.of(HttpStatus.CONFLICT, "change-open",
                    "a change of this membership is open",
                    "it was decided already and the change is %s; follow that change".formatted(state.text()));
        };
    }

    static Refusal decisionMissing() {
        return invalid("/decision", "say KEEP, REVOKE or ABSTAIN");
    }

    /** What to do where a change of access is wanted in a system that the product has no way into any more. */
    public static String disconnected(String system) {
        return "`%s` was disconnected, so nothing can be changed in it or proven; connect it again and have it read, or end the access in the system itself"
                .formatted(system);
    }

    private static Refusal notRemovable(Removal.NotRemovable removal) {
        var names = removal.sources().stream().map(source -> "%s `%s`".formatted(source.key().kind(), source.name()))
                .collect(Collectors.joining(", "));
        return new Refusal(HttpStatus.CONFLICT, "not-removable", "not removable here",
                names.isEmpty() ? removal.reason() : "%s: source is %s".formatted(removal.reason(), names),
                Map.of("sources", sources(removal.sources())));
    }

    static List<GrantJson.Entitlement> sources(List<EntitlementRef> sources) {
        return sources.stream().map(GrantJson::entitlement).toList();
    }

    private static Refusal invalid(String pointer, String detail) {
        return new Refusal(HttpStatus.UNPROCESSABLE_CONTENT, "decision-incomplete", "the decision is not complete",
                detail, Map.of("errors", List.of(Map.of("pointer", pointer, "detail", detail))));
    }
}
