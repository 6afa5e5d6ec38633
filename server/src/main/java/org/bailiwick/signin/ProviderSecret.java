package org.bailiwick.signin;

import org.bailiwick.authority.DecisionPoint;
import org.bailiwick.authority.Permit;
import org.bailiwick.ledger.Activity;
import org.bailiwick.ledger.Entry;
import org.bailiwick.ledger.Ledger;
import org.bailiwick.ledger.Outcome;
import org.bailiwick.ledger.Target;
import org.bailiwick.platform.Result;
import org.bailiwick.platform.Transactions;
import org.springframework.stereotype.Component;

/**
 * The owner of a tenant gives their provider's client its next secret, before the old one runs out. The MSP, which
 * registered the provider, cannot: with a client of its own choice it would hold the tenant's side.
 */
@Component
final class ProviderSecret {
    private final Transactions transactions;
    private final DecisionPoint decisions;
    private final Providers providers;
    private final Ledger ledger;

    ProviderSecret(Transactions transactions, DecisionPoint decisions, Providers providers, Ledger ledger) {
        this.transactions = transactions;
        this.decisions = decisions;
        this.providers = providers;
        this.ledger = ledger;
    }

    sealed interface Problem {
        /** Not one of this tenant's: other tenants' providers do not exist here. */
        record IssuerUnknown(String issuer) implements Problem {}

        record SecretMissing() implements Problem {}
    }

    /** @param permit for {@code contract.accept}, which is never handed on */
    Result<Provider, Problem> set(Permit permit, String issuer, String secret) {
        var provider = providers.byIssuer(issuer).filter(found -> found.tenant().equals(permit.tenant()));
        if (provider.isEmpty()) {
            return Result.no(new Problem.IssuerUnknown(issuer));
        }
        if (secret.isBlank()) {
            return Result.no(new Problem.SecretMissing());
        }
        transactions.tenant(permit.tenant(), tx -> {
            decisions.confirm(tx, permit);
            providers.secret(tx, provider.get(), secret);
            ledger.append(tx, Entry
                    .of(Activity.PROVIDER_SECRET_SET, permit.principal().actor(),
                            new Target("identity provider", provider.get().publicId().toString(),
                                    provider.get().name()),
                            Outcome.SUCCESS, permit.evaluation(), "the client's secret at `%s` is replaced".formatted(
                                    issuer))
                    .under(permit.authority(), permit.evaluation()));
            return true;
        });
        return Result.ok(provider.get());
    }
}
