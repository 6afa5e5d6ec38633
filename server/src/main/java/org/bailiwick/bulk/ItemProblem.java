package org.bailiwick.bulk;

import org.bailiwick.decision.DecisionProblem;
import org.bailiwick.decision.DecisionRefusals;
import org.bailiwick.web.Refusal;
import org.springframework.http.HttpStatus;

/** Why one item of a bulk is not decided; the others are. */
public sealed interface ItemProblem {
    /** As for a decision about this grant alone. */
    record Single(DecisionProblem problem) implements ItemProblem {}

    /** As the module says it that knows of what is no grant. */
    record Said(Refusal said) implements ItemProblem {}

    /** Keeping in bulk must not wave through what deserves a look. */
    record KeepAlone(String why) implements ItemProblem {}

    /** @param edge name of the membership that another item of the same bulk removes already */
    record SameMembership(String edge) implements ItemProblem {}

    /**
     * The product's own access is never among many: with it the product would lose sight of the system, and no other
     * revocation of the bulk could be proven there.
     */
    record ConnectorAccess(String account) implements ItemProblem {}

    /** What a revocation would remove, or what would be kept, is not what was shown. */
    record Changed() implements ItemProblem {}

    /** @param reason why whoever asked may not decide here any more */
    record AuthorityLost(String reason) implements ItemProblem {}

    default Refusal words() {
        return switch (this) {
            case Said(var said) -> said;
            case Single(var problem) -> DecisionRefusals.words(problem);
            case KeepAlone(var why) -> conflict("keep-alone", "this is not kept in bulk",
                    why + "; open it and decide about it by itself");
            case SameMembership(var edge) -> conflict("same-membership", "another item removes the same membership",
                    "this access ends with the membership in `%s`, which another grant of this bulk removes".formatted(
                            edge));
            case ConnectorAccess(var account) -> conflict("connector-access", "this is the product's own access",
                    "by `%s` the product reads and changes this system; without it nothing there could be proven; open the grant and decide about it by itself, or disconnect the system"
                            .formatted(account));
            case Changed changed -> conflict("preview-outdated", "this is not what was shown",
                    "it changed after the preview; preview it again and look at what it is now");
            case AuthorityLost(var reason) -> Refusal.of(HttpStatus.FORBIDDEN, "not-permitted", "not permitted",
                    reason);
        };
    }

    private static Refusal conflict(String name, String title, String detail) {
        return Refusal.of(HttpStatus.CONFLICT, name, title, detail);
    }
}
