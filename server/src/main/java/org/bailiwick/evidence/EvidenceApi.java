package org.bailiwick.evidence;

import io.swagger.v3.oas.annotations.Operation;
import java.util.UUID;
import org.bailiwick.authority.Permit;
import org.bailiwick.web.Access;
import org.bailiwick.web.Paging;
import org.bailiwick.web.Slice;
import org.jspecify.annotations.Nullable;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

@RestController
final class EvidenceApi {
    private final Evidence evidence;
    private final EvidenceExport export;

    EvidenceApi(Evidence evidence, EvidenceExport export) {
        this.evidence = evidence;
        this.export = export;
    }

    @Operation(operationId = "listEvidence", summary = "What happened in a tenant, newest first")
    @Access(capability = "evidence.read", scope = Access.Reach.TENANT)
    @GetMapping("/api/v1/tenants/{tenant}/evidence")
    Slice<EvidenceItem> list(Permit permit, EvidenceQuery query, Paging paging) {
        return evidence.page(permit, query, paging);
    }

    @Operation(operationId = "readEvidence", summary = "One entry with its large values, checked against its body")
    @Access(capability = "evidence.read", scope = Access.Reach.TENANT)
    @GetMapping("/api/v1/tenants/{tenant}/evidence/{entry}")
    EvidenceItem one(Permit permit, @PathVariable UUID entry) {
        return evidence.one(permit, entry);
    }

    @Operation(operationId = "exportEvidence", summary = "Entries as OCSF events, verbatim and in the log's order; `Next-Cursor` says where to go on")
    @Access(capability = "evidence.read", scope = Access.Reach.TENANT)
    @GetMapping(path = "/api/v1/tenants/{tenant}/evidence/export", produces = "application/x-ndjson")
    ResponseEntity<byte[]> export(Permit permit, @RequestParam(required = false) @Nullable String cursor,
            @RequestParam(defaultValue = "1000") int limit) {
        return export.read(permit, cursor, limit);
    }
}
