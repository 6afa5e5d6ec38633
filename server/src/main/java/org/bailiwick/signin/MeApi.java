package org.bailiwick.signin;

import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.bailiwick.authority.Principal;
import org.bailiwick.web.Access;
import org.bailiwick.web.Scope;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;

/** Who the product takes the caller for, and where they may look. */
@RestController
final class MeApi {
    record TenantJson(UUID id, String shortName, String name) {}

    /**
     * @param acr as the provider stated it; null where it stated none, which is never taken for more
     */
    record MeJson(String name, String issuer, String subject, @Nullable String acr, @Nullable Instant authenticatedAt,
            boolean estate, List<TenantJson> tenants) {}

    @GetMapping("/api/v1/me")
    @Access(scope = Access.Reach.SIGNED_IN)
    MeJson me(Principal.Person person, Scope scope) {
        return new MeJson(person.name(), person.issuer(), person.subject(), person.acr(), person.authenticatedAt(),
                scope.estate(), scope.tenants().stream()
                        .map(tenant -> new TenantJson(tenant.publicId(), tenant.shortName(), tenant.name())).toList());
    }
}
