package org.bailiwick.authority;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.bailiwick.web.Access;
import org.bailiwick.web.RefusedException;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/** The co-management contract: the MSP proposes, the owner reads and accepts. */
@RestController
final class ContractApi {
    private final Contracts contracts;

    ContractApi(Contracts contracts) {
        this.contracts = contracts;
    }

    record TermJson(String capability, String decides, String execution) {
        static TermJson of(Contracts.Term term) {
            return new TermJson(term.capability(), term.decides(), term.automatic() ? "automatic" : "operator");
        }

        Contracts.Term term() {
            return switch (execution) {
                case "automatic" -> new Contracts.Term(capability, decides, true);
                case "operator" -> new Contracts.Term(capability, decides, false);
                default -> throw new RefusedException(ContractRefusals.executionUnknown(execution));
            };
        }
    }

    record ContractJson(UUID id, int version, String state, String evidenceAccess, String escalationPath,
            List<TermJson> capabilities, String hash, Instant proposedAt, @Nullable Instant acceptedAt) {
        static ContractJson of(Contract contract) {
            return new ContractJson(contract.id(), contract.version(),
                    contract.acceptedAt().isPresent() ? "accepted" : "proposed", contract.evidenceAccess(),
                    contract.escalationPath(), contract.terms().stream().map(TermJson::of).toList(), contract.hash(),
                    contract.proposedAt(), contract.acceptedAt().orElse(null));
        }
    }

    /** @param capabilities left out for the usual terms: the tenant decides, the product carries out */
    record ProposalJson(@Nullable String evidenceAccess, @Nullable String escalationPath,
            @Nullable List<TermJson> capabilities) {
        Contracts.Proposal proposal() {
            return new Contracts.Proposal(Optional.ofNullable(evidenceAccess).orElse(""),
                    Optional.ofNullable(escalationPath).orElse(""),
                    capabilities == null
                            ? Contracts.Proposal.USUAL_TERMS
                            : capabilities.stream().map(TermJson::term).toList());
        }
    }

    record AcceptanceJson(@Nullable String hash) {}

    @GetMapping("/api/v1/tenants/{tenant}/contract")
    @Access(capability = Capabilities.TENANT_READ, scope = Access.Reach.TENANT)
    ContractJson newest(Permit permit) {
        return ContractJson.of(contracts.newest(permit).orElseThrow(
                () -> new RefusedException(ContractRefusals.refusal(new ContractProblem.NothingProposed()))));
    }

    @PostMapping("/api/v1/tenants/{tenant}/contract")
    @Access(capability = Capabilities.TENANT_MANAGE, scope = Access.Reach.TENANT)
    @ResponseStatus(HttpStatus.CREATED)
    ContractJson propose(Permit permit, @RequestBody ProposalJson proposal) {
        return ContractJson.of(contracts.propose(permit, proposal.proposal())
                .orThrow(problem -> new RefusedException(ContractRefusals.refusal(problem))));
    }

    @PostMapping("/api/v1/tenants/{tenant}/contract/acceptance")
    @Access(capability = Capabilities.CONTRACT_ACCEPT, scope = Access.Reach.TENANT)
    @ResponseStatus(HttpStatus.CREATED)
    ContractJson accept(Permit permit, @RequestBody AcceptanceJson acceptance) {
        return ContractJson.of(contracts.accept(permit, Optional.ofNullable(acceptance.hash()).orElse(""))
                .orThrow(problem -> new RefusedException(ContractRefusals.refusal(problem))));
    }
}
