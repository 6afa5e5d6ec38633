package org.bailiwick.bulk;

import java.util.List;
import java.util.UUID;
import java.util.stream.Collectors;
import org.bailiwick.authority.Permit;
import org.bailiwick.platform.Result;
import org.bailiwick.web.Access;
import org.bailiwick.web.Redirect;
import org.bailiwick.web.Refusal;
import org.bailiwick.web.RefusedException;
import org.bailiwick.web.Scope;
import org.bailiwick.web.View;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Controller;
import org.springframework.util.MultiValueMap;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;

/** Deciding about the chosen rows of a list over several tenants: preview, confirmation, and what became of it. */
@Controller
@RequestMapping("/all/decisions")
final class OverTenantsPages {
    private final BulkOverTenants overTenants;

    OverTenantsPages(BulkOverTenants overTenants) {
        this.overTenants = overTenants;
    }

    @PostMapping("/preview")
    @Access(capability = "oversight.read", scope = Access.Reach.OVERSIGHT)
    View preview(Permit permit, Scope scope, @RequestParam MultiValueMap<String, String> sent) {
        var form = OverTenantsForm.of(sent);
        return switch (overTenants.preview(permit, scope, form.request())) {
            case Result.Ok<PreviewOverTenants, BulkProblem>(var preview) -> page(form, preview, List.of(), null);
            case Result.No<PreviewOverTenants, BulkProblem>(BulkProblem.Incomplete(var faults)) -> incomplete(permit,
                    scope, form, faults);
            case Result.No<PreviewOverTenants, BulkProblem>(var problem) -> throw refused(problem);
        };
    }

    /** A list sends rows without words; that is where the words are asked for, and no fault. */
    private View incomplete(Permit permit, Scope scope, OverTenantsForm form,
            List<BulkProblem.Incomplete.Fault> faults) {
        var preview = overTenants.facts(permit, scope, form.request()).orThrow(OverTenantsPages::refused);
        var view = page(form, preview, faults, null);
        return form.form().typed() ? view.withStatus(HttpStatus.UNPROCESSABLE_CONTENT) : view;
    }

    @PostMapping
    @Access(capability = "oversight.read", scope = Access.Reach.OVERSIGHT)
    Object decide(Permit permit, Scope scope, @RequestParam MultiValueMap<String, String> sent) {
        var form = OverTenantsForm.of(sent);
        return switch (overTenants.request(permit, scope, form.request(), form.form().hash())) {
            case Result.Ok<BulkOverTenants.Acted, BulkProblem>(var acted) -> Redirect.to("/all/decisions")
                    .withNotice(words(acted.answers()));
            case Result.No<BulkOverTenants.Acted, BulkProblem>(BulkProblem.Incomplete(var faults)) ->
                incomplete(permit, scope, form, faults);
            case Result.No<BulkOverTenants.Acted, BulkProblem>(BulkProblem.OutdatedOverTenants(var now)) ->
                page(form, now, List.of(),
                        "The reasons or a register changed after the preview. This is what would be decided now.")
                        .withStatus(HttpStatus.CONFLICT);
            case Result.No<BulkOverTenants.Acted, BulkProblem>(var problem) -> throw refused(problem);
        };
    }

    @GetMapping
    @Access(capability = "oversight.read", scope = Access.Reach.OVERSIGHT)
    View own(Permit permit, Scope scope) {
        return View.of("bulk/own.jte",
                new OwnBulksPage(overTenants.own(permit, scope), overTenants.acts(permit, scope)));
    }

    @GetMapping("/{act}")
    @Access(capability = "oversight.read", scope = Access.Reach.OVERSIGHT)
    View act(Permit permit, Scope scope, @PathVariable UUID act) {
        return View.of("bulk/act.jte", overTenants.act(permit, scope, act)
                .orElseThrow(() -> new RefusedException(Refusal.notFound())));
    }

    /** What became of it: what was asked for stands in the list below, what was not is said with its reason. */
    private static String words(List<BulkOverTenants.Answer> answers) {
        long asked = answers.stream().filter(BulkOverTenants.Answer.Asked.class::isInstance).count();
        var begin = asked == 0
                ? "nothing is decided"
                : "asked for in %d %s; no revocation is verified before the system was read again".formatted(asked,
                        asked == 1 ? "tenant" : "tenants");
        return begin + answers.stream().map(OverTenantsPages::notAsked).collect(Collectors.joining());
    }

    private static String notAsked(BulkOverTenants.Answer answer) {
        return switch (answer) {
            case BulkOverTenants.Answer.Asked asked -> "";
            case BulkOverTenants.Answer.Denied(var tenant, var reason) -> ". Denied in %s: %s".formatted(
                    tenant.name(), reason);
            case BulkOverTenants.Answer.Refused(var tenant, var problem) -> ". Refused in %s: %s".formatted(
                    tenant.name(), BulkRefusals.words(problem).detail());
        };
    }

    private static View page(OverTenantsForm form, PreviewOverTenants preview,
            List<BulkProblem.Incomplete.Fault> faults, @Nullable String message) {
        return View.of("bulk/previewOverTenants.jte",
                PreviewOverTenantsPage.of(form.form(), preview, faults, message));
    }

    private static RefusedException refused(BulkProblem problem) {
        return new RefusedException(BulkRefusals.words(problem));
    }
}
