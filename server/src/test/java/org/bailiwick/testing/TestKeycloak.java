package org.bailiwick.testing;

import java.nio.file.Path;
import java.util.Objects;
import org.bailiwick.launcher.KeycloakServer;

/** The one real Keycloak of a test process, started by the first test that needs it; each test makes a realm of its own. */
public final class TestKeycloak {
    private static final KeycloakServer SERVER = start();
    private static final KeycloakAdmin ADMIN = new KeycloakAdmin(SERVER.url(), SERVER.adminUser(),
            SERVER.adminPassword());

    private TestKeycloak() {}

    public static String url() {
        return SERVER.url();
    }

    public static String adminUser() {
        return SERVER.adminUser();
    }

    public static String adminPassword() {
        return SERVER.adminPassword();
    }

    /** A realm with a random name, and in it the client that the product connects by. */
    public static RealmBuilder realm() {
        return new RealmBuilder(admin());
    }

    /** What an administrator of the customer sees and does, past the product. */
    public static KeycloakAdmin admin() {
        return ADMIN;
    }

    private static KeycloakServer start() {
        var root = Path.of(property("bailiwick.root"));
        var zip = Path.of(property("bailiwick.keycloak.zip"));
        return KeycloakServer.startFresh(zip, root.resolve("var/test/keycloak-" + TestFork.number())).closeAtExit();
    }

    private static String property(String name) {
        return Objects.requireNonNull(System.getProperty(name),
                "the build names it in the system property `%s`: run the tests by Maven".formatted(name));
    }
}
