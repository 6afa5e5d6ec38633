package org.bailiwick.evidence.pack;

import io.swagger.v3.oas.annotations.Operation;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.net.URI;
import java.util.UUID;
import org.bailiwick.authority.Permit;
import org.bailiwick.evidence.EvidenceQuery;
import org.bailiwick.web.Access;
import org.bailiwick.web.Paging;
import org.bailiwick.web.Slice;
import org.bailiwick.web.VisibleTenant;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/** A tenant's record of a period as one file that proves itself. */
@RestController
@RequestMapping("/api/v1/tenants/{tenant}/audit-packs")
final class PackApi {
    private final AuditPacks packs;
    private final PackDownload download;

    PackApi(AuditPacks packs, PackDownload download) {
        this.packs = packs;
        this.download = download;
    }

    @PostMapping
    @Access(capability = "evidence.read", scope = Access.Reach.TENANT)
    @Operation(operationId = "requestAuditPack", summary = "Have an audit pack built, for a period and with the timeline's filters where it is to be partial")
    ResponseEntity<PackJson> request(Permit permit, VisibleTenant tenant, @RequestBody EvidenceQuery query) {
        var pack = packs.request(permit, query).orThrow(PackRefusals::thrown);
        return ResponseEntity.accepted().location(URI.create(PackJson.path(tenant, pack)))
                .body(PackJson.of(tenant, pack));
    }

    @GetMapping
    @Access(capability = "evidence.read", scope = Access.Reach.TENANT)
    @Operation(operationId = "listAuditPacks", summary = "Audit packs of a tenant, newest first")
    Slice<PackJson> list(VisibleTenant tenant, Paging paging) {
        var found = packs.list(tenant, paging);
        return new Slice<>(found.items().stream().map(pack -> PackJson.of(tenant, pack)).toList(),
                found.nextCursor());
    }

    @GetMapping("/{pack}")
    @Access(capability = "evidence.read", scope = Access.Reach.TENANT)
    @Operation(operationId = "getAuditPack", summary = "An audit pack, how far it is, and what its check found")
    PackJson one(VisibleTenant tenant, @PathVariable UUID pack) {
        return PackJson.of(tenant, packs.find(tenant, pack).orThrow(PackRefusals::thrown));
    }

    @GetMapping("/{pack}/content")
    @Access(capability = "evidence.read", scope = Access.Reach.TENANT)
    @Operation(operationId = "downloadAuditPack", summary = "The pack itself: a ZIP, the same bytes each time; 304 to whoever names its ETag in If-None-Match, 429 while many are fetched")
    void content(VisibleTenant tenant, @PathVariable UUID pack, HttpServletRequest request,
            HttpServletResponse response) throws IOException {
        download.write(tenant, packs.find(tenant, pack).orThrow(PackRefusals::thrown), request, response);
    }

    @DeleteMapping("/{pack}")
    @Access(capability = "record.keep", scope = Access.Reach.TENANT)
    @Operation(operationId = "removeAuditPack", summary = "Remove what is kept of a pack, for example because its files name somebody; ask for a new one instead")
    PackJson remove(Permit permit, VisibleTenant tenant, @PathVariable UUID pack) {
        return PackJson.of(tenant, packs.remove(permit, pack).orThrow(PackRefusals::thrown));
    }
}
