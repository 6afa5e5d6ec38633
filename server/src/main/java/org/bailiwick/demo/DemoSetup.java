package org.bailiwick.demo;

import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.bailiwick.demo.estate.RealmRepresentation;
import org.bailiwick.demo.estate.TenantPlan;
import org.bailiwick.platform.Ids;
import org.bailiwick.platform.PlatformClock;
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
    /** A busy machine lets single answers of Keycloak take too long. */
    private static final int ATTEMPTS = 3;

    private final DemoProperties properties;
    private final DemoMsp msp;
    private final DemoCustomers customers;
    private final DemoSignIn signIn;
    private final PlatformClock clock;
    private final Path folder;
    private final Passwords passwords;

    DemoSetup(DemoProperties properties, DemoMsp msp, DemoCustomers customers, DemoSignIn signIn, PlatformClock clock,
            @Value("${bailiwick.var}") Path var, Ids ids) {
        this.properties = properties;
        this.msp = msp;
        this.customers = customers;
        this.signIn = signIn;
        this.clock = clock;
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
        var estate = properties.estate();
        customers.forgetWhatWasReached(estate);
        var keycloak = new DemoKeycloak(properties.keycloakUrl(), properties.adminUser(), properties.adminPassword(),
                clock);
        var proxy = FaultProxy.start(properties.faultProxyPort(), keycloak.url());
        new DemoFiles(folder).proxy(proxy.url());
        while (!keycloak.answers()) {
            pause();
        }
        log.info("Keycloak answers at {}", keycloak.url());
        var realms = new DemoRealms(keycloak, passwords,
                new RealmRepresentation.Msp(estate.msp().name(), keycloak.issuer(estate.msp().name())), clock,
                new LockedOnce(folder.resolve("locked-out")));
        for (int attempt = 1; !settled(keycloak, realms, portal, proxy, attempt); attempt++) {
            pause();
        }
    }

    private boolean settled(DemoKeycloak keycloak, DemoRealms realms, String portal, FaultProxy proxy, int attempt) {
        try {
            settle(keycloak, realms, portal, proxy);
            return true;
        } catch (DemoException failed) {
            if (attempt == ATTEMPTS) {
                throw failed;
            }
            log.warn("the demo could not be set up and goes on with what is missing: {}", failed.getMessage());
            return false;
        }
    }

    private void settle(DemoKeycloak keycloak, DemoRealms realms, String portal, FaultProxy proxy) {
        var estate = properties.estate();
        realms.make(estate.msp(), portal);
        var side = msp.setUp(estate, keycloak, realms, proxy.url());
        var personas = new ArrayList<>(side.personas(estate, passwords));
        Together.all(estate.tenants(), tenant -> {
            realms.make(tenant.realm(), portal);
            return customer(keycloak, realms, side, tenant, proxy.url());
        }).forEach(personas::addAll);
        signIn.offer(keycloak, realms, personas);
        new DemoFiles(folder).personas(signIn.personas(portal));
        log.info("the demo is ready: {} customers, {} personas", estate.tenants().size(), personas.size());
    }

    /** The customer's approver, and their deputy where the realm has one. */
    private List<DemoPersona> customer(DemoKeycloak keycloak, DemoRealms realms, DemoMsp.MspSide side, TenantPlan plan,
            String proxy) {
        var provider = customers.takeOn(side, plan, keycloak.issuer(plan.realm().name()), realms, proxy);
        realms.lockOut(plan.realm().name(), plan.lockedOut());
        log.info("{} is set up", plan.name());
        var realm = plan.realm().name();
        var deciding = new ArrayList<DemoPersona>();
        deciding.add(new DemoPersona(plan.approverName(), "approver", List.of(plan.shortName()), plan.approver(), realm,
                passwords.of(plan.approver()), provider.id()));
        realms.find(realm, plan.deputy()).ifPresent(deputy -> deciding.add(new DemoPersona(plan.deputyName(),
                "second approver", List.of(plan.shortName()), plan.deputy(), realm, passwords.of(plan.deputy()),
                provider.id())));
        return deciding;
    }

    private static void pause() {
        try {
            Thread.sleep(BETWEEN_LOOKS);
        } catch (InterruptedException interrupted) {
            throw new DemoException("interrupted while waiting for Keycloak", interrupted);
        }
    }
}
