package org.bailiwick.signin;

import java.util.Optional;
import org.bailiwick.authority.OwnerProblem;
import org.bailiwick.authority.Permit;
import org.bailiwick.authority.Persons;
import org.bailiwick.authority.RootAuthorities;
import org.bailiwick.platform.PersonId;
import org.bailiwick.platform.Result;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/**
 * Opens the tenant's own side: its provider and its owner at that provider. The provider is never one of the MSP's, or
 * the MSP would be naming itself.
 */
@Component
public final class NameOwner {
    private final Providers providers;
    private final Persons persons;
    private final RootAuthorities roots;

    NameOwner(Providers providers, Persons persons, RootAuthorities roots) {
        this.providers = providers;
        this.persons = persons;
        this.roots = roots;
    }

    /** @param subject as the provider's tokens name the owner in {@code sub} */
    public record Wanted(String providerName, String issuer, String clientId, @Nullable String clientSecret,
            String subject, String name, String reason) {
        @Override
        public String toString() {
            return "owner `%s` at `%s`".formatted(subject, issuer);
        }
    }

    /** Why not: the provider does not fit, or the owner does not. */
    public sealed interface Problem {
        record OfProvider(ProviderProblem problem) implements Problem {}

        record OfOwner(OwnerProblem problem) implements Problem {}

        record SubjectBlank() implements Problem {}
    }

    public Result<Provider, Problem> name(Permit permit, Wanted wanted) {
        if (wanted.subject().isBlank()) {
            return Result.no(new Problem.SubjectBlank());
        }
        // INVARIANT: a refusal leaves the tenant's providers as they were, so it comes before they are touched.
        return switch (providers.fitting(permit.tenant(), wanted.issuer(), wanted.clientId())) {
            case Result.No<Optional<Provider>, ProviderProblem>(var problem) ->
                Result.no(new Problem.OfProvider(problem));
            case Result.Ok<Optional<Provider>, ProviderProblem> fits -> roots.hindrance(permit, wanted.reason())
                    .<Result<Provider, Problem>>map(problem -> Result.no(new Problem.OfOwner(problem)))
                    .orElseGet(() -> register(permit, wanted));
        };
    }

    private Result<Provider, Problem> register(Permit permit, Wanted wanted) {
        var name = wanted.providerName().isBlank() ? wanted.issuer() : wanted.providerName();
        return switch (providers.register(permit.tenant(), name, wanted.issuer(), wanted.clientId(),
                wanted.clientSecret())) {
            case Result.No<Provider, ProviderProblem>(var problem) -> Result.no(new Problem.OfProvider(problem));
            case Result.Ok<Provider, ProviderProblem>(var provider) -> name(permit, wanted, provider);
        };
    }

    private Result<Provider, Problem> name(Permit permit, Wanted wanted, Provider provider) {
        var owner = persons.know(provider.id(), wanted.subject(), permit.tenant(),
                Persons.Profile.named(wanted.name().isBlank() ? wanted.subject() : wanted.name()));
        return switch (roots.owner(permit, owner, wanted.reason())) {
            case Result.No<PersonId, OwnerProblem>(var problem) -> Result.no(new Problem.OfOwner(problem));
            case Result.Ok<PersonId, OwnerProblem> ok -> Result.ok(provider);
        };
    }
}
