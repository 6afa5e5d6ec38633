package org.bailiwick.change;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Collectors;
import org.bailiwick.authority.DecisionPoint;
import org.bailiwick.authority.Evaluation;
import org.bailiwick.authority.Permit;
import org.bailiwick.authority.Principal;
import org.bailiwick.platform.TenantTx;
import org.bailiwick.platform.Transactions;
import org.bailiwick.web.Access;
import org.bailiwick.web.Paging;
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

/** Change orders in the console. */
@Controller
@RequestMapping("/t/{tenant}/changes")
final class ChangePages {
    private final Transactions transactions;
    private final Changes changes;
    private final ChangeLists lists;
    private final UnrecordedLists unrecorded;
    private final DecisionPoint decisions;

    ChangePages(Transactions transactions, Changes changes, ChangeLists lists, UnrecordedLists unrecorded,
            DecisionPoint decisions) {
        this.transactions = transactions;
        this.changes = changes;
        this.lists = lists;
        this.unrecorded = unrecorded;
        this.decisions = decisions;
    }

    @GetMapping
    @Access(capability = "change.read", scope = Access.Reach.TENANT)
    View list(VisibleTenant tenant, Paging paging, @RequestParam(required = false) @Nullable String state) {
        var wanted = state == null || state.isEmpty() ? null : state;
        var found = lists.page(tenant, paging, wanted);
        var path = "/t/%s/changes".formatted(tenant.shortName());
        var filter = wanted == null ? "" : "state=" + wanted.replace(" ", "+");
        var rows = found.items().stream().map(order -> new ChangesPage.Row(order, ChangeSteps.of(order),
                path + "/" + order.publicId())).toList();
        return View.of("change/list.jte", new ChangesPage(tenant, rows, wanted,
                Arrays.stream(ChangeState.values()).map(ChangeState::text).toList(),
                paging.cursor() == null ? null : query(path, filter, ""), found.nextCursor() == null
                        ? null
                        : query(path, filter, "cursor=" + found.nextCursor())));
    }

    @GetMapping("/unrecorded")
    @Access(capability = "change.read", also = "register.read", scope = Access.Reach.TENANT)
    View unrecorded(VisibleTenant tenant, Paging paging,
            @RequestParam(defaultValue = UnrecordedLists.DAYS) int days) {
        int bounded = UnrecordedLists.bounded(days);
        var found = unrecorded.page(tenant, bounded, paging);
        var path = "/t/%s/changes/unrecorded?days=%d".formatted(tenant.shortName(), bounded);
        return View.of("change/unrecorded.jte", new UnrecordedPage(tenant, bounded, found.items(),
                unrecorded.notReadYet(tenant), paging.cursor() == null ? null : path,
                found.nextCursor() == null ? null : path + "&cursor=" + found.nextCursor()));
    }

    @GetMapping("/{change}")
    @Access(capability = "change.read", scope = Access.Reach.TENANT)
    View one(VisibleTenant tenant, Principal principal, @PathVariable UUID change) {
        return View.of("change/change.jte", page(tenant, principal, change));
    }

    /** The part of the page that moves; the browser asks for it again until the change has ended. */
    @GetMapping("/{change}/progress")
    @Access(capability = "change.read", scope = Access.Reach.TENANT)
    View progress(VisibleTenant tenant, Principal principal, @PathVariable UUID change) {
        return View.of("change/progress.jte", page(tenant, principal, change));
    }

    @PostMapping("/{change}/execution")
    @Access(capability = "change.execute", scope = Access.Reach.TENANT)
    Redirect execute(Permit permit, VisibleTenant tenant, @PathVariable UUID change) {
        var ordered = changes.execute(permit, change).orThrow(problem -> ChangeApi.refused(tenant, problem));
        return Redirect.to("/t/%s/changes/%s".formatted(tenant.shortName(), ordered.publicId()))
                .withNotice("the execution is ordered; follow its state here");
    }

    private ChangePage page(VisibleTenant tenant, Principal principal, UUID change) {
        return transactions.tenant(tenant.id(), tx -> changes.dossier(tx, change).map(dossier -> new ChangePage(tenant,
                dossier, ChangeSteps.of(dossier.order()), mayNotExecute(tx, principal))))
                .orElseThrow(() -> new RefusedException(Refusal.notFound()));
    }

    /** Looking is no attempt, so nothing is recorded here; the attempt itself is decided again. */
    private @Nullable String mayNotExecute(TenantTx tx, Principal principal) {
        return switch (decisions.decide(tx, principal, Executor.CAPABILITY)) {
            case Evaluation.Permitted permitted -> null;
            case Evaluation.Denied denied -> denied.reason();
        };
    }

    private static String query(String path, String... parts) {
        return Optional.of(List.of(parts).stream().filter(part -> !part.isEmpty()).collect(Collectors.joining("&")))
                .filter(query -> !query.isEmpty()).map(query -> path + "?" + query).orElse(path);
    }
}
