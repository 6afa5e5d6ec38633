package org.bailiwick.bulk;

import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.bailiwick.approval.Approval;
import org.bailiwick.approval.ApprovalProblem;
import org.bailiwick.approval.ApprovalRefusals;
import org.bailiwick.approval.ApprovalState;
import org.bailiwick.authority.DecisionPoint;
import org.bailiwick.authority.Evaluation;
import org.bailiwick.authority.Permit;
import org.bailiwick.authority.Principal;
import org.bailiwick.platform.Result;
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
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Controller;
import org.springframework.util.MultiValueMap;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;

/** Deciding about the chosen rows of a list: preview, confirmation, the second person's answer, and what became of it. */
@Controller
@RequestMapping("/t/{tenant}/decisions")
final class BulkPages {
    private final BulkDecisions bulks;
    private final AnswerBulk answers;
    private final BulkLists lists;
    private final DecisionPoint decisionPoint;
    private final Transactions transactions;

    BulkPages(BulkDecisions bulks, AnswerBulk answers, BulkLists lists, DecisionPoint decisionPoint,
            Transactions transactions) {
        this.bulks = bulks;
        this.answers = answers;
        this.lists = lists;
        this.decisionPoint = decisionPoint;
        this.transactions = transactions;
    }

    @PostMapping("/preview")
    @Access(capability = "grant.decide", scope = Access.Reach.TENANT)
    View preview(Permit permit, VisibleTenant tenant, @RequestParam MultiValueMap<String, String> sent) {
        var form = BulkForm.of(sent);
        return switch (bulks.preview(permit, form.request())) {
            case Result.Ok<Preview, BulkProblem>(var preview) ->
                View.of("bulk/preview.jte", PreviewPage.of(tenant, form, preview, List.of(), null));
            case Result.No<Preview, BulkProblem>(BulkProblem.Incomplete(var faults)) -> incomplete(permit, tenant,
                    form, faults);
            case Result.No<Preview, BulkProblem>(var problem) -> throw refused(tenant, problem);
        };
    }

    /** A list sends rows without words; that is where the words are asked for, and no fault. */
    private View incomplete(Permit permit, VisibleTenant tenant, BulkForm form,
            List<BulkProblem.Incomplete.Fault> faults) {
        var page = PreviewPage.of(tenant, form, bulks.facts(permit, form.request()), faults, null);
        var view = View.of("bulk/preview.jte", page);
        return form.typed() ? view.withStatus(HttpStatus.UNPROCESSABLE_CONTENT) : view;
    }

    @PostMapping
    @Access(capability = "grant.decide", scope = Access.Reach.TENANT)
    Object decide(Permit permit, VisibleTenant tenant, @RequestParam MultiValueMap<String, String> sent) {
        var form = BulkForm.of(sent);
        return switch (bulks.request(permit, form.request(), form.hash())) {
            case Result.Ok<BulkDecision, BulkProblem>(var bulk) -> Redirect.to(path(tenant, bulk.publicId()))
                    .withNotice(bulk.secondPerson()
                            ? "a second person is asked; nothing is decided before somebody else says yes"
                            : "the decisions are being taken; no revocation is verified before the system was read again");
            case Result.No<BulkDecision, BulkProblem>(BulkProblem.Incomplete(var faults)) -> incomplete(permit, tenant,
                    form, faults);
            case Result.No<BulkDecision, BulkProblem>(BulkProblem.Outdated(var now)) -> outdated(tenant, form, now,
                    "The reasons or the register changed after the preview. This is what would be decided now.");
            case Result.No<BulkDecision, BulkProblem>(BulkProblem.NothingDecidable(var now)) -> outdated(tenant, form,
                    now, "Nothing here can be decided any more.");
            case Result.No<BulkDecision, BulkProblem>(var problem) -> throw refused(tenant, problem);
        };
    }

    private static View outdated(VisibleTenant tenant, BulkForm form, Preview now, String message) {
        return View.of("bulk/preview.jte", PreviewPage.of(tenant, form, now, List.of(), message))
                .withStatus(HttpStatus.CONFLICT);
    }

    @GetMapping
    @Access(capability = "register.read", scope = Access.Reach.TENANT)
    View list(VisibleTenant tenant, Paging paging) {
        var found = lists.bulks(tenant, paging);
        var path = "/t/%s/decisions".formatted(tenant.shortName());
        return View.of("bulk/bulks.jte", new BulksPage(tenant, found.items(), paging.cursor() == null ? null : path,
                found.nextCursor() == null ? null : path + "?cursor=" + found.nextCursor()));
    }

    @GetMapping("/{bulk}")
    @Access(capability = "register.read", scope = Access.Reach.TENANT)
    View one(VisibleTenant tenant, Principal.Person person, @PathVariable UUID bulk, Paging paging,
            @RequestParam(defaultValue = "0") int from) {
        return View.of("bulk/bulk.jte", page(tenant, person, bulk, paging, Math.max(0, from), "", null));
    }

