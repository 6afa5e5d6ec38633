package org.bailiwick.lifecycle;

import java.util.UUID;
import org.bailiwick.authority.Capabilities;
import org.bailiwick.authority.DecisionPoint;
import org.bailiwick.authority.Evaluation;
import org.bailiwick.authority.Permit;
import org.bailiwick.authority.Principal;
import org.bailiwick.platform.TenantTx;
import org.bailiwick.platform.Transactions;
import org.bailiwick.web.Access;
import org.bailiwick.web.Redirect;
import org.bailiwick.web.Refusal;
import org.bailiwick.web.RefusedException;
import org.bailiwick.web.View;
import org.bailiwick.web.VisibleTenant;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;

/** What a tenant sees of leavers of its service provider: its own requests and nothing beyond. */
@Controller
@RequestMapping("/t/{tenant}/leavers")
final class RequestPages {
    private final Transactions transactions;
    private final Requests requests;
    private final AnswerRequest answerRequest;
    private final DecisionPoint decisionPoint;

    RequestPages(Transactions transactions, Requests requests, AnswerRequest answerRequest,
            DecisionPoint decisionPoint) {
        this.transactions = transactions;
        this.requests = requests;
        this.answerRequest = answerRequest;
        this.decisionPoint = decisionPoint;
    }

    @GetMapping
    @Access(capability = "change.read", scope = Access.Reach.TENANT)
    View list(VisibleTenant tenant) {
        return View.of("lifecycle/requests.jte",
                new RequestPage.Listed(tenant, transactions.tenant(tenant.id(), requests::list)));
    }

    @GetMapping("/{request}")
    @Access(capability = "change.read", scope = Access.Reach.TENANT)
    View one(VisibleTenant tenant, Principal.Person person, @PathVariable UUID request) {
        return transactions.tenant(tenant.id(), tx -> requests.find(tx, request)
                .map(dossier -> new RequestPage(tenant, dossier, mayNotAnswer(tx, dossier.request(), person))))
                .map(page -> View.of("lifecycle/request.jte", page))
                .orElseThrow(() -> new RefusedException(Refusal.notFound()));
    }

    @PostMapping("/{request}/approval")
    @Access(capability = "grant.decide", scope = Access.Reach.TENANT)
    Redirect approve(Permit permit, VisibleTenant tenant, @PathVariable UUID request,
            @RequestParam(defaultValue = "") String hash, @RequestParam(defaultValue = "") String reason) {
        return answered(permit, tenant, request, hash, true, reason,
                "you agreed; it is over when the system was read again");
    }

    @PostMapping("/{request}/refusal")
    @Access(capability = "grant.decide", scope = Access.Reach.TENANT)
    Redirect refuse(Permit permit, VisibleTenant tenant, @PathVariable UUID request,
            @RequestParam(defaultValue = "") String hash, @RequestParam(defaultValue = "") String reason) {
        return answered(permit, tenant, request, hash, false, reason, "you did not agree; nothing was changed");
    }

    private Redirect answered(Permit permit, VisibleTenant tenant, UUID request, String hash, boolean yes,
            String reason, String notice) {
        answerRequest.answer(permit, request, hash, yes, reason)
                .orThrow(problem -> new RefusedException(RequestRefusals.of(problem)));
        return Redirect.to("/t/%s/leavers/%s".formatted(tenant.shortName(), request)).withNotice(notice);
    }

    private @Nullable String mayNotAnswer(TenantTx tx, LeaverRequest request, Principal.Person person) {
        if (request.askedBy().equals(person.id())) {
            return "you asked for it yourself; somebody of the tenant's side answers";
        }
        return switch (decisionPoint.decide(tx, person, Capabilities.GRANT_DECIDE)) {
            case Evaluation.Permitted(var permit) ->
                answerRequest.mayAnswer(tx, permit) ? null : AnswerRequest.LEFT_TO_THE_TENANT;
            case Evaluation.Denied denied -> denied.reason();
        };
    }
}
