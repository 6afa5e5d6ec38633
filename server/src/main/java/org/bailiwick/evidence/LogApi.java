package org.bailiwick.evidence;

import io.swagger.v3.oas.annotations.Operation;
import java.util.UUID;
import org.bailiwick.authority.Permit;
import org.bailiwick.ledger.log.LogView;
import org.bailiwick.web.Access;
import org.bailiwick.web.Scope;
import org.bailiwick.web.Unnarrowed;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RestController;

/** A tenant's log as anybody's checker reads it: C2SP tlog-tiles below {@code /log}, and a proof for each entry. */
@RestController
final class LogApi {
    private final LogFiles files;

    LogApi(LogFiles files) {
        this.files = files;
    }

    @Operation(operationId = "proveEvidence", summary = "That an entry is in the signed log, for offline checks (C2SP tlog-proof)")
    @Access(capability = "evidence.read", scope = Access.Reach.TENANT)
    @GetMapping("/api/v1/tenants/{tenant}/evidence/{entry}.tlog-proof")
    ResponseEntity<byte[]> proof(Permit permit, @PathVariable UUID entry) {
        return files.proof(permit, entry);
    }

    @Operation(operationId = "readEvidenceBody", summary = "An entry's bytes, as they were hashed")
    @Access(capability = "evidence.read", scope = Access.Reach.TENANT)
    @GetMapping("/api/v1/tenants/{tenant}/evidence/{entry}/body")
    ResponseEntity<byte[]> body(Permit permit, @PathVariable UUID entry) {
        return files.body(permit, entry);
    }

    @Operation(operationId = "readLog", summary = "How the tenant's log stands: size, key, last full check")
    @Access(capability = "evidence.read", scope = Access.Reach.TENANT)
    @GetMapping("/api/v1/tenants/{tenant}/log")
    LogView log(Permit permit) {
        return files.view(permit);
    }

    @Operation(operationId = "readCheckpoint", summary = "The newest signed checkpoint (C2SP tlog-checkpoint)")
    @Access(capability = "evidence.read", scope = Access.Reach.TENANT)
    @GetMapping("/api/v1/tenants/{tenant}/log/checkpoint")
    ResponseEntity<byte[]> checkpoint(Permit permit) {
        return files.checkpoint(permit);
    }

    @Operation(operationId = "readTile", summary = "Hashes of the tree, or entries (C2SP tlog-tiles)")
    @Access(capability = "evidence.read", scope = Access.Reach.TENANT)
    @GetMapping("/api/v1/tenants/{tenant}/log/tile/{*path}")
    ResponseEntity<byte[]> tile(Permit permit, @PathVariable String path) {
        return files.tile(permit, path);
    }

    @Operation(operationId = "proveHead", summary = "That the heads log holds a checkpoint of this tenant, which stands in `extra`")
    @Access(capability = "evidence.read", scope = Access.Reach.TENANT)
    @GetMapping("/api/v1/tenants/{tenant}/log/head.tlog-proof")
    ResponseEntity<byte[]> head(Permit permit) {
        return files.head(permit);
    }

    @Operation(operationId = "proposePolicy", summary = "The keys and witnesses that we propose to believe, to be compared and kept (C2SP tlog-policy)")
    @Access(capability = "evidence.read", scope = Access.Reach.TENANT)
    @GetMapping("/api/v1/tenants/{tenant}/log/policy")
    ResponseEntity<byte[]> policy(Permit permit) {
        return files.policy(permit);
    }

    @Operation(operationId = "readHeadsCheckpointOfTenant", summary = "The newest signed checkpoint of the log of all tenants' heads, for a witness of the tenant's own")
    @Access(capability = "evidence.read", scope = Access.Reach.TENANT)
    @GetMapping("/api/v1/tenants/{tenant}/log/heads/checkpoint")
    ResponseEntity<byte[]> headsCheckpoint(Permit permit) {
        return files.headsCheckpoint(permit);
    }

    @Operation(operationId = "readHeadsTileOfTenant", summary = "Hashes of the heads log's tree, which tell nothing of a tenant; its entries are not among them")
    @Access(capability = "evidence.read", scope = Access.Reach.TENANT)
    @GetMapping("/api/v1/tenants/{tenant}/log/heads/tile/{*path}")
    ResponseEntity<byte[]> headsTile(Permit permit, @PathVariable String path) {
        return files.headsTile(permit, path);
    }

    @Operation(operationId = "readHeadsCheckpoint", summary = "The newest signed checkpoint of the log of all tenants' heads")
    @Access(capability = "evidence.read", scope = Access.Reach.MSP)
    @GetMapping("/api/v1/log/heads/checkpoint")
    ResponseEntity<byte[]> headsCheckpoint() {
        return files.headsCheckpoint();
    }

    @Operation(operationId = "readHeadsTile", summary = "Hashes of the heads log's tree")
    @Access(capability = "evidence.read", scope = Access.Reach.MSP)
    @GetMapping("/api/v1/log/heads/tile/{*path}")
    ResponseEntity<byte[]> headsTile(@PathVariable String path) {
        return files.headsTile(path);
    }

    /** They tell how much happens at each tenant and when. */
    @Operation(operationId = "readHeadsEntries", summary = "Entries of the heads log, signed checkpoints of every tenant, for whoever sees all tenants")
    @Access(capability = "estate.read", also = "evidence.read", scope = Access.Reach.MSP)
    @GetMapping("/api/v1/log/heads/tile/entries/{*path}")
    ResponseEntity<byte[]> headsEntries(@Unnarrowed Scope scope, @PathVariable String path) {
        return files.headsEntries(scope, path);
    }
}
