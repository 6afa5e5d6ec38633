package org.bailiwick.evidence.hold;

import io.swagger.v3.oas.annotations.Operation;
import java.net.URI;
import java.util.Objects;
import java.util.UUID;
import org.bailiwick.authority.Permit;
import org.bailiwick.ledger.log.LegalHold;
import org.bailiwick.web.Access;
import org.bailiwick.web.Slice;
import org.jspecify.annotations.Nullable;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RestController;

@RestController
final class HoldApi {
    private static final String HOLDS = "/api/v1/tenants/{tenant}/legal-holds";

    private final KeepRecord record;

    HoldApi(KeepRecord record) {
        this.record = record;
    }

    record HoldBody(@Nullable String reason, @Nullable String ticket) {}

    record LiftBody(@Nullable String reason) {}

    @Operation(operationId = "listLegalHolds", summary = "What keeps the record from being removed, and what did")
    @Access(capability = "evidence.read", scope = Access.Reach.TENANT)
    @GetMapping(HOLDS)
    Slice<LegalHold> list(Permit permit) {
        return new Slice<>(record.all(permit), null);
    }

    @Operation(operationId = "setLegalHold", summary = "Keep everything of the record until the hold is lifted")
    @Access(capability = "record.keep", scope = Access.Reach.TENANT)
    @PostMapping(HOLDS)
    ResponseEntity<LegalHold> set(Permit permit, @PathVariable String tenant, @RequestBody HoldBody body) {
        var hold = record.set(permit, Objects.requireNonNullElse(body.reason(), ""), body.ticket())
                .orThrow(HoldRefusals::of);
        return ResponseEntity.created(URI.create("/api/v1/tenants/%s/legal-holds".formatted(tenant))).body(hold);
    }

    @Operation(operationId = "liftLegalHold", summary = "Let retention remove again what was kept long enough")
    @Access(capability = "record.keep", scope = Access.Reach.TENANT)
    @PostMapping(HOLDS + "/{hold}/lifting")
    LegalHold lift(Permit permit, @PathVariable UUID hold, @RequestBody LiftBody body) {
        return record.lift(permit, hold, Objects.requireNonNullElse(body.reason(), "")).orThrow(HoldRefusals::of);
    }
}
