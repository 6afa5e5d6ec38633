package org.bailiwick.signin;

import java.net.URI;
import java.time.Instant;
import java.util.UUID;
import org.bailiwick.authority.Authorities;
import org.bailiwick.authority.AuthorityView;
import org.bailiwick.authority.Capabilities;
import org.bailiwick.authority.Permit;
import org.bailiwick.web.Access;
import org.bailiwick.web.RefusedException;
import org.bailiwick.web.Slice;
import org.bailiwick.web.VisibleTenant;
import org.jspecify.annotations.Nullable;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RestController;

/** Who may do what in a tenant: to read for both sides, to hand on and to take back. */
@RestController
final class AuthorityApi {
    private final Authorities authorities;
    private final DelegateAuthority delegate;

    AuthorityApi(Authorities authorities, DelegateAuthority delegate) {
        this.authorities = authorities;
        this.delegate = delegate;
    }

    record PersonJson(@Nullable String issuer, @Nullable String subject, @Nullable String name) {}

    record TicketJson(String system, String key) {}

    record DelegationJson(@Nullable PersonJson person, @Nullable String capability, @Nullable Instant until,
            @Nullable String reason, @Nullable TicketJson ticket) {}

    /** @param everywhere ends it in all tenants; only from the MSP's own tenant */
    record RevocationJson(@Nullable String reason, @Nullable Boolean everywhere) {}

    /** @param holder null for the product itself */
    record AuthorityJson(UUID id, @Nullable String holder, String capability, String side, String source,
            Instant since, @Nullable Instant until, @Nullable Instant revokedAt, String reason,
            @Nullable String ticket, @Nullable UUID delegatedFrom) {
        static AuthorityJson of(AuthorityView view) {
            return new AuthorityJson(view.id(), view.holder().orElse(null), view.capability(), view.side(),
                    view.source(), view.since(), view.until().orElse(null), view.revokedAt().orElse(null),
                    view.reason(), view.ticket().orElse(null), view.delegatedFrom().orElse(null));
        }
    }

    record IdJson(UUID id) {}

    @GetMapping("/api/v1/tenants/{tenant}/authorities")
    @Access(capability = Capabilities.TENANT_READ, scope = Access.Reach.TENANT)
    Slice<AuthorityJson> list(Permit permit) {
        return new Slice<>(authorities.list(permit).stream().map(AuthorityJson::of).toList(), null);
    }

    @PostMapping("/api/v1/tenants/{tenant}/authorities")
    @Access(capability = Capabilities.AUTHORITY_DELEGATE, scope = Access.Reach.TENANT)
    ResponseEntity<IdJson> delegate(Permit permit, VisibleTenant tenant, @RequestBody DelegationJson wanted) {
        var person = wanted.person() == null ? new PersonJson(null, null, null) : wanted.person();
        var ticket = wanted.ticket() == null ? null : wanted.ticket().system() + " " + wanted.ticket().key();
        var id = delegate.delegate(permit,
                new DelegateAuthority.Wanted(text(person.issuer()), text(person.subject()), text(person.name()),
                        text(wanted.capability()), wanted.until(), text(wanted.reason()), ticket))
                .orThrow(problem -> new RefusedException(DelegationRefusals.refusal(problem)));
        return ResponseEntity.created(
                URI.create("/api/v1/tenants/%s/authorities/%s".formatted(tenant.publicId(), id))).body(new IdJson(id));
    }

    @PostMapping("/api/v1/tenants/{tenant}/authorities/{authority}/revocation")
    @Access(capability = Capabilities.AUTHORITY_DELEGATE, scope = Access.Reach.TENANT)
    IdJson revoke(Permit permit, @PathVariable UUID authority, @RequestBody RevocationJson revocation) {
        return new IdJson(authorities
                .revoke(permit, authority, Boolean.TRUE.equals(revocation.everywhere()), text(revocation.reason()))
                .orThrow(problem -> new RefusedException(DelegationRefusals.refusal(problem))));
    }

    private static String text(@Nullable String value) {
        return value == null ? "" : value;
    }
}
