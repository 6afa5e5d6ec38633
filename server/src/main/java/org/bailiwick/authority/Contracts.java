package org.bailiwick.authority;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.OffsetDateTime;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.bailiwick.ledger.Activity;
import org.bailiwick.ledger.Entry;
import org.bailiwick.ledger.Ledger;
import org.bailiwick.ledger.Outcome;
import org.bailiwick.ledger.Target;
import org.bailiwick.platform.Ids;
import org.bailiwick.platform.Result;
import org.bailiwick.platform.TenantTx;
import org.bailiwick.platform.Transactions;
import org.bailiwick.proof.CanonicalJson;
import org.bailiwick.proof.Json;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** The co-management contract of a tenant: who decides and who executes. The MSP proposes it, the owner accepts it. */
@Component
public final class Contracts {
    private static final Set<String> DECIDERS = Set.of("tenant", "msp", "both");

    private final Transactions transactions;
    private final ContractStore store;
    private final DecisionPoint decisions;
    private final GiveAuthority give;
    private final Ledger ledger;
    private final Ids ids;

    Contracts(Transactions transactions, ContractStore store, DecisionPoint decisions, GiveAuthority give,
            Ledger ledger, Ids ids) {
        this.transactions = transactions;
        this.store = store;
        this.decisions = decisions;
        this.give = give;
        this.ledger = ledger;
        this.ids = ids;
    }

    /**
     * @param decides {@code tenant}, {@code msp} or {@code both}
     * @param automatic whether the product executes by the contract's leave; otherwise an operator does
     * @param contract version of the accepted contract that says so; null of what is only proposed, or in no contract
     */
    public record Term(String capability, String decides, boolean automatic, @Nullable Integer contract) {
        public Term(String capability, String decides, boolean automatic) {
            this(capability, decides, automatic, null);
        }
    }

    /** What the MSP offers: who decides and executes what, how the tenant reaches its evidence, and whom it calls. */
    public record Proposal(String evidenceAccess, String escalationPath, List<Term> terms) {
        /**
         * The tenant decides about its grants and what is expected, the provider ends the access of its own people; the
         * product carries out what was decided.
         */
        public static final List<Term> USUAL_TERMS = List.of(new Term(Capabilities.GRANT_DECIDE, "tenant", true),
                new Term(Capabilities.CHANGE_EXECUTE, "msp", true),
                new Term(Capabilities.ACCOUNT_UNLOCK, "both", true),
                new Term(Capabilities.SCOPE_APPROVE, "tenant", false),
                new Term(Capabilities.STAFF_OFFBOARD, "msp", true));

        public Proposal {
            terms = List.copyOf(terms);
        }
    }

    /** What the accepted contract says about one capability; empty where no contract is accepted. */
    public Optional<Term> term(TenantTx tx, String capability) {
        return store.acceptedTerm(tx, capability);
    }

    /** The newest contract of the permit's tenant, accepted or only proposed. */
    public Optional<Contract> newest(Permit permit) {
        return transactions.tenant(permit.tenant(), this::newest);
    }

    /** The newest contract, accepted or only proposed. */
    public Optional<Contract> newest(TenantTx tx) {
        return store.newest(tx).map(found -> contract(tx, found));
    }

    /** The contract in force, and the proposal that would take its place; each empty where there is none. */
    public record Standing(Optional<Contract> accepted, Optional<Contract> proposed) {}

    /** What is in force, and what the tenant owner is asked to accept. */
    public Standing standing(TenantTx tx) {
        return new Standing(store.newestAccepted(tx).map(found -> contract(tx, found)),
                newest(tx).filter(newest -> newest.acceptedAt().isEmpty()));
    }

    private Contract contract(TenantTx tx, ContractStore.Newest found) {
        return new Contract(found.id(), found.version(), found.evidenceAccess(), found.escalationPath(),
                store.terms(tx, found.rowId()), ContractStore.hex(found.hash()), found.proposedAt().toInstant(),
                found.acceptedAt().map(OffsetDateTime::toInstant));
    }