    /** The part of the page that moves; the browser asks for it again until the bulk has ended. */
    @GetMapping("/{bulk}/progress")
    @Access(capability = "register.read", scope = Access.Reach.TENANT)
    View progress(VisibleTenant tenant, Principal.Person person, @PathVariable UUID bulk, Paging paging) {
        return View.of("bulk/progress.jte", page(tenant, person, bulk, paging, 0, "", null));
    }

    @PostMapping("/{bulk}/approval")
    @Access(capability = "grant.decide", scope = Access.Reach.TENANT)
    Object approve(Permit permit, VisibleTenant tenant, Principal.Person person, @PathVariable UUID bulk,
            @RequestParam(defaultValue = "") String hash, @RequestParam(defaultValue = "") String reason) {
        return answered(tenant, person, bulk, reason, answers.approve(permit, bulk, hash, reason),
                "approved; the decisions are being taken");
    }

    @PostMapping("/{bulk}/refusal")
    @Access(capability = "grant.decide", scope = Access.Reach.TENANT)
    Object refuse(Permit permit, VisibleTenant tenant, Principal.Person person, @PathVariable UUID bulk,
            @RequestParam(defaultValue = "") String hash, @RequestParam(defaultValue = "") String reason) {
        return answered(tenant, person, bulk, reason, answers.refuse(permit, bulk, hash, reason),
                "refused; nothing was decided");
    }

    @PostMapping("/{bulk}/withdrawal")
    @Access(capability = "grant.decide", scope = Access.Reach.TENANT)
    Object withdraw(Permit permit, VisibleTenant tenant, Principal.Person person, @PathVariable UUID bulk) {
        return answered(tenant, person, bulk, "", answers.withdraw(permit, bulk), "taken back; nothing was decided");
    }

    private Object answered(VisibleTenant tenant, Principal.Person person, UUID bulk, String reason,
            Result<BulkDecision, BulkProblem> answer, String notice) {
        return switch (answer) {
            case Result.Ok<BulkDecision, BulkProblem> ok -> Redirect.to(path(tenant, bulk)).withNotice(notice);
            case Result.No<BulkDecision, BulkProblem>(BulkProblem.NotApproved(var why)) when ofReason(why) ->
                View.of("bulk/bulk.jte", page(tenant, person, bulk, new Paging(Paging.USUAL, null), 0, reason,
                        ApprovalRefusals.of(why).detail())).withStatus(HttpStatus.UNPROCESSABLE_CONTENT);
            case Result.No<BulkDecision, BulkProblem>(var problem) -> throw refused(tenant, problem);
        };
    }

    private static boolean ofReason(ApprovalProblem problem) {
        return problem instanceof ApprovalProblem.ReasonMissing || problem instanceof ApprovalProblem.ReasonTooLong;
    }

    private BulkPage page(VisibleTenant tenant, Principal.Person person, UUID id, Paging paging, int from,
            String typed, @Nullable String error) {
        var bulk = transactions.tenant(tenant.id(), tx -> bulks.find(tx, id))
                .orElseThrow(() -> new RefusedException(Refusal.notFound()));
        var items = lists.items(bulk, paging);
        var path = path(tenant, id);
        return transactions.tenant(tenant.id(), tx -> {
            var waiting = answers.waiting(tx, person, bulk);
            return new BulkPage(tenant, bulk, waiting.map(AnswerBulk.Waiting::preview).orElse(null), from,
                    waiting.flatMap(AnswerBulk.Waiting::approval), items.items(),
                    paging.cursor() == null ? null : path,
                    items.nextCursor() == null ? null : path + "?cursor=" + items.nextCursor(),
                    waiting.map(each -> mayNotAnswer(tx, tenant, person, bulk, each)).flatMap(why -> why).orElse(null),
                    bulk.requestedBy().equals(person.id()), typed, error);
        });
    }

    private Optional<String> mayNotAnswer(TenantTx tx, VisibleTenant tenant, Principal.Person person,
            BulkDecision bulk, AnswerBulk.Waiting waiting) {
        if (bulk.requestedBy().equals(person.id())) {
            return Optional.of("you asked for it yourself; somebody else who decides here answers");
        }
        if (decisionPoint.decide(tx, person, BulkDecisions.CAPABILITY) instanceof Evaluation.Denied denied) {
            return Optional.of(denied.reason());
        }
        if (waiting.approval().map(Approval::state).filter(ApprovalState.EXPIRED::equals).isPresent()) {
            return Optional.of("the time to answer is over; have it asked for again");
        }
        return waiting.standing().map(problem -> BulkRefusals.of(tenant, problem).detail());
    }

    private static String path(VisibleTenant tenant, UUID bulk) {
        return "/t/%s/decisions/%s".formatted(tenant.shortName(), bulk);
    }

    private static RefusedException refused(VisibleTenant tenant, BulkProblem problem) {
        return new RefusedException(BulkRefusals.of(tenant, problem));
    }
}
