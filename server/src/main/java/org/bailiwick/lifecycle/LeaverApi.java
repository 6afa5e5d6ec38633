package org.bailiwick.lifecycle;

import io.swagger.v3.oas.annotations.Operation;
import java.net.URI;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.bailiwick.authority.Permit;
import org.bailiwick.decision.TicketBody;
import org.bailiwick.web.Access;
import org.bailiwick.web.Refusal;
import org.bailiwick.web.RefusedException;
import org.bailiwick.web.Scope;
import org.bailiwick.web.Unnarrowed;
import org.bailiwick.web.VisibleTenant;
import org.jspecify.annotations.Nullable;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** Leaver cases over all tenants, for programs. */
@RestController
@RequestMapping("/api/v1/oversight/leaver-cases")
final class LeaverApi {
    private final PreviewCase previewCase;
    private final OpenCase openCase;
    private final ContinueCase continueCase;
    private final CaseTenants caseTenants;
    private final CaseViews views;

    LeaverApi(PreviewCase previewCase, OpenCase openCase, ContinueCase continueCase, CaseTenants caseTenants,
            CaseViews views) {
        this.caseTenants = caseTenants;
        this.previewCase = previewCase;
        this.openCase = openCase;
        this.continueCase = continueCase;
        this.views = views;
    }

    record CasesJson(List<CaseJson> items) {}

    /** @param memberships whether direct memberships are taken away too; they are where this is left out */
    record OpenBody(@Nullable UUID subject, @Nullable String hash, @Nullable Boolean memberships,
            @Nullable String justification, @Nullable TicketBody ticket) {}

    record OrderBody(@Nullable String hash) {}

    /** @param tenant public id of the tenant that is taken out of the case, or put back */
    record ExclusionBody(@Nullable UUID tenant, @Nullable String justification) {}

    record CancelBody(@Nullable String justification) {}

    @GetMapping
    @Access(capability = "staff.offboard", scope = Access.Reach.OVERSIGHT)
    @Operation(operationId = "listLeaverCases", summary = "Leaver cases, open ones first, with how far each tenant is")
    CasesJson list(Permit permit, @Unnarrowed Scope scope) {
        return new CasesJson(
                views.list(permit, scope).stream().map(view -> CaseJson.of(view, false)).toList());
    }

    @GetMapping("/preview")
    @Access(capability = "staff.offboard", scope = Access.Reach.OVERSIGHT)
    @Operation(operationId = "previewLeaverCase", summary = "What a leaver case about a person would do, and what is not known")
    PreviewJson preview(Permit permit, @Unnarrowed Scope scope, @RequestParam UUID subject) {
        return PreviewJson.of(previewCase.of(permit, subject).orThrow(LeaverApi::refused), scope);
    }

    @PostMapping
    @Access(capability = "staff.offboard", scope = Access.Reach.MSP)
    @Operation(operationId = "openLeaverCase", summary = "Open a leaver case for exactly what the preview showed")
    ResponseEntity<CaseJson> open(Permit permit, @Unnarrowed Scope scope, @RequestBody OpenBody body) {
        if (body.subject() == null) {
            throw new RefusedException(Refusal.notFound());
        }
        var request = new OpenCase.Request(body.subject(), text(body.hash()),
                !Boolean.FALSE.equals(body.memberships()), text(body.justification()),
                Optional.ofNullable(body.ticket()).map(TicketBody::ticket));
        var opened = openCase.open(permit, request).orThrow(LeaverApi::refused);
        return ResponseEntity.created(URI.create("/api/v1/oversight/leaver-cases/" + opened.publicId()))
                .body(CaseJson.of(views.progress(permit, scope, opened.publicId()), false));
    }

    @GetMapping("/{leaverCase}")
    @Access(capability = "staff.offboard", scope = Access.Reach.OVERSIGHT)
    @Operation(operationId = "getLeaverCase", summary = "A leaver case with each change: decided, applied, verified")
    CaseJson one(Permit permit, @Unnarrowed Scope scope, @PathVariable UUID leaverCase) {
        return CaseJson.of(views.whole(permit, scope, leaverCase), true);
    }

    @PostMapping("/{leaverCase}/orders")
    @Access(capability = "staff.offboard", scope = Access.Reach.MSP)
    @Operation(operationId = "orderWhatIsLeft", summary = "Order what was found since, refused, not permitted or came back")
    CaseJson order(Permit permit, @Unnarrowed Scope scope, @PathVariable UUID leaverCase, @RequestBody OrderBody body) {
        continueCase.order(permit, leaverCase, text(body.hash())).orThrow(LeaverApi::refused);
        return CaseJson.of(views.progress(permit, scope, leaverCase), false);
    }

    @PostMapping("/{leaverCase}/exclusions")
    @Access(capability = "staff.offboard", scope = Access.Reach.MSP)
    @Operation(operationId = "takeTenantOutOfLeaverCase", summary = "Take a tenant out of an open case, and say why")
    CaseJson takeOut(Permit permit, @Unnarrowed Scope scope, @PathVariable UUID leaverCase,
            @RequestBody ExclusionBody body) {
        caseTenants.takeOut(permit, leaverCase, named(scope, body), text(body.justification()))
                .orThrow(LeaverApi::refused);
        return CaseJson.of(views.progress(permit, scope, leaverCase), false);
    }

    @PostMapping("/{leaverCase}/inclusions")
    @Access(capability = "staff.offboard", scope = Access.Reach.MSP)
    @Operation(operationId = "putTenantBackIntoLeaverCase", summary = "Put a tenant back into a case; one that had closed without it is open again")
    CaseJson putBack(Permit permit, @Unnarrowed Scope scope, @PathVariable UUID leaverCase,
            @RequestBody ExclusionBody body) {
        caseTenants.putBack(permit, leaverCase, named(scope, body), text(body.justification()))
                .orThrow(LeaverApi::refused);
        return CaseJson.of(views.progress(permit, scope, leaverCase), false);
    }

    @PostMapping("/{leaverCase}/cancellation")
    @Access(capability = "staff.offboard", scope = Access.Reach.MSP)
    @Operation(operationId = "cancelLeaverCase", summary = "Cancel a leaver case; what is ordered already goes on")
    CaseJson cancel(Permit permit, @Unnarrowed Scope scope, @PathVariable UUID leaverCase,
            @RequestBody CancelBody body) {
        continueCase.cancel(permit, leaverCase, text(body.justification())).orThrow(LeaverApi::refused);
        return CaseJson.of(views.progress(permit, scope, leaverCase), false);
    }

    private static Optional<VisibleTenant> named(Scope scope, ExclusionBody body) {
        return scope.tenants().stream().filter(each -> each.publicId().equals(body.tenant())).findFirst();
    }

    private static String text(@Nullable String value) {
        return value == null ? "" : value;
    }

    private static RefusedException refused(CaseProblem problem) {
        return new RefusedException(CaseRefusals.of(problem));
    }
}