    /** What whoever accepts a contract here gets and does not hold yet, for example since a newer version of the product. */
    Set<String> gains(TenantTx tx) {
        return give.gains(tx);
    }

    public Result<Contract, ContractProblem> propose(Permit permit, Proposal proposal) {
        var unfit = unfit(proposal);
        if (unfit.isPresent()) {
            return Result.no(unfit.get());
        }
        return transactions.tenant(permit.tenant(), tx -> {
            decisions.confirm(tx, permit);
            int version = store.newest(tx).map(ContractStore.Newest::version).orElse(0) + 1;
            var terms = CanonicalJson.bytes(terms(version, proposal));
            store.insert(tx, ids.uuid(), version, proposal, terms, sha256(terms));
            var contract = newest(tx).orElseThrow();
            record(tx, Activity.CONTRACT_PROPOSED, permit, contract, "proposed");
            return Result.ok(contract);
        });
    }

    /** @param hash of the terms that the owner was shown, hexadecimal */
    public Result<Contract, ContractProblem> accept(Permit permit, String hash) {
        if (!(permit.principal() instanceof Principal.Person owner)) {
            throw new AuthorityLostException("only a person accepts a contract");
        }
        return transactions.tenant(permit.tenant(), tx -> {
            decisions.confirm(tx, permit);
            var newest = store.newest(tx);
            if (newest.isEmpty()) {
                return Result.no(new ContractProblem.NothingProposed());
            }
            if (newest.get().acceptedAt().isPresent()) {
                return Result.no(new ContractProblem.AlreadyAccepted(newest.get().version()));
            }
            if (!ContractStore.hex(newest.get().hash()).equals(hash)) {
                return Result.no(new ContractProblem.HashDiffers(ContractStore.hex(newest.get().hash())));
            }
            store.accept(tx, newest.get(), owner.id());
            var contract = newest(tx).orElseThrow();
            give.byContract(tx, permit, contract, owner.id());
            record(tx, Activity.CONTRACT_ACCEPTED, permit, contract, "accepted");
            return Result.ok(contract);
        });
    }

    private static Optional<ContractProblem> unfit(Proposal proposal) {
        if (proposal.evidenceAccess().isBlank()) {
            return Optional.of(new ContractProblem.EvidenceAccessMissing());
        }
        if (proposal.escalationPath().isBlank()) {
            return Optional.of(new ContractProblem.EscalationPathMissing());
        }
        var seen = new HashSet<String>();
        for (var term : proposal.terms()) {
            if (!Capabilities.known().contains(term.capability())) {
                return Optional.of(new ContractProblem.CapabilityUnknown(term.capability()));
            }
            if (!seen.add(term.capability())) {
                return Optional.of(new ContractProblem.CapabilityTwice(term.capability()));
            }
            if (!DECIDERS.contains(term.decides())) {
                return Optional.of(new ContractProblem.DeciderUnknown(term.decides()));
            }
        }
        return Optional.empty();
    }

    private static Json terms(int version, Proposal proposal) {
        return Json.object().put("version", version).put("evidenceAccess", proposal.evidenceAccess())
                .put("escalationPath", proposal.escalationPath())
                .put("capabilities", Json.array(proposal.terms().stream()
                        .map(term -> Json.object().put("capability", term.capability()).put("decides", term.decides())
                                .put("execution", term.automatic() ? "automatic" : "operator").build())
                        .toList()))
                .build();
    }

    private void record(TenantTx tx, Activity activity, Permit permit, Contract contract, String what) {
        ledger.append(tx, Entry
                .of(activity, permit.principal().actor(),
                        new Target("contract", contract.id().toString(), "version " + contract.version()),
                        Outcome.SUCCESS, permit.evaluation(),
                        "contract version %d %s, terms %s".formatted(contract.version(), what, contract.hash()))
                .under(permit.authority(), permit.evaluation()));
    }

    private static byte[] sha256(byte[] bytes) {
        try {
            return MessageDigest.getInstance("SHA-256").digest(bytes);
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException(impossible);
        }
    }
}
