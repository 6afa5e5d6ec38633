package org.bailiwick.lifecycle;

import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import org.bailiwick.authority.Permit;
import org.bailiwick.decision.Ticket;
import org.bailiwick.platform.Result;
import org.bailiwick.web.Access;
import org.bailiwick.web.Redirect;
import org.bailiwick.web.RefusedException;
import org.bailiwick.web.Scope;
import org.bailiwick.web.Unnarrowed;
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

/** Leaver cases in the console: the list, opening one, following it. */
@Controller
@RequestMapping("/all/leavers")
final class LeaverPages {
    private static final String PATH = "/all/leavers";

    private final PreviewCase previewCase;
    private final OpenCase openCase;
    private final ContinueCase continueCase;
    private final CaseTenants caseTenants;
    private final CaseViews views;

    LeaverPages(PreviewCase previewCase, OpenCase openCase, ContinueCase continueCase, CaseTenants caseTenants,
            CaseViews views) {
        this.caseTenants = caseTenants;
        this.previewCase = previewCase;
        this.openCase = openCase;
        this.continueCase = continueCase;
        this.views = views;
    }

    @GetMapping
    @Access(capability = "staff.offboard", scope = Access.Reach.OVERSIGHT)
    View list(Permit permit, @Unnarrowed Scope scope) {
        return View.of("lifecycle/leavers.jte", new LeaversPage(views.list(permit, scope)));
    }

    @GetMapping("/new")
    @Access(capability = "staff.offboard", scope = Access.Reach.OVERSIGHT)
    View preview(Permit permit, @Unnarrowed Scope scope, @RequestParam(required = false) @Nullable UUID subject,
            @RequestParam(required = false) @Nullable String tenant,
            @RequestParam(required = false) @Nullable UUID identity) {
        var person = subject != null ? Optional.of(subject) : subject(scope, tenant, identity);
        return View.of("lifecycle/preview.jte", PreviewPage.of(
                previewCase.of(permit, person.orElseThrow(() -> refused(new CaseProblem.SubjectNotFound())))
                        .orThrow(LeaverPages::refused),
                scope, PreviewPage.Form.EMPTY, null));
    }

    /** A finding knows the identity in its own tenant alone. */
    private Optional<UUID> subject(Scope scope, @Nullable String shortName, @Nullable UUID identity) {
        return named(scope, shortName)
                .filter(tenant -> identity != null)
                .flatMap(tenant -> previewCase.subject(tenant.id(), Objects.requireNonNull(identity)));
    }

    @PostMapping
    @Access(capability = "staff.offboard", scope = Access.Reach.MSP)
    Object open(Permit permit, @Unnarrowed Scope scope, @RequestParam UUID subject,
            @RequestParam(defaultValue = "") String hash,
            @RequestParam(defaultValue = "false") boolean memberships,
            @RequestParam(defaultValue = "") String justification,
            @RequestParam(defaultValue = "") String ticketSystem, @RequestParam(defaultValue = "") String ticketKey) {
        var request = new OpenCase.Request(subject, hash, memberships, justification,
                Ticket.typed(ticketSystem, ticketKey));
        return switch (openCase.open(permit, request)) {
            case Result.Ok<LeaverCase, CaseProblem>(var opened) -> Redirect.to(PATH + "/" + opened.publicId())
                    .withNotice("the case is open; nothing is over before each tenant's system was read again");
            case Result.No<LeaverCase, CaseProblem>(var problem) -> {
                var refusal = CaseRefusals.of(problem);
                if (refusal.status() != HttpStatus.UNPROCESSABLE_CONTENT && !(problem instanceof CaseProblem.Changed)) {
                    throw new RefusedException(refusal);
                }
                yield View.of("lifecycle/preview.jte",
                        PreviewPage.of(previewCase.of(permit, subject).orThrow(LeaverPages::refused), scope,
                                new PreviewPage.Form(memberships, justification, ticketSystem, ticketKey),
                                refusal.detail()))
                        .withStatus(refusal.status());
            }
        };
    }

    @GetMapping("/{leaverCase}")
    @Access(capability = "staff.offboard", scope = Access.Reach.OVERSIGHT)
    View one(Permit permit, @Unnarrowed Scope scope, @PathVariable UUID leaverCase) {
        return View.of("lifecycle/leaver.jte", new LeaverPage(views.whole(permit, scope, leaverCase)));
    }

    @GetMapping("/{leaverCase}/progress")
    @Access(capability = "staff.offboard", scope = Access.Reach.OVERSIGHT)
    View progress(Permit permit, @Unnarrowed Scope scope, @PathVariable UUID leaverCase) {
        return View.of("lifecycle/progress.jte", new LeaverPage(views.progress(permit, scope, leaverCase)));
    }

    @PostMapping("/{leaverCase}/orders")
    @Access(capability = "staff.offboard", scope = Access.Reach.MSP)
    Redirect order(Permit permit, @PathVariable UUID leaverCase, @RequestParam(defaultValue = "") String hash) {
        continueCase.order(permit, leaverCase, hash).orThrow(LeaverPages::refused);
        return Redirect.to(PATH + "/" + leaverCase).withNotice("what was left is ordered, under your authority");
    }

    @PostMapping("/{leaverCase}/exclusions")
    @Access(capability = "staff.offboard", scope = Access.Reach.MSP)
    Redirect takeOut(Permit permit, @Unnarrowed Scope scope, @PathVariable UUID leaverCase,
            @RequestParam(defaultValue = "") String tenant, @RequestParam(defaultValue = "") String justification) {
        caseTenants.takeOut(permit, leaverCase, named(scope, tenant), justification).orThrow(LeaverPages::refused);
        return Redirect.to(PATH + "/" + leaverCase)
                .withNotice("the tenant is out of the case, which is not complete without it");
    }

    @PostMapping("/{leaverCase}/inclusions")
    @Access(capability = "staff.offboard", scope = Access.Reach.MSP)
    Redirect putBack(Permit permit, @Unnarrowed Scope scope, @PathVariable UUID leaverCase,
            @RequestParam(defaultValue = "") String tenant, @RequestParam(defaultValue = "") String justification) {
        caseTenants.putBack(permit, leaverCase, named(scope, tenant), justification).orThrow(LeaverPages::refused);
        return Redirect.to(PATH + "/" + leaverCase)
                .withNotice("the tenant is in the case again and is read anew");
    }

    @PostMapping("/{leaverCase}/cancellation")
    @Access(capability = "staff.offboard", scope = Access.Reach.MSP)
    Redirect cancel(Permit permit, @PathVariable UUID leaverCase,
            @RequestParam(defaultValue = "") String justification) {
        continueCase.cancel(permit, leaverCase, justification).orThrow(LeaverPages::refused);
        return Redirect.to(PATH + "/" + leaverCase)
                .withNotice("the case is cancelled; what was ordered already goes on and is read back");
    }

    private static Optional<VisibleTenant> named(Scope scope, @Nullable String shortName) {
        return scope.tenants().stream().filter(each -> each.shortName().equals(shortName)).findFirst();
    }

    private static RefusedException refused(CaseProblem problem) {
        return new RefusedException(CaseRefusals.of(problem));
    }
}
