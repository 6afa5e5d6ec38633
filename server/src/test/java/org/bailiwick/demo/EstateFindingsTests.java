package org.bailiwick.demo;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import org.bailiwick.demo.estate.Estate;
import org.bailiwick.testing.TestDatabase;
import org.bailiwick.testing.TestKeycloak;
import org.bailiwick.testing.TestServer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The demo as it starts, in the real Keycloak: what the product finds is what was planted, no more and no less. */
class EstateFindingsTests {
    private static final Duration LIMIT = Duration.ofMinutes(6);
    private static final String PERSONAS = "demo/personas.json";

    @TempDir
    private Path var;

    private final String realmPrefix = UUID.randomUUID().toString().substring(0, 8) + "-";

    @Test
    void findingsOfTheDemoAreExactlyWhatWasPlantedAndItsNextStartLeavesWhatPeopleDid() throws IOException {
        try (var database = TestDatabase.create()) {
            var people = new DemoVisitors(database);
            try (var server = setUp(database, Estate.DEMO)) {
                assertThat(findings(database)).containsExactlyInAnyOrderElementsOf(planted(Estate.DEMO));
                patternsAreThosePlanted(server, Estate.DEMO);
                people.act(server);
            }
            Files.delete(var.resolve(PERSONAS));
            try (var again = setUp(database, Estate.DEMO)) {
                assertThat(people.undone(again)).isEmpty();
                assertThat(findings(database)).containsExactlyInAnyOrderElementsOf(planted(Estate.DEMO));
            }
        }
    }

    @Test
    void findingsOfAnEstateOfAnotherSeedAreExactlyWhatWasPlanted() {
        long seed = 4711;
        try (var database = TestDatabase.create(); var server = setUp(database, seed)) {
            assertThat(findings(database)).as(server.url()).containsExactlyInAnyOrderElementsOf(planted(seed));
            patternsAreThosePlanted(server, seed);
        }
    }

    private void patternsAreThosePlanted(TestServer server, long seed) {
        assertThat(PlantedPatterns.seen(server, var.resolve(PERSONAS)))
                .containsExactlyInAnyOrderElementsOf(PlantedPatterns.of(seed));
    }

    @Test
    void theDemosPatternsTellItsStory() {
        assertThat(PlantedPatterns.of(Estate.DEMO)).extracting(each -> each.get(0) + " " + each.get(2)).contains(
                "identity Samuel Boateng", "machine service-account-rmm-agent", "access /Support/Administrators",
                "setting Lockout off (`bruteForceProtected`)", "account administrator", "access support-operator");
    }

    private TestServer setUp(TestDatabase database, long seed) {
        var server = start(database, seed);
        await(server.url() + " is set up").atMost(LIMIT).until(() -> Files.exists(var.resolve(PERSONAS)));
        await("every rule was asked in every tenant").atMost(LIMIT)
                .until(() -> rulesNotAsked(database) == 0 && waiting(database) == 0);
        return server;
    }

    private TestServer start(TestDatabase database, long seed) {
        return TestServer.start(database, "--spring.profiles.active=demo", "--bailiwick.var=" + var,
                "--bailiwick.demo.keycloak-url=" + TestKeycloak.url(),
                "--bailiwick.demo.admin-user=" + TestKeycloak.adminUser(),
                "--bailiwick.demo.admin-password=" + TestKeycloak.adminPassword(),
                "--bailiwick.demo.fault-proxy-port=0", "--bailiwick.demo.seed=" + seed,
                "--bailiwick.demo.realm-prefix=" + realmPrefix);
    }

    private static List<List<String>> planted(long seed) {
        return Estate.of(seed).planted().stream()
                .map(each -> List.of(each.rule(), each.tenant(), each.subject())).toList();
    }

    /** As the estate names subjects, whatever kind of row a finding is about. */
    private static List<List<String>> findings(TestDatabase database) {
        return database.superuser()
                .sql("""
                     select f.rule, t.short_name, coalesce(
                       (select a.username || ' → ' || e.name from access_grant g
                        join account a using (tenant_id, account_id)
                        join entitlement e using (tenant_id, entitlement_id)
                        where f.subject_kind = 'grant' and g.tenant_id = f.tenant_id and g.grant_id = f.subject_id),
                       (select a.username || case when f.rule = 'access-missing'
                          then ' → ' || regexp_replace(f.key, '^account/[0-9]+/[a-z ]+/', '') else '' end
                        from account a
                        where f.subject_kind = 'account' and a.tenant_id = f.tenant_id and a.account_id = f.subject_id),
                       (select a.username from credential c join account a using (tenant_id, account_id)
                        where f.subject_kind = 'credential' and c.tenant_id = f.tenant_id and c.credential_id = f.subject_id),
                       (select min(a.username) from account a
                        where f.subject_kind = 'identity' and a.tenant_id = f.tenant_id and a.identity_id = f.subject_id),
                       (select c.name from connection c
                        where f.subject_kind = 'connection' and c.tenant_id = f.tenant_id and c.connection_id = f.subject_id),
                       (select e.name from entitlement e
                        where f.subject_kind = 'entitlement' and e.tenant_id = f.tenant_id and e.entitlement_id = f.subject_id),
                       f.subject_kind || ' ' || f.key) as subject
                     from finding f join tenant t using (tenant_id)
                     where f.state = 'open'""")
                .query((row, number) -> List.of(row.getString(1), row.getString(2), row.getString(3))).list();
    }

    private static long rulesNotAsked(TestDatabase database) {
        return database.superuser()
                .sql("""
                     select count(*) from tenant t
                     cross join unnest(array['excess-access', 'access-missing', 'delegated-admin-unexpected',
                       'lockout-weak', 'stale-admin', 'credential-overdue', 'no-owner', 'shared-account',
                       'leaver-effective', 'access-returned', 'role-model-weaker']) asked (rule)
                     left join finding_summary s on s.tenant_id = t.tenant_id and s.rule = asked.rule
                     where t.kind <> 'msp' and (s.tenant_id is null
                       or not s.known and asked.rule <> 'stale-admin'
                         and (asked.rule, t.short_name) not in (('role-model-weaker', 'birchwood-law'),
                           ('role-model-weaker', 'calder-freight')))""").query(Long.class).single();
    }

    private static long waiting(TestDatabase database) {
        return database.superuser().sql("select count(*) from work where due <= now()").query(Long.class).single();
    }
}
