package org.bailiwick.connector;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Collectors;
import org.bailiwick.platform.Result;
import org.bailiwick.platform.TenantId;
import org.bailiwick.signin.Provider;
import org.bailiwick.signin.Providers;
import org.bailiwick.web.VisibleTenant;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/**
 * The sign-in providers whose subjects can be the account ids of a tenant's system: by them the product knows whose own
 * account an account is. A tenant has only its own.
 */
@Component
public final class AccountProviders {
    private final Providers providers;

    AccountProviders(Providers providers) {
        this.providers = providers;
    }

    public List<AccountProvider> of(VisibleTenant tenant) {
        return providers.of(tenant.id()).stream().map(provider -> told(tenant, provider)).toList();
    }

    /** By the inside ids with which connections keep them. */
    public Map<Long, AccountProvider> byInsideId(VisibleTenant tenant) {
        return providers.of(tenant.id()).stream().collect(
                Collectors.toUnmodifiableMap(provider -> provider.id().value(), provider -> told(tenant, provider)));
    }

    /** @param wanted public id; null where the system's accounts are nobody's sign-in */
    public Result<Optional<Long>, ConnectionProblem> chosen(TenantId tenant, @Nullable UUID wanted) {
        if (wanted == null) {
            return Result.ok(Optional.empty());
        }
        var found = providers.byPublicId(wanted).filter(provider -> provider.tenant().equals(tenant));
        return found.isEmpty()
                ? Result.no(new ConnectionProblem.ProviderUnknown(wanted))
                : Result.ok(found.map(provider -> provider.id().value()));
    }

    private static AccountProvider told(VisibleTenant tenant, Provider provider) {
        return new AccountProvider(provider.publicId(), provider.name(), provider.issuer(), tenant.publicId());
    }
}
