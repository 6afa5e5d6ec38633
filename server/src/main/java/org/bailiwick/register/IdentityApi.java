package org.bailiwick.register;

import io.swagger.v3.oas.annotations.Operation;
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
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/** One identity of a tenant, and naming who answers for it. */
@RestController
@RequestMapping("/api/v1/tenants/{tenant}/identities/{identity}")
final class IdentityApi {
    private final Transactions transactions;
    private final ReadIdentity readIdentity;
    private final Owners owners;

    IdentityApi(Transactions transactions, ReadIdentity readIdentity, Owners owners) {
        this.transactions = transactions;
        this.readIdentity = readIdentity;
        this.owners = owners;
    }

    /** @param owner a username or verified mail address of the tenant */
    record Body(@Nullable String owner) {}

    @GetMapping
    @Access(capability = "register.read", scope = Access.Reach.TENANT)
    @Operation(operationId = "getIdentity", summary = "One identity with its owner, sign-ins, credentials and open findings")
    IdentityJson one(Permit permit, VisibleTenant tenant, @PathVariable UUID identity) {
        return transactions.tenant(permit.tenant(), tx -> readIdentity.read(tx, identity))
                .map(found -> IdentityJson.of(tenant, found))
                .orElseThrow(() -> new RefusedException(Refusal.notFound()));
    }

    @PutMapping("/owner")
    @Access(capability = "grant.decide", scope = Access.Reach.TENANT)
    @Operation(operationId = "nameOwner", summary = "Name who answers for an identity")
    IdentityView name(Permit permit, @PathVariable UUID identity, @RequestBody Body body) {
        return owners.name(permit, identity, body.owner() == null ? "" : body.owner())
                .orThrow(OwnerProblem::refused);
    }
}
