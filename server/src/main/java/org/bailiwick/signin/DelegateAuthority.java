package org.bailiwick.signin;

import java.time.Instant;
import java.util.UUID;
import org.bailiwick.authority.Authorities;
import org.bailiwick.authority.DelegationProblem;
import org.bailiwick.authority.Permit;
import org.bailiwick.authority.Persons;
import org.bailiwick.platform.Result;
import org.bailiwick.platform.TenantId;
import org.bailiwick.platform.Transactions;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Hands an authority on to somebody who may never have signed in: named by their provider and its subject. */
@Component
final class DelegateAuthority {
    private final Transactions transactions;
    private final Providers providers;
    private final Persons persons;
    private final Authorities authorities;

    DelegateAuthority(Transactions transactions, Providers providers, Persons persons, Authorities authorities) {
        this.transactions = transactions;
        this.providers = providers;
        this.persons = persons;
        this.authorities = authorities;
    }

    record Wanted(String issuer, String subject, String name, String capability, @Nullable Instant until,
            String reason, @Nullable String ticket) {}

    sealed interface Problem {
        /** Neither the MSP's nor this tenant's: other tenants' providers do not exist here. */
        record IssuerUnknown(String issuer) implements Problem {}

        record SubjectBlank() implements Problem {}

        record OfDelegation(DelegationProblem problem) implements Problem {}
    }

    Result<UUID, Problem> delegate(Permit permit, Wanted wanted) {
        var provider = providers.byIssuer(wanted.issuer()).filter(
                found -> found.tenant().equals(TenantId.MSP) || found.tenant().equals(permit.tenant()));
        if (provider.isEmpty()) {
            return Result.no(new Problem.IssuerUnknown(wanted.issuer()));
        }
        if (wanted.subject().isBlank()) {
            return Result.no(new Problem.SubjectBlank());
        }
        var person = persons.expect(provider.get().id(), wanted.subject());
        return switch (authorities.delegate(permit, person, wanted.capability(), wanted.until(), wanted.reason(),
                wanted.ticket())) {
            case Result.No<UUID, DelegationProblem>(var problem) -> Result.no(new Problem.OfDelegation(problem));
            case Result.Ok<UUID, DelegationProblem>(var id) -> {
                transactions.tenant(permit.tenant(), tx -> {
                    if (persons.profile(tx, person).isEmpty()) {
                        persons.introduce(tx, person, Persons.Profile
                                .named(wanted.name().isBlank() ? wanted.subject() : wanted.name().strip()));
                    }
                    return true;
                });
                yield Result.ok(id);
            }
        };
    }
}
