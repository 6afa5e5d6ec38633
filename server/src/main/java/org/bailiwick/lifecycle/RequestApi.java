package org.bailiwick.lifecycle;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.swagger.v3.oas.annotations.Operation;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.bailiwick.authority.Permit;
import org.bailiwick.platform.Transactions;
import org.bailiwick.web.Access;
import org.bailiwick.web.Refusal;
import org.bailiwick.web.RefusedException;
import org.bailiwick.web.VisibleTenant;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/** What a tenant is asked about leavers of its service provider, for programs. */
@RestController
@RequestMapping("/api/v1/tenants/{tenant}/leaver-requests")
final class RequestApi {
    private final Transactions transactions;
    private final Requests requests;
    private final AnswerRequest answerRequest;

    RequestApi(Transactions transactions, Requests requests, AnswerRequest answerRequest) {
        this.transactions = transactions;
        this.requests = requests;
        this.answerRequest = answerRequest;
    }

    record RequestsJson(List<RequestJson> items) {}

    /** @param changes only of a single request */
    record RequestJson(UUID id, String name, UUID identity, String why, String state, Instant stateAt, Instant askedAt,
            @Nullable String askedBy, @Nullable String decidedBy, String hash,
            @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable List<CaseJson.ItemJson> changes) {
        static RequestJson of(LeaverRequest request, @Nullable List<CaseJson.ItemJson> changes) {
            return new RequestJson(request.publicId(), request.name(), request.identity(), LeaverRequest.WHY,
                    request.state().text(), request.stateAt(), request.askedAt(),
                    request.askedByName().orElse(null), request.decidedBy().orElse(null), request.hash(), changes);
        }
    }

    record AnswerBody(@Nullable String hash, @Nullable String justification) {
        String hashText() {
            return hash == null ? "" : hash;
        }

        String reason() {
            return justification == null ? "" : justification;
        }
    }

    @GetMapping
    @Access(capability = "change.read", scope = Access.Reach.TENANT)
    @Operation(operationId = "listLeaverRequests", summary = "Who of the service provider leaves, newest first")
    RequestsJson list(VisibleTenant tenant) {
        return new RequestsJson(transactions.tenant(tenant.id(), requests::list).stream()
                .map(request -> RequestJson.of(request, null)).toList());
    }

    @GetMapping("/{request}")
    @Access(capability = "change.read", scope = Access.Reach.TENANT)
    @Operation(operationId = "getLeaverRequest", summary = "What of a leaver's access here is to end, and how far it is")
    RequestJson one(VisibleTenant tenant, @PathVariable UUID request) {
        return transactions.tenant(tenant.id(), tx -> requests.find(tx, request))
                .map(dossier -> RequestJson.of(dossier.request(),
                        dossier.items().stream().map(item -> CaseJson.item(tenant, item)).toList()))
                .orElseThrow(() -> new RefusedException(Refusal.notFound()));
    }

    @PostMapping("/{request}/approval")
    @Access(capability = "grant.decide", scope = Access.Reach.TENANT)
    @Operation(operationId = "approveLeaverRequest", summary = "Agree to exactly what was shown; the changes are ordered")
    RequestJson approve(Permit permit, @PathVariable UUID request, @RequestBody AnswerBody body) {
        return answer(permit, request, body, true);
    }

    @PostMapping("/{request}/refusal")
    @Access(capability = "grant.decide", scope = Access.Reach.TENANT)
    @Operation(operationId = "refuseLeaverRequest", summary = "Do not agree, and say why; nothing is changed")
    RequestJson refuse(Permit permit, @PathVariable UUID request, @RequestBody AnswerBody body) {
        return answer(permit, request, body, false);
    }

    private RequestJson answer(Permit permit, UUID request, AnswerBody body, boolean yes) {
        return RequestJson.of(answerRequest.answer(permit, request, body.hashText(), yes, body.reason())
                .orThrow(problem -> new RefusedException(RequestRefusals.of(problem))), null);
    }
}
