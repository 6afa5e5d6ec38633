package org.bailiwick.signin;

import java.util.Objects;
import java.util.UUID;
import org.bailiwick.authority.Capabilities;
import org.bailiwick.authority.Permit;
import org.bailiwick.web.Access;
import org.bailiwick.web.RefusedException;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/** Where the MSP says with whom the contract was signed, and through which provider that person signs in. */
@RestController
final class OwnerApi {
    private final NameOwner nameOwner;

    OwnerApi(NameOwner nameOwner) {
        this.nameOwner = nameOwner;
    }

    /** @param clientSecret left out for a public client */
    record ProviderJson(@Nullable String name, @Nullable String issuer, @Nullable String clientId,
            @Nullable String clientSecret) {}

    record OwnerJson(@Nullable ProviderJson provider, @Nullable String subject, @Nullable String name,
            @Nullable String reason) {}

    record NamedJson(UUID provider, String issuer, String subject) {}

    @PostMapping("/api/v1/tenants/{tenant}/owner")
    @Access(capability = Capabilities.TENANT_MANAGE, scope = Access.Reach.TENANT)
    @ResponseStatus(HttpStatus.CREATED)
    NamedJson name(Permit permit, @RequestBody OwnerJson owner) {
        var provider = Objects.requireNonNullElse(owner.provider(), new ProviderJson(null, null, null, null));
        var subject = text(owner.subject());
        var registered = nameOwner.name(permit,
                new NameOwner.Wanted(text(provider.name()), text(provider.issuer()), text(provider.clientId()),
                        provider.clientSecret(), subject, text(owner.name()), text(owner.reason())))
                .orThrow(problem -> new RefusedException(SignInRefusals.refusal(problem)));
        return new NamedJson(registered.publicId(), registered.issuer(), subject);
    }

    private static String text(@Nullable String value) {
        return value == null ? "" : value;
    }
}
