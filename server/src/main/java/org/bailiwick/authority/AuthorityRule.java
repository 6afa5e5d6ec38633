package org.bailiwick.authority;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.bailiwick.platform.TenantId;
import org.jspecify.annotations.Nullable;

/**
 * The decision itself: facts in, evaluation out, no I/O. What no rule permits is denied; there is no rule for a role
 * that may everything.
 */
final class AuthorityRule {
    /** Capabilities that the co-management contract assigns to a side; without a contract nobody has them. */
    private static final Set<String> BY_CONTRACT = Set.of(Capabilities.GRANT_DECIDE, Capabilities.CHANGE_EXECUTE,
            Capabilities.ACCOUNT_UNLOCK, Capabilities.SCOPE_APPROVE);

    private AuthorityRule() {}

    /** Whether nobody may do it before a contract says who. */
    static boolean byContract(String capability) {
        return BY_CONTRACT.contains(capability);
    }

    static Evaluation evaluate(Facts facts) {
        List<Held> inForce = facts.held().stream().filter(held -> held.inForce(facts.now())).toList();
        var matching = inForce.stream().filter(held -> held.capability().equals(facts.capability())).toList();
        if (!Capabilities.known().contains(facts.capability())) {
            return denied(facts, inForce, "there is no capability `%s`".formatted(facts.capability()));
        }
        if (matching.isEmpty()) {
            return denied(facts, inForce, missing(facts));
        }
        return switch (facts.principal()) {
            case Principal.Person person -> person(facts, inForce, matching);
            case Principal.Product product -> product(facts, inForce, matching.getFirst());
        };
    }

    private static Evaluation person(Facts facts, List<Held> inForce, List<Held> matching) {
        if (!BY_CONTRACT.contains(facts.capability())) {
            return permitted(facts, matching.getFirst());
        }
        var term = said(facts.tenant(), facts.capability(), facts.term());
        if (term.isEmpty()) {
            return denied(facts, inForce,
                    "no co-management contract says who may use `%s` here; the tenant owner accepts one first"
                            .formatted(facts.capability()));
        }
        var decides = term.get().decides();
        Optional<Held> fitting = matching.stream().filter(held -> leftTo(term, held)).findFirst();
        return fitting.map(held -> permitted(facts, held)).orElseGet(() -> denied(facts, inForce,
                "the co-management contract leaves `%s` to the %s's side; ask somebody there"
                        .formatted(facts.capability(), decides)));
    }

    /**
     * What is said of a capability in a tenant. In the MSP's own there is nobody else to agree with, so what a contract
     * would assign is its own side's there, carried out by a person; everywhere else without a contract it is nobody's.
     */
    static Optional<Contracts.Term> said(TenantId tenant, String capability, Optional<Contracts.Term> accepted) {
        return accepted.isEmpty() && tenant.equals(TenantId.MSP) && byContract(capability)
                ? Optional.of(new Contracts.Term(capability, Side.MSP.text(), false))
                : accepted;
    }

    /** Whether the contract leaves the capability to this authority's side; without a contract to nobody's. */
    static boolean leftTo(Optional<Contracts.Term> term, Held held) {
        return leftTo(term, held.capability(), held.side());
    }

    static boolean leftTo(Optional<Contracts.Term> term, String capability, Side side) {
        return !BY_CONTRACT.contains(capability) || term
                .filter(said -> said.decides().equals("both") || said.decides().equals(side.text())).isPresent();
    }

    private static Evaluation product(Facts facts, List<Held> inForce, Held held) {
        return facts.term().filter(Contracts.Term::automatic).isPresent()
                ? permitted(facts, held)
                : denied(facts, inForce, "the contract does not let the product do `%s` by itself; an operator does it"
                        .formatted(facts.capability()));
    }

    private static String missing(Facts facts) {
        boolean had = facts.held().stream().anyMatch(held -> held.capability().equals(facts.capability()));
        return had
                ? "your authority for `%s` was revoked or ran out; ask who delegates authority in the tenant"
                        .formatted(facts.capability())
                : "you hold no authority for `%s` here; ask who delegates authority in the tenant"
                        .formatted(facts.capability());
    }

    private static Evaluation permitted(Facts facts, Held held) {
        return new Evaluation.Permitted(new Permit(facts.tenant(), facts.evaluation(), facts.principal(),
                facts.capability(), held.id(), held.forTheRecord(contract(facts.capability(), facts.term()))));
    }

    /** The version of the contract that a decision rests on; null where it rests on none. */
    static @Nullable Integer contract(String capability, Optional<Contracts.Term> term) {
        return BY_CONTRACT.contains(capability) ? term.map(Contracts.Term::contract).orElse(null) : null;
    }

    private static Evaluation denied(Facts facts, List<Held> inForce, String reason) {
        return new Evaluation.Denied(facts.evaluation(), !inForce.isEmpty(), reason);
    }
}
