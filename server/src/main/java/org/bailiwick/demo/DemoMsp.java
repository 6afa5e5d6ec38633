package org.bailiwick.demo;

import java.util.ArrayList;
import java.util.List;
import org.bailiwick.authority.Principal;
import org.bailiwick.demo.estate.Estate;
import org.bailiwick.demo.estate.TenantPlan;
import org.bailiwick.platform.TenantId;
import org.bailiwick.signin.FirstAdministrator;
import org.bailiwick.signin.Provider;
import org.springframework.context.annotation.Profile;
import org.springframework.stereotype.Component;

/** Sets up the MSP's own tenant: its provider, its risk owner and their delegates, and its directory as a system. */
@Component
@Profile("demo")
final class DemoMsp {
    /** Of everybody whom the estate employs at the MSP. */
    private static final String MAIL_DOMAIN = "northgate.example";

    private final DemoPeople people;
    private final DemoCustomers customers;
    private final FirstAdministrator firstAdministrator;

    DemoMsp(DemoPeople people, DemoCustomers customers, FirstAdministrator firstAdministrator) {
        this.people = people;
        this.customers = customers;
        this.firstAdministrator = firstAdministrator;
    }

    record Delegate(SamplePeople who, Principal.Person person) {}

    /** The people of the MSP who take customers on. */
    record MspSide(Provider provider, Principal.Person riskOwner, List<Delegate> delegates) {
        MspSide {
            delegates = List.copyOf(delegates);
        }

        /** Who proposes to customers what they might expect. */
        Principal.Person operator() {
            return delegates.stream().filter(delegate -> delegate.who().role().equals("operator")).findFirst()
                    .orElseThrow().person();
        }

        List<DemoPersona> personas(Estate estate, Passwords passwords) {
            var all = estate.tenants().stream().map(TenantPlan::shortName).toList();
            var personas = new ArrayList<DemoPersona>();
            personas.add(persona(SamplePeople.RISK_OWNER, estate, all, passwords));
            delegates.forEach(delegate -> personas.add(persona(delegate.who(), estate, all, passwords)));
            return personas;
        }

        private DemoPersona persona(SamplePeople who, Estate estate, List<String> tenants, Passwords passwords) {
            return new DemoPersona(who.name(), who.role(), tenants, who.username(), estate.msp().name(),
                    passwords.of(who.username()), provider.id());
        }
    }

    MspSide setUp(Estate estate, DemoKeycloak keycloak, DemoRealms realms, String proxy) {
        var realm = estate.msp().name();
        var provider = people.provider(TenantId.MSP, estate.msp().displayName(), keycloak.issuer(realm),
                realms.portalSecret(realm));
        var riskOwner = person(realms, realm, provider, SamplePeople.RISK_OWNER);
        firstAdministrator.appoint(riskOwner.id());
        customers.mailDomains(riskOwner, List.of(MAIL_DOMAIN));
        var delegates = new ArrayList<Delegate>();
        for (var who : SamplePeople.DELEGATES) {
            var person = person(realms, realm, provider, who);
            customers.handOn(riskOwner, person, who.inMsp(), TenantId.MSP);
            delegates.add(new Delegate(who, person));
        }
        customers.connect(riskOwner, TenantId.MSP, estate.msp(), proxy, realms.connectorSecret(realm), provider);
        return new MspSide(provider, riskOwner, delegates);
    }

    private Principal.Person person(DemoRealms realms, String realm, Provider provider, SamplePeople who) {
        var user = realms.user(realm, who.username());
        return people.person(provider, user.user(), who.name(), user.mail());
    }
}
