package org.bailiwick.register;

import io.swagger.v3.oas.annotations.Operation;
import java.util.UUID;
import org.bailiwick.authority.Permit;
import org.bailiwick.web.Access;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RestController;

/** Naming who answers for an identity. */
@RestController
final class IdentityOwnerApi {
    private final Owners owners;

    IdentityOwnerApi(Owners owners) {
        this.owners = owners;
    }

    /** @param owner a username or verified mail address of the tenant */
    record Body(@Nullable String owner) {}

    @PutMapping("/api/v1/tenants/{tenant}/identities/{identity}/owner")
    @Access(capability = "grant.decide", scope = Access.Reach.TENANT)
    @Operation(operationId = "nameOwner", summary = "Name who answers for an identity")
    IdentityView name(Permit permit, @PathVariable UUID identity, @RequestBody Body body) {
        return owners.name(permit, identity, body.owner() == null ? "" : body.owner())
                .orThrow(OwnerProblem::refused);
    }
}
