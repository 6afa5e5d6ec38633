package org.bailiwick.demo;

import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.bailiwick.authority.Principal;
import org.bailiwick.platform.Ids;
import org.bailiwick.platform.TenantId;
import org.bailiwick.signin.FirstAdministrator;
import org.bailiwick.signin.Provider;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.context.event.ApplicationReadyEvent;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Profile;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;

/**
 * Sets the demo up while the portal already answers: waits for Keycloak, makes what is missing in it and in the product,
 * and writes down who one can be. Every step can be repeated; a start that was cut short is finished by the next one.
 */
@Component
@Profile("demo")
@EnableConfigurationProperties(DemoProperties.class)
final class DemoSetup {
    private static final Logger log = LoggerFactory.getLogger(DemoSetup.class);
    private static final Duration BETWEEN_LOOKS = Duration.ofMillis(500);

    private final DemoProperties properties;
    private final DemoPeople people;
    private final DemoCustomers customers;
    private final FirstAdministrator firstAdministrator;
    private final DemoSignIn signIn;
    private final Path folder;
    private final Passwords passwords;

    DemoSetup(DemoProperties properties, DemoPeople people, DemoCustomers customers,
            FirstAdministrator firstAdministrator, DemoSignIn signIn, @Value("${bailiwick.var}") Path var, Ids ids) {
        this.properties = properties;
        this.people = people;
        this.customers = customers;
        this.firstAdministrator = firstAdministrator;
        this.signIn = signIn;
        this.folder = var.resolve("demo");
        this.passwords = new Passwords(folder.resolve("passwords.properties"), ids);
    }

    @EventListener
    void started(ApplicationReadyEvent event) {
        var portal = "http://127.0.0.1:"
                + event.getApplicationContext().getEnvironment().getRequiredProperty("local.server.port");
        Thread.ofVirtual().name("demo set-up").start(() -> {
            try {
                setUp(portal);
            } catch (RuntimeException failed) {
                log.error("the demo could not be set up; the next start tries again", failed);
            }
        });
    }

    private void setUp(String portal) {
        customers.forgetWhatWasReached();
        var keycloak = new DemoKeycloak(properties.keycloakUrl(), properties.adminUser(), properties.adminPassword());
        var proxy = FaultProxy.start(properties.faultProxyPort(), keycloak.url());
        new DemoFiles(folder).proxy(proxy.url());
        while (!keycloak.answers()) {
            pause();
        }
        log.info("Keycloak answers at {}", keycloak.url());
        var realms = new DemoRealms(keycloak, passwords);
        realms.make(portal);
        var msp = people.provider(TenantId.MSP, SampleEstate.MSP_NAME, keycloak.issuer(SampleEstate.MSP_REALM),
                realms.portalSecret(SampleEstate.MSP_REALM));
        var riskOwner = mspPerson(realms, msp, SamplePeople.RISK_OWNER);
        firstAdministrator.appoint(riskOwner.id());
        var personas = new ArrayList<DemoPersona>();
        var all = SampleEstate.TENANTS.stream().map(SampleTenant::shortName).toList();
        personas.add(persona(SamplePeople.RISK_OWNER, msp, all));
        for (var delegate : SamplePeople.DELEGATES) {
            var person = mspPerson(realms, msp, delegate);
            customers.handOn(riskOwner, person, delegate.inMsp(), TenantId.MSP);
            personas.add(persona(delegate, msp, all));
        }
        for (var sample : SampleEstate.TENANTS) {
            personas.add(customer(keycloak, realms, msp, riskOwner, sample, proxy.url()));
        }
        signIn.offer(keycloak, realms, personas);
        new DemoFiles(folder).personas(signIn.personas(portal));
        log.info("the demo is ready");
    }

    private DemoPersona customer(DemoKeycloak keycloak, DemoRealms realms, Provider msp, Principal.Person riskOwner,
            SampleTenant sample, String proxy) {
        log.info("setting up {}", sample.name());
        var tenant = customers.tenant(riskOwner, sample);
        var provider = people.provider(tenant, sample.name(), keycloak.issuer(sample.realm()),
                realms.portalSecret(sample.realm()));
        var owner = people.person(provider, realms.subject(sample.realm(), sample.approver()), sample.approverName(),
                realms.mail(sample.realm(), sample.approver()));
        customers.agree(riskOwner, owner, tenant, sample.name());
        for (var delegate : SamplePeople.DELEGATES) {
            var person = mspPerson(realms, msp, delegate);
            people.introduce(tenant, person);
            customers.handOn(riskOwner, person, delegate.inCustomers(), tenant);
        }
        customers.connect(riskOwner, tenant, sample, proxy, realms.connectorSecret(sample.realm()), provider);
        return new DemoPersona(sample.approverName(), "approver", List.of(sample.shortName()), sample.approver(),
                sample.realm(), passwords.of(sample.approver()), provider.id());
    }

    private Principal.Person mspPerson(DemoRealms realms, Provider msp, SamplePeople sample) {
        return people.person(msp, realms.subject(SampleEstate.MSP_REALM, sample.username()), sample.name(),
                realms.mail(SampleEstate.MSP_REALM, sample.username()));
    }

    private DemoPersona persona(SamplePeople sample, Provider msp, List<String> tenants) {
        return new DemoPersona(sample.name(), sample.role(), tenants, sample.username(), SampleEstate.MSP_REALM,
                passwords.of(sample.username()), msp.id());
    }

    private static void pause() {
        try {
            Thread.sleep(BETWEEN_LOOKS);
        } catch (InterruptedException interrupted) {
            throw new DemoException("interrupted while waiting for Keycloak", interrupted);
        }
    }
}
