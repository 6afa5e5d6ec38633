package org.bailiwick.lifecycle;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.bailiwick.authority.Capabilities;
import org.bailiwick.change.SampleTenant;
import org.bailiwick.platform.PersonId;
import org.bailiwick.platform.Secrets;
import org.bailiwick.platform.TenantId;
import org.bailiwick.platform.Transactions;
import org.bailiwick.register.Snapshots;
import org.bailiwick.testing.TestDatabase;
import org.bailiwick.testing.TestKeycloak;
import org.bailiwick.testing.TestModules;
import org.bailiwick.testing.TestRealm;
import org.jspecify.annotations.Nullable;

/**
 * With what each test about a leaver begins, made once because reading four realms is most of the work of such a test: the
 * realms, people of the MSP who are in all of them, and a database in which they were read. A test gets one of these
 * people and a copy of the database.
 */
final class SharedEstate {
    static final PersonId RISK_OWNER = new PersonId(1003);
    /** So few that the realms stay small: each reading reads what became of all of them. */
    private static final int LEAVERS = 16;
    private static final int MOST_ROUNDS = 200;
    private static @Nullable SharedEstate newest;

    private final Map<String, TestRealm> realms = new LinkedHashMap<>();
    private final Map<String, SampleTenant> tenants = new LinkedHashMap<>();
    private final Secrets secrets;
    private final TestDatabase.Backup read;
    private int left;

    /** With somebody who leaves, whom no other test knows. */
    static SampleEstate next() {
        var estate = newest;
        if (estate == null || estate.left == LEAVERS) {
            estate = new SharedEstate();
            newest = estate;
        }
        return new SampleEstate(estate, leaver(++estate.left));
    }

    private SharedEstate() {
        realms.put("msp", TestKeycloak.realm().small().create());
        for (var customer : List.of("acme", "birch", "calder")) {
            realms.put(customer, TestKeycloak.realm().small().role("billing-admin").group("/support", "billing-admin")
                    .create());
        }
        try (var database = TestDatabase.create(); var modules = TestModules.over(database, context -> {})) {
            secrets = modules.bean(Secrets.class);
            realms.keySet().forEach(name -> {
                for (int number = 1; number <= LEAVERS; number++) {
                    join(name, leaver(number));
                }
                tenants.put(name, tenant(database, modules, name));
            });
            read(modules);
            read = database.backUp();
        }
    }

    private static String leaver(int number) {
        return "leaver" + number;
    }

    private SampleTenant tenant(TestDatabase database, TestModules modules, String name) {
        var id = name.equals("msp") ? TenantId.MSP : database.tenant(name);
        var tenant = SampleTenant.connected(database, modules, id, realm(name).details());
        tenant.give("offboards", RISK_OWNER, Capabilities.STAFF_OFFBOARD, "msp");
        tenant.letsDecide("msp", Capabilities.STAFF_OFFBOARD);
        return tenant;
    }

    private void read(TestModules modules) {
        tenants.values().forEach(tenant -> modules.bean(Transactions.class).tenant(tenant.id(),
                tx -> modules.bean(Snapshots.class).request(tx, tenant.connection(), null)));
        for (int round = 0; modules.runDueWork() > 0; round++) {
            if (round == MOST_ROUNDS) {
                throw new AssertionError("work goes on for ever");
            }
        }
    }

    /** They become a user there. In the MSP's own directory they are disabled already, as somebody who left. */
    void join(String name, String leaver) {
        boolean msp = name.equals("msp");
        realm(name).post("/users", Map.of("username", leaver, "enabled", !msp, "email", leaver + "@example.org",
                "emailVerified", true, "firstName", leaver, "lastName", "Example", "groups",
                msp ? List.of() : List.of("/support")));
    }

    TestRealm realm(String name) {
        return realms.get(name);
    }

    /** As they are in the database that was read; a test has its own in its copy. */
    Map<String, SampleTenant> tenants() {
        return tenants;
    }

    TestDatabase database() {
        return TestDatabase.of(read);
    }

    /** Over a copy: what was sealed in the database that was read is opened with the key of then. */
    TestModules modules(TestDatabase copy) {
        return TestModules.over(copy, context -> context.registerBean(Secrets.class, () -> secrets));
    }
}
