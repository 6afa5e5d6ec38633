package org.bailiwick.change;

import io.swagger.v3.oas.annotations.Operation;
import java.util.Map;
import java.util.UUID;
import org.bailiwick.authority.Permit;
import org.bailiwick.platform.Transactions;
import org.bailiwick.web.Access;
import org.bailiwick.web.Paging;
import org.bailiwick.web.Refusal;
import org.bailiwick.web.RefusedException;
import org.bailiwick.web.Slice;
import org.bailiwick.web.VisibleTenant;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** Change orders over REST. */
@RestController
@RequestMapping("/api/v1/tenants/{tenant}/changes")
final class ChangeApi {
    private final Transactions transactions;
    private final Changes changes;
    private final ChangeLists lists;
    private final UnrecordedLists unrecorded;

    ChangeApi(Transactions transactions, Changes changes, ChangeLists lists, UnrecordedLists unrecorded) {
        this.transactions = transactions;
        this.changes = changes;
        this.lists = lists;
        this.unrecorded = unrecorded;
    }

    @GetMapping
    @Access(capability = "change.read", scope = Access.Reach.TENANT)
    @Operation(operationId = "listChanges", summary = "Change orders of a tenant, newest first")
    Slice<ChangeLine> list(VisibleTenant tenant, Paging paging,
            @RequestParam(required = false) @Nullable String state) {
        var found = lists.page(tenant, paging, state);
        return new Slice<>(found.items().stream().map(ChangeLine::of).toList(), found.nextCursor());
    }

    @GetMapping("/unrecorded")
    @Access(capability = "change.read", also = "register.read", scope = Access.Reach.TENANT)
    @Operation(operationId = "listUnrecordedChanges", summary = "Differences between readings that nobody ordered here, newest first")
    UnrecordedJson.Body unrecorded(VisibleTenant tenant, Paging paging,
            @RequestParam(defaultValue = UnrecordedLists.DAYS) int days) {
        int bounded = UnrecordedLists.bounded(days);
        return UnrecordedJson.Body.of(unrecorded.page(tenant, bounded, paging), bounded,
                unrecorded.notReadYet(tenant));
    }

    @GetMapping("/{change}")
    @Access(capability = "change.read", scope = Access.Reach.TENANT)
    @Operation(operationId = "getChange", summary = "A change order with the states it went through")
    ChangeJson one(VisibleTenant tenant, @PathVariable UUID change) {
        return transactions.tenant(tenant.id(), tx -> changes.dossier(tx, change)).map(ChangeJson::of)
                .orElseThrow(() -> new RefusedException(Refusal.notFound()));
    }

    /** Answers 202: it is ordered; whether it has an effect is told by the change's state, later. */
    @PostMapping("/{change}/execution")
    @Access(capability = "change.execute", scope = Access.Reach.TENANT)
    @Operation(operationId = "executeChange", summary = "Have an authorised change carried out")
    ResponseEntity<ChangeJson> execute(Permit permit, VisibleTenant tenant, @PathVariable UUID change) {
        var ordered = changes.execute(permit, change).orThrow(problem -> refused(tenant, problem));
        return ResponseEntity.accepted().header("Location", url(tenant, ordered.publicId())).body(one(tenant, change));
    }

    /** Where a change of this tenant stands in the API. */
    static String url(VisibleTenant tenant, UUID change) {
        return "/api/v1/tenants/%s/changes/%s".formatted(tenant.publicId(), change);
    }

    static RefusedException refused(VisibleTenant tenant, ChangeProblem problem) {
        return new RefusedException(switch (problem) {
            case ChangeProblem.NotFound notFound -> Refusal.notFound();
            case ChangeProblem.NotExecutable not -> new Refusal(HttpStatus.CONFLICT, "change-not-executable",
                    "the change cannot be executed now",
                    "it is %s: %s".formatted(not.order().state().text(), not.why()),
                    Map.of("state", not.order().state().text(), "change",
                            url(tenant, not.order().publicId()), "console",
                            "/t/%s/changes/%s".formatted(tenant.shortName(), not.order().publicId())));
        });
    }
}
