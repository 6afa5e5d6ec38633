package org.bailiwick.bulk;

import io.swagger.v3.oas.annotations.Operation;
import java.net.URI;
import java.util.UUID;
import org.bailiwick.authority.Permit;
import org.bailiwick.platform.Result;
import org.bailiwick.platform.Transactions;
import org.bailiwick.web.Access;
import org.bailiwick.web.Paging;
import org.bailiwick.web.Refusal;
import org.bailiwick.web.RefusedException;
import org.bailiwick.web.Slice;
import org.bailiwick.web.VisibleTenant;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/** Deciding about many grants of one tenant, for programs that act with a person's token. */
@RestController
@RequestMapping("/api/v1/tenants/{tenant}/decisions")
final class BulkApi {
    private final BulkDecisions bulks;
    private final AnswerBulk answers;
    private final BulkLists lists;
    private final Transactions transactions;

    BulkApi(BulkDecisions bulks, AnswerBulk answers, BulkLists lists, Transactions transactions) {
        this.bulks = bulks;
        this.answers = answers;
        this.lists = lists;
        this.transactions = transactions;
    }

    @PostMapping("/preview")
    @Access(capability = "grant.decide", scope = Access.Reach.TENANT)
    @Operation(operationId = "previewDecisions", summary = "What deciding about these grants would do; writes nothing")
    BulkJson.PreviewJson preview(Permit permit, VisibleTenant tenant, @RequestBody BulkJson.Body body) {
        return BulkJson.PreviewJson
                .of(bulks.preview(permit, body.request()).orThrow(problem -> refused(tenant, problem)));
    }

    @PostMapping
    @Access(capability = "grant.decide", scope = Access.Reach.TENANT)
    @Operation(operationId = "decideGrants", summary = "Decide about many grants, as the preview with this hash showed it")
    ResponseEntity<BulkJson.BulkBody> decide(Permit permit, VisibleTenant tenant, @RequestBody BulkJson.Body body) {
        var bulk = bulks.request(permit, body.request(), body.hashText())
                .orThrow(problem -> refused(tenant, problem));
        return ResponseEntity.accepted().location(URI.create(BulkJson.path(tenant, bulk)))
                .body(BulkJson.BulkBody.of(tenant, bulk));
    }

    @GetMapping
    @Access(capability = "register.read", scope = Access.Reach.TENANT)
    @Operation(operationId = "listBulkDecisions", summary = "Bulks of decisions in a tenant, newest first")
    Slice<BulkJson.BulkBody> list(VisibleTenant tenant, Paging paging) {
        var found = lists.bulks(tenant, paging);
        return new Slice<>(found.items().stream().map(bulk -> BulkJson.BulkBody.of(tenant, bulk)).toList(),
                found.nextCursor());
    }

    @GetMapping("/{bulk}")
    @Access(capability = "register.read", scope = Access.Reach.TENANT)
    @Operation(operationId = "getBulkDecision", summary = "A bulk of decisions and how far it is")
    BulkJson.BulkBody one(VisibleTenant tenant, @PathVariable UUID bulk) {
        return BulkJson.BulkBody.of(tenant, find(tenant, bulk));
    }

    @GetMapping("/{bulk}/items")
    @Access(capability = "register.read", scope = Access.Reach.TENANT)
    @Operation(operationId = "listBulkDecisionItems", summary = "What became of each grant of a bulk")
    Slice<BulkJson.ItemJson> items(VisibleTenant tenant, @PathVariable UUID bulk, Paging paging) {
        var found = lists.items(find(tenant, bulk), paging);
        return new Slice<>(found.items().stream().map(item -> BulkJson.ItemJson.of(tenant, item)).toList(),
                found.nextCursor());
    }

    @PostMapping("/{bulk}/approval")
    @Access(capability = "grant.decide", scope = Access.Reach.TENANT)
    @ResponseStatus(HttpStatus.ACCEPTED)
    @Operation(operationId = "approveBulkDecision", summary = "Let exactly this bulk of somebody else's run")
    BulkJson.BulkBody approve(Permit permit, VisibleTenant tenant, @PathVariable UUID bulk,
            @RequestBody BulkJson.Reply reply) {
        return answered(tenant, answers.approve(permit, bulk, reply.hashText(), reply.reasonText()));
    }

    @PostMapping("/{bulk}/refusal")
    @Access(capability = "grant.decide", scope = Access.Reach.TENANT)
    @Operation(operationId = "refuseBulkDecision", summary = "Refuse a bulk of somebody else's, and say why")
    BulkJson.BulkBody refuse(Permit permit, VisibleTenant tenant, @PathVariable UUID bulk,
            @RequestBody BulkJson.Reply reply) {
        return answered(tenant, answers.refuse(permit, bulk, reply.hashText(), reply.reasonText()));
    }

    @PostMapping("/{bulk}/withdrawal")
    @Access(capability = "grant.decide", scope = Access.Reach.TENANT)
    @Operation(operationId = "withdrawBulkDecision", summary = "Take one's own question back before it is answered")
    BulkJson.BulkBody withdraw(Permit permit, VisibleTenant tenant, @PathVariable UUID bulk) {
        return answered(tenant, answers.withdraw(permit, bulk));
    }

    private static BulkJson.BulkBody answered(VisibleTenant tenant, Result<BulkDecision, BulkProblem> answer) {
        return BulkJson.BulkBody.of(tenant, answer.orThrow(problem -> refused(tenant, problem)));
    }

    private BulkDecision find(VisibleTenant tenant, UUID bulk) {
        return transactions.tenant(tenant.id(), tx -> bulks.find(tx, bulk))
                .orElseThrow(() -> new RefusedException(Refusal.notFound()));
    }

    private static RefusedException refused(VisibleTenant tenant, BulkProblem problem) {
        return new RefusedException(BulkRefusals.of(tenant, problem));
    }
}
