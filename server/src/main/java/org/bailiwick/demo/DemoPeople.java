package org.bailiwick.demo;

import org.bailiwick.authority.Persons;
import org.bailiwick.authority.Principal;
import org.bailiwick.platform.TenantId;
import org.bailiwick.platform.Transactions;
import org.bailiwick.signin.Provider;
import org.bailiwick.signin.Providers;
import org.springframework.stereotype.Component;
import org.springframework.context.annotation.Profile;

/** Registers the realms as identity providers and their users as persons who sign in. */
@Component
@Profile("demo")
final class DemoPeople {
    private final Providers providers;
    private final Persons persons;
    private final Transactions transactions;

    DemoPeople(Providers providers, Persons persons, Transactions transactions) {
        this.providers = providers;
        this.persons = persons;
        this.transactions = transactions;
    }

    /** The tenant's provider; where Keycloak has moved to another port, the same provider follows it. */
    Provider provider(TenantId tenant, String name, String issuer, String secret) {
        providers.of(tenant).stream().filter(found -> !found.issuer().equals(issuer)).findFirst()
                .ifPresent(moved -> providers.move(moved.id(), issuer)
                        .orThrow(problem -> new DemoException("the provider cannot move: " + problem, null)));
        return providers.register(tenant, name, issuer, DemoClients.PORTAL, secret)
                .orThrow(problem -> new DemoException("the provider cannot be registered: " + problem, null));
    }

    /** Tells a tenant who somebody is that the MSP hands an authority to. */
    void introduce(TenantId tenant, Principal.Person person) {
        transactions.tenant(tenant, tx -> {
            persons.introduce(tx, person.id(), Persons.Profile.named(person.name()));
            return true;
        });
    }

    Principal.Person person(Provider provider, String subject, String name, String mail) {
        var id = persons.know(provider.id(), subject, provider.tenant(), new Persons.Profile(name, mail, true));
        return new Principal.Person(id, provider.id(), provider.issuer(), subject, name, null, null, "demo set-up");
    }
}
