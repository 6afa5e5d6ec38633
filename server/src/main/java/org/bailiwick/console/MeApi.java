package org.bailiwick.console;

import io.swagger.v3.oas.annotations.Operation;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.bailiwick.authority.Principal;
import org.bailiwick.web.Access;
import org.bailiwick.web.Scope;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;

/** Who the product takes the caller for, where they may look, and what they may do there and from whom they have it. */
@RestController
final class MeApi {
    private final MyAuthorities authorities;

    MeApi(MyAuthorities authorities) {
        this.authorities = authorities;
    }

    record TenantJson(UUID id, String shortName, String name) {}

    /**
     * What is held in one tenant from one origin until one end.
     *
     * @param role there, by the strongest of all that is held in the tenant
     * @param origin from this authority back to its root, in words
     * @param since when the oldest of it began
     * @param until null where it is held until it is taken back
     */
    record HeldJson(UUID tenant, String role, List<String> capabilities, String origin, Instant since,
            @Nullable Instant until) {
        static HeldJson of(MyPage.Line line) {
            return new HeldJson(line.tenant().publicId(), line.role(), line.capabilities(), line.origin(),
                    line.since(), line.until());
        }
    }

    /**
     * @param acr as the provider stated it; null where it stated none, which is never taken for more
     * @param authorities in force now
     */
    record MeJson(String name, String issuer, String subject, @Nullable String acr, @Nullable Instant authenticatedAt,
            boolean estate, List<TenantJson> tenants, List<HeldJson> authorities) {}

    @GetMapping("/api/v1/me")
    @Access(scope = Access.Reach.SIGNED_IN)
    @Operation(operationId = "me", summary = "Who you are here, which tenants you may see, and your authorities in them with their origin and end")
    MeJson me(Principal.Person person, Scope scope) {
        return new MeJson(person.name(), person.issuer(), person.subject(), person.acr(), person.authenticatedAt(),
                scope.estate(), scope.tenants().stream()
                        .map(tenant -> new TenantJson(tenant.publicId(), tenant.shortName(), tenant.name())).toList(),
                authorities.of(person, scope).stream().map(HeldJson::of).toList());
    }
}
