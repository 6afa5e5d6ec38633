package org.bailiwick.template;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.parameters.RequestBody;
import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;
import java.net.URI;
import java.util.UUID;
import org.bailiwick.authority.Capabilities;
import org.bailiwick.authority.Permit;
import org.bailiwick.platform.Result;
import org.bailiwick.platform.Transactions;
import org.bailiwick.web.Access;
import org.bailiwick.web.Refusal;
import org.bailiwick.web.RefusedException;
import org.bailiwick.web.VisibleTenant;
import org.springframework.core.io.ClassPathResource;
import org.springframework.core.io.Resource;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/** The expected scope of a tenant: what is in force, what waits, and the answers to it. */
@RestController
final class ScopeApi {
    private static final String SCOPE = "/api/v1/tenants/{tenant}/expected-scope";
    private static final int HISTORY = 50;

    private final Transactions transactions;
    private final ExpectedScopes scopes;

    ScopeApi(Transactions transactions, ExpectedScopes scopes) {
        this.transactions = transactions;
        this.scopes = scopes;
    }

    @GetMapping("/api/v1/schemas/expected-scope.json")
    @Access(scope = Access.Reach.PUBLIC)
    @Operation(operationId = "getExpectedScopeSchema", summary = "The form of the file, as JSON Schema")
    ResponseEntity<Resource> schema() {
        return ResponseEntity.ok().contentType(MediaType.parseMediaType("application/schema+json"))
                .body(new ClassPathResource("schemas/expected-scope.json"));
    }

    @GetMapping(SCOPE)
    @Access(capability = Capabilities.REGISTER_READ, scope = Access.Reach.TENANT)
    @Operation(operationId = "getExpectedScope", summary = "The version in force, the one that waits, and the newest 50")
    ScopeJson.Overview overview(VisibleTenant tenant) {
        return transactions.tenant(tenant.id(),
                tx -> new ScopeJson.Overview(scopes.current(tx).map(ScopeJson.Version::of).orElse(null),
                        scopes.proposed(tx).map(ScopeJson.Version::of).orElse(null),
                        scopes.history(tx, HISTORY).stream().map(ScopeJson.Version::of).toList()));
    }

    @GetMapping(SCOPE + "/{version}")
    @Access(capability = Capabilities.REGISTER_READ, scope = Access.Reach.TENANT)
    @Operation(operationId = "getExpectedScopeVersion", summary = "A version with its content and what it changes")
    ScopeJson.Whole version(VisibleTenant tenant, @PathVariable UUID version) {
        return transactions.tenant(tenant.id(), tx -> scopes.dossier(tx, version)).map(ScopeJson.Whole::of)
                .orElseThrow(() -> new RefusedException(Refusal.notFound()));
    }

    @PutMapping(path = SCOPE, consumes = MediaType.APPLICATION_JSON_VALUE)
    @Access(capability = Capabilities.SCOPE_PROPOSE, scope = Access.Reach.TENANT)
    @Operation(operationId = "proposeExpectedScope", summary = "Propose a whole new version; somebody else approves it", requestBody = @RequestBody(content = @Content(mediaType = "application/json", schema = @Schema(type = "object"))))
    ResponseEntity<ScopeJson.Version> propose(Permit permit, VisibleTenant tenant, HttpServletRequest request)
            throws IOException {
        // One byte more than is taken tells that there is more, without reading all of it.
        var file = request.getInputStream().readNBytes(ScopeReader.MOST_BYTES + 1);
        var proposed = scopes.propose(permit, file)
                .orThrow(problem -> new RefusedException(ScopeRefusals.of(problem)));
        return ResponseEntity
                .created(URI.create("/api/v1/tenants/%s/expected-scope/%s".formatted(tenant.publicId(),
                        proposed.publicId())))
                .body(ScopeJson.Version.of(proposed));
    }

    @PostMapping(SCOPE + "/{version}/approval")
    @Access(capability = Capabilities.SCOPE_APPROVE, scope = Access.Reach.TENANT)
    @ResponseStatus(HttpStatus.CREATED)
    @Operation(operationId = "approveExpectedScope", summary = "Put exactly this version in force")
    ScopeJson.Version approve(Permit permit, @PathVariable UUID version,
            @org.springframework.web.bind.annotation.RequestBody ScopeJson.Reply reply) {
        return answered(scopes.approve(permit, version, reply.hashText(), reply.reasonText()));
    }

    @PostMapping(SCOPE + "/{version}/refusal")
    @Access(capability = Capabilities.SCOPE_APPROVE, scope = Access.Reach.TENANT)
    @ResponseStatus(HttpStatus.CREATED)
    @Operation(operationId = "refuseExpectedScope", summary = "Refuse this version, and say why")
    ScopeJson.Version refuse(Permit permit, @PathVariable UUID version,
            @org.springframework.web.bind.annotation.RequestBody ScopeJson.Reply reply) {
        return answered(scopes.refuse(permit, version, reply.hashText(), reply.reasonText()));
    }

    private static ScopeJson.Version answered(Result<ScopeVersion, ScopeProblem> answer) {
        return ScopeJson.Version.of(answer.orThrow(problem -> new RefusedException(ScopeRefusals.of(problem))));
    }
}
