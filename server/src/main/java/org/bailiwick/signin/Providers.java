package org.bailiwick.signin;

import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.bailiwick.platform.Ids;
import org.bailiwick.platform.ProviderId;
import org.bailiwick.platform.Result;
import org.bailiwick.platform.Secrets;
import org.bailiwick.platform.TenantId;
import org.bailiwick.platform.TenantTx;
import org.bailiwick.platform.Transactions;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Registers identity providers and finds them. Neither asks the provider anything. */
@Component
public final class Providers {
    private static final Set<String> THIS_MACHINE = Set.of("127.0.0.1", "localhost", "[::1]");

    private final Transactions transactions;
    private final ProviderStore store;
    private final Secrets secrets;
    private final Ids ids;

    Providers(Transactions transactions, ProviderStore store, Secrets secrets, Ids ids) {
        this.transactions = transactions;
        this.store = store;
        this.secrets = secrets;
        this.ids = ids;
    }

    /**
     * Registers a provider for a tenant's people, or changes the one of this tenant that has the same issuer.
     *
     * @param clientSecret null for a public client, or to leave the one that is there
     */
    public Result<Provider, ProviderProblem> register(TenantId tenant, String name, String issuer, String clientId,
            @Nullable String clientSecret) {
        return switch (fitting(tenant, issuer, clientId)) {
            case Result.No<Optional<Provider>, ProviderProblem>(var problem) -> Result.no(problem);
            case Result.Ok<Optional<Provider>, ProviderProblem>(var there) -> {
                var provider = there
                        .map(found -> new Provider(found.id(), found.publicId(), tenant, name, issuer, clientId))
                        .orElseGet(() -> new Provider(transactions.signin(store::next), ids.uuid(), tenant, name,
                                issuer, clientId));
                write(provider, there.isEmpty(), clientSecret);
                yield Result.ok(provider);
            }
        };
    }

    /** Whether it could be registered; with the provider of this tenant that it would change. */
    Result<Optional<Provider>, ProviderProblem> fitting(TenantId tenant, String issuer, String clientId) {
        if (!fit(issuer)) {
            return Result.no(new ProviderProblem.IssuerUnfit(issuer));
        }
        if (clientId.isBlank()) {
            return Result.no(new ProviderProblem.ClientIdBlank());
        }
        var there = byIssuer(issuer);
        return there.isPresent() && !there.get().tenant().equals(tenant)
                ? Result.no(new ProviderProblem.IssuerTaken(issuer))
                : Result.ok(there);
    }

    /** Replaces the secret alone: which client is believed stays as it is. */
    void secret(TenantTx tx, Provider provider, String clientSecret) {
        store.secret(tx, provider.id(), seal(tx, provider, clientSecret));
    }

    /** Follows a provider that moved to another address; its people stay the same persons. */
    public Result<Provider, ProviderProblem> move(ProviderId id, String issuer) {
        if (!fit(issuer)) {
            return Result.no(new ProviderProblem.IssuerUnfit(issuer));
        }
        if (byIssuer(issuer).filter(found -> !found.id().equals(id)).isPresent()) {
            return Result.no(new ProviderProblem.IssuerTaken(issuer));
        }
        var was = find(id).orElseThrow();
        var provider = new Provider(id, was.publicId(), was.tenant(), was.name(), issuer, was.clientId());
        write(provider, false, null);
        return Result.ok(provider);
    }

    public Optional<Provider> find(ProviderId id) {
        return transactions.signin(tx -> store.find(tx, id));
    }

    public Optional<Provider> byIssuer(String issuer) {
        return transactions.signin(tx -> store.byIssuer(tx, issuer));
    }

    public Optional<Provider> byPublicId(UUID id) {
        return transactions.signin(tx -> store.byPublicId(tx, id));
    }

    public List<Provider> of(TenantId tenant) {
        return transactions.signin(tx -> store.of(tx, tenant));
    }

    public List<Provider> all() {
        return transactions.signin(store::all);
    }

    /** The client's secret, opened for one use; empty for a public client. */
    Optional<String> clientSecret(Provider provider) {
        return transactions.signin(tx -> store.sealedSecret(tx, provider.id()))
                .map(sealed -> transactions.tenant(provider.tenant(),
                        tx -> new String(secrets.open(tx, place(provider), sealed), StandardCharsets.UTF_8)));
    }

    private void write(Provider provider, boolean fresh, @Nullable String clientSecret) {
        byte[] sealed = clientSecret == null || clientSecret.isEmpty()
                ? null
                : transactions.tenant(provider.tenant(), tx -> seal(tx, provider, clientSecret));
        transactions.signin(tx -> {
            if (fresh) {
                store.insert(tx, provider, sealed);
            } else {
                store.update(tx, provider, sealed);
            }
            return true;
        });
    }

    private byte[] seal(TenantTx tx, Provider provider, String clientSecret) {
        return secrets.seal(tx, place(provider), clientSecret.getBytes(StandardCharsets.UTF_8));
    }

    private static String place(Provider provider) {
        return "provider/" + provider.id().value();
    }

    private static boolean fit(String issuer) {
        try {
            var uri = URI.create(issuer);
            return uri.getHost() != null && uri.getQuery() == null && uri.getFragment() == null
                    && uri.getUserInfo() == null && ("https".equals(uri.getScheme())
                            || "http".equals(uri.getScheme()) && THIS_MACHINE.contains(uri.getHost()));
        } catch (IllegalArgumentException malformed) {
            return false;
        }
    }
}
