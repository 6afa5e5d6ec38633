package org.bailiwick.decision;

import java.util.List;
import java.util.UUID;
import org.bailiwick.authority.DecisionPoint;
import org.bailiwick.authority.Evaluation;
import org.bailiwick.authority.Permit;
import org.bailiwick.authority.Principal;
import org.bailiwick.catalogue.Catalogue;
import org.bailiwick.connector.Connections;
import org.bailiwick.platform.Result;
import org.bailiwick.platform.TenantTx;
import org.bailiwick.platform.Transactions;
import org.bailiwick.register.Expectation;
import org.bailiwick.register.ExpectedAccess;
import org.bailiwick.register.GrantView;
import org.bailiwick.register.Register;
import org.bailiwick.web.Access;
import org.bailiwick.web.Redirect;
import org.bailiwick.web.Refusal;
import org.bailiwick.web.RefusedException;
import org.bailiwick.web.View;
import org.bailiwick.web.VisibleTenant;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;

/** Looking at a grant and deciding about it, in the console. */
@Controller
@RequestMapping("/t/{tenant}/grants/{grant}")
final class DecisionPages {
    private final Transactions transactions;
    private final GrantDecisions decisions;
    private final Register register;
    private final Catalogue catalogue;
    private final Connections connections;
    private final DecisionPoint decisionPoint;
    private final ObjectProvider<ExpectedAccess> expectedAccess;

    DecisionPages(Transactions transactions, GrantDecisions decisions, Register register, Catalogue catalogue,
            Connections connections, DecisionPoint decisionPoint, ObjectProvider<ExpectedAccess> expectedAccess) {
        this.expectedAccess = expectedAccess;
        this.transactions = transactions;
        this.decisions = decisions;
        this.register = register;
        this.catalogue = catalogue;
        this.connections = connections;
        this.decisionPoint = decisionPoint;
    }

    @GetMapping
    @Access(capability = "register.read", scope = Access.Reach.TENANT)
    View grant(VisibleTenant tenant, Principal.Person person, @PathVariable UUID grant) {
        return page(tenant, person, grant, Typed.NOTHING);
    }

    @PostMapping("/decision")
    @Access(capability = "grant.decide", scope = Access.Reach.TENANT)
    Object decide(Permit permit, VisibleTenant tenant, Principal.Person person, @PathVariable UUID grant,
            @RequestParam(required = false) @Nullable DecisionKind decision,
            @RequestParam(defaultValue = "") String justification,
            @RequestParam(defaultValue = "") String ticketSystem, @RequestParam(defaultValue = "") String ticketKey) {
        var typed = Typed.of(decision, justification, ticketSystem, ticketKey);
        if (decision == null) {
            return again(tenant, person, grant, typed, DecisionRefusals.decisionMissing());
        }
        var request = new DecisionRequest(decision, justification, Ticket.typed(ticketSystem, ticketKey));
        return switch (decisions.decide(permit, grant, request)) {
            case Result.Ok<GrantDecisions.Decided, DecisionProblem>(var decided) -> decided.decision().change()
                    .map(change -> Redirect.to("/t/%s/changes/%s".formatted(tenant.shortName(), change))
                            .withNotice(
                                    "the revocation is decided; it is not verified before the system was read again"))
                    .orElseGet(() -> Redirect.to("/t/%s/grants/%s".formatted(tenant.shortName(), grant))
                            .withNotice("your decision is on record"));
            case Result.No<GrantDecisions.Decided, DecisionProblem>(var problem) ->
                again(tenant, person, grant, typed, DecisionRefusals.of(tenant, problem));
        };
    }

    /** Whoever left something out finds what they typed, and at the field what is missing. */
    private View again(VisibleTenant tenant, Principal.Person person, UUID grant, Typed typed, Refusal refusal) {
        if (refusal.status() != HttpStatus.UNPROCESSABLE_CONTENT) {
            throw new RefusedException(refusal);
        }
        return page(tenant, person, grant, typed.refused(refusal)).withStatus(HttpStatus.UNPROCESSABLE_CONTENT);
    }

    private View page(VisibleTenant tenant, Principal.Person person, UUID grant, Typed typed) {
        return transactions.tenant(tenant.id(), tx -> decisions.dossier(tx, grant).map(dossier -> new GrantPage(tenant,
                dossier, meaning(tx, dossier.grant()), sources(tx, dossier), mayNotDecide(tx, dossier, person),
                expectation(tx, dossier.grant()), typed)))
                .map(page -> View.of("decision/grant.jte", page))
                .orElseThrow(() -> new RefusedException(Refusal.notFound()));
    }

    private @Nullable Expectation expectation(TenantTx tx, GrantView grant) {
        var comparing = expectedAccess.getIfAvailable();
        return comparing == null ? null : comparing.of(tx, List.of(grant)).get(grant.id());
    }

    private String meaning(TenantTx tx, GrantView grant) {
        var place = connections.find(tx, grant.account().connection())
                .map(connection -> new Catalogue.Place(connection.system(), connection.within()))
                .orElse(new Catalogue.Place("", ""));
        return catalogue.meaning(place, grant.entitlement().key().kind(), grant.entitlement().name()).reason();
    }

    private List<GrantPage.Source> sources(TenantTx tx, GrantDecisions.Dossier dossier) {
        var account = dossier.grant().account().id();
        return dossier.grant().sources().stream()
                .map(source -> new GrantPage.Source(source,
                        register.grant(tx, account, source.id()).map(GrantView::publicId).orElse(null)))
                .toList();
    }

    private @Nullable String mayNotDecide(TenantTx tx, GrantDecisions.Dossier dossier, Principal.Person person) {
        if (register.isOwn(tx, dossier.grant(), person)) {
            return "this grant is your own; ask somebody else who decides in this tenant";
        }
        return switch (decisionPoint.decide(tx, person, GrantDecisions.CAPABILITY)) {
            case Evaluation.Permitted permitted -> null;
            case Evaluation.Denied denied -> denied.reason();
        };
    }
}
