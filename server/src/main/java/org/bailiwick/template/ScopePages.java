package org.bailiwick.template;

import java.io.IOException;
import java.util.List;
import java.util.UUID;
import org.bailiwick.approval.Approval;
import org.bailiwick.approval.ApprovalState;
import org.bailiwick.authority.Capabilities;
import org.bailiwick.authority.DecisionPoint;
import org.bailiwick.authority.Evaluation;
import org.bailiwick.authority.Permit;
import org.bailiwick.authority.Principal;
import org.bailiwick.platform.Result;
import org.bailiwick.platform.TenantTx;
import org.bailiwick.platform.Transactions;
import org.bailiwick.web.Access;
import org.bailiwick.web.Redirect;
import org.bailiwick.web.Refusal;
import org.bailiwick.web.RefusedException;
import org.bailiwick.web.View;
import org.bailiwick.web.VisibleTenant;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.multipart.MultipartFile;

/** Reading, proposing and answering the expected scope in the console. */
@Controller
@RequestMapping("/t/{tenant}/scope")
final class ScopePages {
    private static final int HISTORY = 50;
    private static final int NAMES_NOT_FOUND = 20;

    private final Transactions transactions;
    private final ExpectedScopes scopes;
    private final DecisionPoint decisionPoint;

    ScopePages(Transactions transactions, ExpectedScopes scopes, DecisionPoint decisionPoint) {
        this.transactions = transactions;
        this.scopes = scopes;
        this.decisionPoint = decisionPoint;
    }

    @GetMapping
    @Access(capability = Capabilities.REGISTER_READ, scope = Access.Reach.TENANT)
    View scope(VisibleTenant tenant, Principal.Person person) {
        return View.of("template/scope.jte", page(tenant, person, List.of()));
    }

    @GetMapping("/{version}")
    @Access(capability = Capabilities.REGISTER_READ, scope = Access.Reach.TENANT)
    View version(VisibleTenant tenant, @PathVariable UUID version) {
        return transactions.tenant(tenant.id(), tx -> scopes.dossier(tx, version))
                .map(dossier -> View.of("template/version.jte", new ScopeVersionPage(tenant, dossier)))
                .orElseThrow(() -> new RefusedException(Refusal.notFound()));
    }

    @PostMapping
    @Access(capability = Capabilities.SCOPE_PROPOSE, scope = Access.Reach.TENANT)
    Object propose(Permit permit, VisibleTenant tenant, Principal.Person person,
            @RequestParam(required = false) @Nullable MultipartFile file) throws IOException {
        if (file == null || file.isEmpty()) {
            throw new RefusedException(ScopeRefusals.fileMissing());
        }
        return switch (scopes.propose(permit, file.getBytes())) {
            case Result.Ok<ScopeVersion, ScopeProblem>(var proposed) -> Redirect
                    .to("/t/%s/scope".formatted(tenant.shortName()))
                    .withNotice("Version %d is proposed. Somebody else who may approve it in %s answers."
                            .formatted(proposed.version(), tenant.name()));
            case Result.No<ScopeVersion, ScopeProblem>(ScopeProblem.Faulty(var faults)) -> View
                    .of("template/scope.jte", page(tenant, person, faults))
                    .withStatus(HttpStatus.UNPROCESSABLE_CONTENT);
            case Result.No<ScopeVersion, ScopeProblem>(var problem) ->
                throw new RefusedException(ScopeRefusals.of(problem));
        };
    }

    @PostMapping("/{version}/approval")
    @Access(capability = Capabilities.SCOPE_APPROVE, scope = Access.Reach.TENANT)
    Redirect approve(Permit permit, VisibleTenant tenant, @PathVariable UUID version,
            @RequestParam(defaultValue = "") String hash, @RequestParam(defaultValue = "") String reason) {
        return answered(tenant, scopes.approve(permit, version, hash, reason), "is in force");
    }

    @PostMapping("/{version}/refusal")
    @Access(capability = Capabilities.SCOPE_APPROVE, scope = Access.Reach.TENANT)
    Redirect refuse(Permit permit, VisibleTenant tenant, @PathVariable UUID version,
            @RequestParam(defaultValue = "") String hash, @RequestParam(defaultValue = "") String reason) {
        return answered(tenant, scopes.refuse(permit, version, hash, reason), "is refused");
    }

    private static Redirect answered(VisibleTenant tenant, Result<ScopeVersion, ScopeProblem> answer, String what) {
        var version = answer.orThrow(problem -> new RefusedException(ScopeRefusals.of(problem)));
        return Redirect.to("/t/%s/scope".formatted(tenant.shortName()))
                .withNotice("Version %d of the expected scope of %s %s.".formatted(version.version(), tenant.name(),
                        what));
    }

    private ScopePage page(VisibleTenant tenant, Principal.Person person, List<ScopeFault> faults) {
        return transactions.tenant(tenant.id(), tx -> {
            var current = scopes.current(tx).flatMap(version -> scopes.dossier(tx, version.publicId()));
            var waiting = scopes.proposed(tx).flatMap(version -> scopes.dossier(tx, version.publicId()))
                    .map(dossier -> new ScopePage.Waiting(dossier, mayNotAnswer(tx, dossier, person),
                            scopes.notFound(tx, dossier.version(), NAMES_NOT_FOUND)));
            return new ScopePage(tenant, current, waiting, scopes.history(tx, HISTORY),
                    decisionPoint.decide(tx, person, Capabilities.SCOPE_PROPOSE) instanceof Evaluation.Permitted,
                    faults);
        });
    }

    private @Nullable String mayNotAnswer(TenantTx tx, ExpectedScopes.Dossier dossier, Principal.Person person) {
        if (dossier.approval().map(Approval::state).filter(ApprovalState.EXPIRED::equals).isPresent()) {
            return "the time to answer is over; have it proposed again";
        }
        if (dossier.version().proposedBy().equals(person.id())) {
            return "you proposed it yourself; somebody else of the tenant's side answers";
        }
        return switch (decisionPoint.decide(tx, person, Capabilities.SCOPE_APPROVE)) {
            case Evaluation.Permitted permitted -> null;
            case Evaluation.Denied denied -> denied.reason();
        };
    }
}
