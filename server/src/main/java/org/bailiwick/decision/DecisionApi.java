package org.bailiwick.decision;

import io.swagger.v3.oas.annotations.Operation;
import java.net.URI;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.bailiwick.authority.Permit;
import org.bailiwick.platform.TenantTx;
import org.bailiwick.platform.Transactions;
import org.bailiwick.register.ExpectedAccess;
import org.bailiwick.register.Expectation;
import org.bailiwick.register.GrantView;
import org.bailiwick.web.Access;
import org.bailiwick.web.Refusal;
import org.bailiwick.web.RefusedException;
import org.bailiwick.web.VisibleTenant;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/** One grant with what deciding it would mean, and the decision itself. */
@RestController
@RequestMapping("/api/v1/tenants/{tenant}/grants/{grant}")
final class DecisionApi {
    private final Transactions transactions;
    private final GrantDecisions decisions;
    private final ObjectProvider<ExpectedAccess> expectedAccess;

    DecisionApi(Transactions transactions, GrantDecisions decisions, ObjectProvider<ExpectedAccess> expectedAccess) {
        this.expectedAccess = expectedAccess;
        this.transactions = transactions;
        this.decisions = decisions;
    }

    /** @param ticket may be left out */
    record Body(@Nullable DecisionKind decision, @Nullable String justification, @Nullable TicketBody ticket) {}

    @GetMapping
    @Access(capability = "register.read", scope = Access.Reach.TENANT)
    @Operation(operationId = "getGrant", summary = "A grant, what a revocation would remove, and past decisions")
    GrantDossierJson grant(VisibleTenant tenant, @PathVariable UUID grant) {
        return transactions.tenant(tenant.id(), tx -> decisions.dossier(tx, grant)
                .map(dossier -> GrantDossierJson.of(tenant, dossier, expectation(tx, dossier.grant()))))
                .orElseThrow(() -> new RefusedException(Refusal.notFound()));
    }

    private @Nullable Expectation expectation(TenantTx tx, GrantView grant) {
        var comparing = expectedAccess.getIfAvailable();
        return comparing == null ? null : comparing.of(tx, List.of(grant)).get(grant.id());
    }

    @GetMapping("/decisions/{decision}")
    @Access(capability = "register.read", scope = Access.Reach.TENANT)
    @Operation(operationId = "getDecision", summary = "What was decided about a grant, by whom and why")
    DecisionJson decision(VisibleTenant tenant, @PathVariable UUID grant, @PathVariable UUID decision) {
        return transactions.tenant(tenant.id(), tx -> decisions.find(tx, grant, decision))
                .map(found -> DecisionJson.of(tenant, found, Optional.empty()))
                .orElseThrow(() -> new RefusedException(Refusal.notFound()));
    }

    @PostMapping("/decision")
    @Access(capability = "grant.decide", scope = Access.Reach.TENANT)
    @Operation(operationId = "decideGrant", summary = "Keep or revoke a grant; a revocation orders a change")
    ResponseEntity<DecisionJson> decide(Permit permit, VisibleTenant tenant, @PathVariable UUID grant,
            @RequestBody Body body) {
        if (body.decision() == null) {
            throw new RefusedException(DecisionRefusals.decisionMissing());
        }
        var request = new DecisionRequest(body.decision(), body.justification() == null ? "" : body.justification(),
                Optional.ofNullable(body.ticket()).map(TicketBody::ticket));
        var decided = decisions.decide(permit, grant, request)
                .orThrow(problem -> new RefusedException(DecisionRefusals.of(tenant, problem)));
        return ResponseEntity
                .created(URI.create("/api/v1/tenants/%s/grants/%s/decisions/%s".formatted(tenant.publicId(), grant,
                        decided.decision().publicId())))
                .body(DecisionJson.of(tenant, decided.decision(), decided.removes()));
    }
}
