package org.bailiwick.evidence.witness;

import io.swagger.v3.oas.annotations.Operation;
import java.net.URI;
import java.util.Objects;
import java.util.UUID;
import org.bailiwick.authority.Permit;
import org.bailiwick.ledger.log.Witness;
import org.bailiwick.ledger.log.WitnessStanding;
import org.bailiwick.web.Access;
import org.bailiwick.web.Slice;
import org.jspecify.annotations.Nullable;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RestController;

/** The witnesses of the heads log; tenants see how it stands with them at their own log. */
@RestController
final class WitnessApi {
    private static final String WITNESSES = "/api/v1/log/witnesses";

    private final RegisterWitness witnesses;

    WitnessApi(RegisterWitness witnesses) {
        this.witnesses = witnesses;
    }

    /** @param verifierKey as the witness printed it, name+id+base64 */
    record WitnessBody(@Nullable String name, @Nullable String address, @Nullable String verifierKey) {}

    /** @param standing null where it was registered a moment ago */
    record WitnessJson(UUID id, String name, URI address, String verifierKey, @Nullable WitnessStanding standing) {
        static WitnessJson of(Witness witness, @Nullable WitnessStanding standing) {
            return new WitnessJson(witness.id(), witness.name(), witness.address(), witness.key().vkey(), standing);
        }
    }

    @Operation(operationId = "listWitnesses", summary = "Who is asked to cosign the heads log, and what they cosigned last")
    @Access(capability = "evidence.read", scope = Access.Reach.MSP)
    @GetMapping(WITNESSES)
    Slice<WitnessJson> list(Permit permit) {
        return new Slice<>(witnesses.list(permit).stream()
                .map(each -> WitnessJson.of(each.witness(), each.standing())).toList(), null);
    }

    @Operation(operationId = "registerWitness", summary = "Have a witness cosign the heads log (C2SP tlog-witness)")
    @Access(capability = "record.keep", scope = Access.Reach.MSP)
    @PostMapping(WITNESSES)
    ResponseEntity<WitnessJson> register(Permit permit, @RequestBody WitnessBody body) {
        var witness = witnesses.register(permit, Objects.requireNonNullElse(body.name(), ""),
                Objects.requireNonNullElse(body.address(), ""), Objects.requireNonNullElse(body.verifierKey(), ""))
                .orThrow(WitnessRefusals::of);
        return ResponseEntity.created(URI.create(WITNESSES + "/" + witness.id()))
                .body(WitnessJson.of(witness, null));
    }

    @Operation(operationId = "removeWitness", summary = "Ask a witness no more; what it cosigned stays")
    @Access(capability = "record.keep", scope = Access.Reach.MSP)
    @DeleteMapping(WITNESSES + "/{witness}")
    ResponseEntity<Void> remove(Permit permit, @PathVariable UUID witness) {
        witnesses.remove(permit, witness).orThrow(WitnessRefusals::of);
        return ResponseEntity.noContent().build();
    }
}
