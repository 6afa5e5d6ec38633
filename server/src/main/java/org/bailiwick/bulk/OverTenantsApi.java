package org.bailiwick.bulk;

import io.swagger.v3.oas.annotations.Operation;
import java.util.UUID;
import org.bailiwick.authority.Permit;
import org.bailiwick.web.Access;
import org.bailiwick.web.Refusal;
import org.bailiwick.web.RefusedException;
import org.bailiwick.web.Scope;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/** Deciding about grants of several tenants in one act, for programs that act with a person's token. */
@RestController
@RequestMapping("/api/v1/oversight/decisions")
final class OverTenantsApi {
    private final BulkOverTenants overTenants;

    OverTenantsApi(BulkOverTenants overTenants) {
        this.overTenants = overTenants;
    }

    @PostMapping("/preview")
    @Access(capability = "oversight.read", scope = Access.Reach.OVERSIGHT)
    @Operation(operationId = "previewDecisionsOverTenants", summary = "What deciding about these grants of several tenants would do; writes nothing")
    OverTenantsJson.PreviewJson preview(Permit permit, Scope scope, @RequestBody OverTenantsJson.Body body) {
        return OverTenantsJson.PreviewJson
                .of(overTenants.preview(permit, scope, body.request()).orThrow(OverTenantsApi::refused));
    }

    /** 207 where a tenant refused its part. */
    @PostMapping
    @Access(capability = "oversight.read", scope = Access.Reach.OVERSIGHT)
    @Operation(operationId = "decideOverTenants", summary = "Decide about grants of several tenants, as the preview with this hash showed it; each tenant's are a bulk there")
    ResponseEntity<OverTenantsJson.ActedJson> decide(Permit permit, Scope scope,
            @RequestBody OverTenantsJson.Body body) {
        var acted = overTenants.request(permit, scope, body.request(), body.hashText())
                .orThrow(OverTenantsApi::refused);
        boolean all = acted.answers().stream().allMatch(BulkOverTenants.Answer.Asked.class::isInstance);
        return ResponseEntity.status(all ? HttpStatus.ACCEPTED : HttpStatus.MULTI_STATUS).body(
                new OverTenantsJson.ActedJson(acted.act(),
                        acted.answers().stream().map(OverTenantsJson.AnswerJson::of).toList()));
    }

    @GetMapping
    @Access(capability = "oversight.read", scope = Access.Reach.OVERSIGHT)
    @Operation(operationId = "listOwnDecisionsOverTenants", summary = "Bulks of decisions that one asked for oneself, in whatever tenant, newest first")
    OverTenantsJson.AnswersJson own(Permit permit, Scope scope) {
        return new OverTenantsJson.AnswersJson(overTenants.own(permit, scope).stream()
                .map(own -> OverTenantsJson.AnswerJson.of(own.tenant(), own.bulk())).toList());
    }

    @GetMapping("/acts")
    @Access(capability = "oversight.read", scope = Access.Reach.OVERSIGHT)
    @Operation(operationId = "listOwnActsOverTenants", summary = "What one decided oneself over several tenants in one act, and what became of it in each, newest first")
    OverTenantsJson.ActsJson acts(Permit permit, Scope scope) {
        return new OverTenantsJson.ActsJson(
                overTenants.acts(permit, scope).stream().map(OverTenantsJson.ActJson::of).toList());
    }

    @GetMapping("/acts/{act}")
    @Access(capability = "oversight.read", scope = Access.Reach.OVERSIGHT)
    @Operation(operationId = "getOwnActOverTenants", summary = "One of them")
    OverTenantsJson.ActJson act(Permit permit, Scope scope, @PathVariable UUID act) {
        return overTenants.act(permit, scope, act).map(OverTenantsJson.ActJson::of)
                .orElseThrow(() -> new RefusedException(Refusal.notFound()));
    }

    private static RefusedException refused(BulkProblem problem) {
        return new RefusedException(BulkRefusals.words(problem));
    }
}
