package org.bailiwick.authority;

import java.util.Map;
import org.bailiwick.platform.Result;
import org.bailiwick.platform.TenantTx;
import org.bailiwick.platform.Transactions;
import org.bailiwick.web.Access;
import org.bailiwick.web.Redirect;
import org.bailiwick.web.RefusedException;
import org.bailiwick.web.View;
import org.bailiwick.web.VisibleTenant;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;

/** The co-management contract in the console: the MSP proposes, the tenant owner reads and accepts. */
@Controller
final class ContractPages {
    private final Contracts contracts;
    private final DecisionPoint decisions;
    private final Transactions transactions;

    ContractPages(Contracts contracts, DecisionPoint decisions, Transactions transactions) {
        this.contracts = contracts;
        this.decisions = decisions;
        this.transactions = transactions;
    }

    @GetMapping("/t/{tenant}/contract")
    @Access(capability = "tenant.read", scope = Access.Reach.TENANT)
    View page(Permit permit, VisibleTenant tenant) {
        return page(permit, tenant, null, null);
    }

    @PostMapping("/t/{tenant}/contract")
    @Access(capability = "tenant.manage", scope = Access.Reach.TENANT)
    Object propose(Permit permit, VisibleTenant tenant, @RequestParam Map<String, String> fields) {
        var before = ContractForm.of(transactions.tenant(permit.tenant(), contracts::standing));
        var form = ContractForm.typed(fields, before);
        return switch (contracts.propose(permit, form.proposal())) {
            case Result.Ok<Contract, ContractProblem>(var contract) -> back(tenant)
                    .withNotice("version %d is proposed; it is in force when the tenant owner of %s accepts it"
                            .formatted(contract.version(), tenant.name()));
            case Result.No<Contract, ContractProblem>(var problem) -> {
                var refusal = ContractRefusals.refusal(problem);
                if (!transactions.tenant(permit.tenant(), tx -> may(tx, permit, Capabilities.TENANT_READ))) {
                    throw new RefusedException(refusal);
                }
                yield page(permit, tenant, form, refusal.detail()).withStatus(refusal.status());
            }
        };
    }

    @PostMapping("/t/{tenant}/contract/acceptance")
    @Access(capability = "contract.accept", scope = Access.Reach.TENANT)
    Redirect accept(Permit permit, VisibleTenant tenant, @RequestParam(defaultValue = "") String hash) {
        var contract = contracts.accept(permit, hash)
                .orThrow(problem -> new RefusedException(ContractRefusals.refusal(problem)));
        return back(tenant).withNotice("version %d of the contract of %s is in force".formatted(contract.version(),
                tenant.name()));
    }

    private View page(Permit permit, VisibleTenant tenant, @Nullable ContractForm typed, @Nullable String problem) {
        return transactions.tenant(permit.tenant(), tx -> {
            var standing = contracts.standing(tx);
            var accepted = standing.accepted().orElse(null);
            var proposed = standing.proposed().orElse(null);
            return View.of("authority/contract.jte", new ContractPage(tenant, accepted, proposed,
                    ContractPage.lines(accepted, proposed), contracts.gains(tx).stream().map(Wording::may).toList(),
                    may(tx, permit, Capabilities.TENANT_MANAGE), may(tx, permit, Capabilities.CONTRACT_ACCEPT),
                    typed == null ? ContractForm.of(standing) : typed, problem));
        });
    }

    private boolean may(TenantTx tx, Permit permit, String capability) {
        return decisions.decide(tx, permit.principal(), capability) instanceof Evaluation.Permitted;
    }

    private static Redirect back(VisibleTenant tenant) {
        return Redirect.to("/t/%s/contract".formatted(tenant.shortName()));
    }
}
