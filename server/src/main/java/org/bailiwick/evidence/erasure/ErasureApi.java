package org.bailiwick.evidence.erasure;

import io.swagger.v3.oas.annotations.Operation;
import java.net.URI;
import java.time.Instant;
import java.util.Objects;
import java.util.UUID;
import org.bailiwick.authority.Permit;
import org.bailiwick.web.Access;
import org.bailiwick.web.Paging;
import org.bailiwick.web.Slice;
import org.jspecify.annotations.Nullable;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

@RestController
final class ErasureApi {
    private static final String ERASURES = "/api/v1/tenants/{tenant}/erasures";

    private final ErasePersonalData erase;

    ErasureApi(ErasePersonalData erase) {
        this.erase = erase;
    }

    /** @param hash of the preview, with its {@code readUntil} */
    record ErasureBody(@Nullable String kind, @Nullable String id, @Nullable Instant readUntil, @Nullable String hash,
            @Nullable String reason, @Nullable String ticket) {}

    record AnswerBody(@Nullable String hash, @Nullable String reason) {}

    @Operation(operationId = "listErasures", summary = "Whose data was asked to be erased from the record, newest first")
    @Access(capability = "evidence.read", scope = Access.Reach.TENANT)
    @GetMapping(ERASURES)
    Slice<ErasureJson.One> list(Permit permit, Paging paging) {
        var found = erase.newest(permit, paging);
        return new Slice<>(found.items().stream().map(ErasureJson.One::of).toList(), found.nextCursor());
    }

    @Operation(operationId = "previewErasure", summary = "What an erasure of this account, identity, person (`provider/subject`) or entry (`id#pointer`) would take away")
    @Access(capability = "record.keep", scope = Access.Reach.TENANT)
    @GetMapping(ERASURES + "/preview")
    ErasureJson.Preview preview(Permit permit, @RequestParam String kind, @RequestParam String id,
            @RequestParam(required = false) @Nullable Instant readUntil) {
        return ErasureJson.Preview.of(erase.preview(permit, kind, id, readUntil).orThrow(ErasureRefusals::of));
    }

    @Operation(operationId = "requestErasure", summary = "Ask to erase exactly what the preview showed; somebody else approves it")
    @Access(capability = "record.keep", scope = Access.Reach.TENANT)
    @PostMapping(ERASURES)
    ResponseEntity<ErasureJson.Whole> request(Permit permit, @PathVariable String tenant,
            @RequestBody ErasureBody body) {
        var asked = erase.request(permit, said(body.kind()), said(body.id()),
                new ErasePersonalData.Words(Objects.requireNonNullElse(body.readUntil(), Instant.EPOCH),
                        said(body.hash()), said(body.reason()), said(body.ticket())))
                .orThrow(ErasureRefusals::of);
        return ResponseEntity
                .created(URI.create("/api/v1/tenants/%s/erasures/%s".formatted(tenant, asked.erasure().publicId())))
                .body(ErasureJson.Whole.of(asked));
    }

    @Operation(operationId = "readErasure", summary = "An erasure and how far it is")
    @Access(capability = "evidence.read", scope = Access.Reach.TENANT)
    @GetMapping(ERASURES + "/{erasure}")
    ErasureJson.Whole one(Permit permit, @PathVariable UUID erasure) {
        return ErasureJson.Whole.of(erase.find(permit, erasure).orThrow(ErasureRefusals::of));
    }

    @Operation(operationId = "listErasureValues", summary = "The values that were fixed when it was asked for: what is approved")
    @Access(capability = "evidence.read", scope = Access.Reach.TENANT)
    @GetMapping(ERASURES + "/{erasure}/values")
    Slice<ErasureJson.Value> values(Permit permit, @PathVariable UUID erasure, Paging paging) {
        var found = erase.values(permit, erasure, paging).orThrow(ErasureRefusals::of);
        return new Slice<>(found.items().stream().map(ErasureJson.Value::of).toList(), found.nextCursor());
    }

    @Operation(operationId = "approveErasure", summary = "Have exactly this erased; it cannot be undone")
    @Access(capability = "record.keep", scope = Access.Reach.TENANT)
    @PostMapping(ERASURES + "/{erasure}/approval")
    ErasureJson.Whole approve(Permit permit, @PathVariable UUID erasure, @RequestBody AnswerBody body) {
        return ErasureJson.Whole.of(erase.approve(permit, erasure, said(body.hash()), said(body.reason()))
                .orThrow(ErasureRefusals::of));
    }

    @Operation(operationId = "refuseErasure", summary = "Refuse an erasure as long as nothing is erased, and say why")
    @Access(capability = "record.keep", scope = Access.Reach.TENANT)
    @PostMapping(ERASURES + "/{erasure}/refusal")
    ErasureJson.Whole refuse(Permit permit, @PathVariable UUID erasure, @RequestBody AnswerBody body) {
        return ErasureJson.Whole.of(erase.refuse(permit, erasure, said(body.hash()), said(body.reason()))
                .orThrow(ErasureRefusals::of));
    }

    record WithdrawalBody(@Nullable String reason) {}

    @Operation(operationId = "withdrawErasure", summary = "Take back what one asked for, as long as nothing is erased")
    @Access(capability = "record.keep", scope = Access.Reach.TENANT)
    @PostMapping(ERASURES + "/{erasure}/withdrawal")
    ErasureJson.Whole withdraw(Permit permit, @PathVariable UUID erasure, @RequestBody WithdrawalBody body) {
        return ErasureJson.Whole.of(erase.withdraw(permit, erasure, said(body.reason())).orThrow(ErasureRefusals::of));
    }

    private static String said(@Nullable String value) {
        return Objects.requireNonNullElse(value, "");
    }
}
