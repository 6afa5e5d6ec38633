package org.bailiwick.demo;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.bailiwick.demo.estate.Estate;
import org.bailiwick.demo.estate.RealmPlan;
import org.bailiwick.demo.estate.RealmRepresentation;
import org.bailiwick.platform.PlatformClock;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Makes the sample realms where they are missing, and brings the clients in each of them up to date. */
final class DemoRealms {
    private static final Logger log = LoggerFactory.getLogger(DemoRealms.class);
    private static final int TWELVE_HOURS = 12 * 60 * 60;
    /** In quick succession this is enough for every lockout rule of the estate. */
    private static final int WRONG_PASSWORDS = 3;

    private final DemoKeycloak keycloak;
    private final Passwords passwords;
    private final RealmRepresentation.Msp msp;
    private final PlatformClock clock;
    private final LockedOnce locked;

    DemoRealms(DemoKeycloak keycloak, Passwords passwords, RealmRepresentation.Msp msp, PlatformClock clock,
            LockedOnce locked) {
        this.keycloak = keycloak;
        this.passwords = passwords;
        this.msp = msp;
        this.clock = clock;
        this.locked = locked;
    }

    /** @param user the user's immutable id in the realm, which is the subject of their tokens */
    record RealmUser(String user, String mail) {}

    void make(RealmPlan plan, String portalUrl) {
        var portal = DemoClients.portal(portalSecret(plan.name()), portalUrl);
        var links = DemoClients.links(linkSecret(plan.name()));
        if (keycloak.hasRealm(plan.name())) {
            write(plan.name(), portal);
            write(plan.name(), links);
        } else {
            locked.forget(plan.name());
            var before = clock.now();
            keycloak.createRealm(plan.name(), representation(plan, List.of(portal, links)));
            log.info("made the realm {}: {} people, {} machines, in {} ms", plan.name(), plan.accounts().size(),
                    plan.services().size(), java.time.Duration.between(before, clock.now()).toMillis());
        }
    }

    /** People who forgot their password: the brute-force protection has locked their accounts. Once, not at each start. */
    void lockOut(String realm, List<String> usernames) {
        for (var username : usernames.stream().filter(each -> !locked.was(realm, each)).toList()) {
            for (int attempt = 0; attempt < WRONG_PASSWORDS; attempt++) {
                keycloak.signIn(realm, DemoClients.LINKS, linkSecret(realm), username, "not the password");
            }
            locked.remember(realm, username);
        }
    }

    String portalSecret(String realm) {
        return passwords.of("portal-" + realm);
    }

    String linkSecret(String realm) {
        return passwords.of("link-" + realm);
    }

    String connectorSecret(String realm) {
        return passwords.of("connector-" + realm);
    }

    RealmUser user(String realm, String username) {
        return find(realm, username).orElseThrow(
                () -> new DemoException("`%s` is not in the realm %s".formatted(username, realm), null));
    }

    /** Empty in a realm that an earlier version made without this user. */
    Optional<RealmUser> find(String realm, String username) {
        var found = keycloak.get("/%s/users?exact=true&username=%s".formatted(realm, username));
        return found.size() == 1
                ? Optional.of(new RealmUser(found.get(0).path("id").asString(), found.get(0).path("email").asString()))
                : Optional.empty();
    }

    private Map<String, Object> representation(RealmPlan plan, List<Map<String, Object>> more) {
        var realm = new HashMap<>(RealmRepresentation.of(plan, new RealmPlan.Secrets() {
            @Override
            public String password(String username) {
                return passwords.of(username);
            }

            @Override
            public String client(String clientId) {
                return clientId.equals(Estate.CONNECTOR)
                        ? connectorSecret(plan.name())
                        : passwords.of(clientId + "-" + plan.name());
            }
        }, msp, clock.now()));
        realm.put("accessTokenLifespan", TWELVE_HOURS);
        realm.put("ssoSessionIdleTimeout", TWELVE_HOURS);
        realm.put("ssoSessionMaxLifespan", TWELVE_HOURS);
        var clients = new ArrayList<Object>(more);
        if (realm.get("clients") instanceof List<?> planned) {
            clients.addAll(planned);
        }
        realm.put("clients", clients);
        return realm;
    }

    /** The portal's address may be another one than last time, and so may this version's idea of a client. */
    private void write(String realm, Map<String, Object> client) {
        var found = keycloak.get("/%s/clients?clientId=%s".formatted(realm, client.get("clientId")));
        if (found.isEmpty()) {
            keycloak.post("/%s/clients".formatted(realm), client);
        } else {
            keycloak.put("/%s/clients/%s".formatted(realm, found.get(0).path("id").asString()), client);
        }
    }
}
