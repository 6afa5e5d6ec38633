package org.bailiwick.register;

import static org.assertj.core.api.Assertions.assertThat;
import static org.bailiwick.register.FakeSystem.group;
import static org.bailiwick.register.FakeSystem.role;

import org.bailiwick.connector.ObjectKind;
import org.bailiwick.connector.Observed;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

@Tag("sql")
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class EffectiveAccessTests {
    private final RegisterForTests register = new RegisterForTests();

    @AfterAll
    void drop() {
        register.close();
    }

    @Test
    void nestedGroupsAndCompositeRolesGiveAccessWithThePathThatExplainsIt() {
        var acme = register.connected("nested");

        register.read(acme,
                new FakeSystem().account("alice").has(group("/eu"), group("/eu/it"), role("ops"), role("admin"))
                        .contains(group("/eu/it"), group("/eu")).contains(group("/eu"), role("ops"))
                        .contains(role("ops"), role("admin")).holds("alice", group("/eu/it")));

        assertThat(register.access(acme)).containsExactly("alice: /eu via /eu/it > /eu", "alice: /eu/it directly",
                "alice: admin via /eu/it > /eu > ops > admin", "alice: ops via /eu/it > /eu > ops");
    }

    @Test
    void aSecondPathStillGrantsWhenTheDirectOneIsGone() {
        var acme = register.connected("second-path");
        var system = new FakeSystem().account("alice").has(role("admin"), group("/staff"))
                .contains(group("/staff"), role("admin")).holds("alice", role("admin")).holds("alice", group("/staff"));
        register.read(acme, system);
        assertThat(register.access(acme)).containsExactly("alice: /staff directly",
                "alice: admin directly via /staff > admin");

        register.read(acme, system.copy().without(new Observed.Membership("alice", role("admin"))));

        assertThat(register.access(acme)).containsExactly("alice: /staff directly", "alice: admin via /staff > admin");
        assertThat(register.ask(Boolean.class, acme,
                "select since is not null from access_grant where tenant_id = :tenant")).containsOnly(true);
        assertThat(register.ask(Long.class, acme, "select count(*) from grant_period where tenant_id = :tenant"))
                .containsExactly(0L);
    }

    @Test
    void aMembershipThatIsListedTwiceIsOneGrantWithOnePath() {
        var acme = register.connected("listed-twice");
        var system = new FakeSystem().account("alice").has(role("ops"), role("admin"), group("/staff"))
                .contains(role("ops"), role("admin")).holds("alice", role("ops")).holds("alice", role("ops"));
        register.read(acme, system);
        assertThat(register.access(acme)).containsExactly("alice: admin via ops > admin", "alice: ops directly");

        register.read(acme, system.copy().contains(group("/staff"), role("admin")).holds("alice", group("/staff")));

        assertThat(register.access(acme)).containsExactly("alice: /staff directly",
                "alice: admin via /staff > admin | ops > admin", "alice: ops directly");
    }

    @Test
    void nobodyMayDeleteTheAccountsAndEntitlementsThatGrantsName() {
        var mayDelete = register.database.superuser()
                .sql("""
                     select grantee || ' ' || table_name from information_schema.table_privileges
                     where table_name in ('account', 'entitlement') and grantee like 'bw\\_%' and grantee <> 'bw_migrate'
                       and privilege_type in ('DELETE', 'TRUNCATE')""")
                .query(String.class).list();

        assertThat(mayDelete).isEmpty();
    }

    @Test
    void aCycleEndsAndGivesEverythingInIt() {
        var acme = register.connected("cycle");

        var taken = register.read(acme, new FakeSystem().account("alice").has(role("a"), role("b"), role("c"))
                .contains(role("a"), role("b")).contains(role("b"), role("c")).contains(role("c"), role("a"))
                .contains(role("b"), role("b")).holds("alice", role("a")));

        assertThat(taken.complete()).isTrue();
        assertThat(register.access(acme)).containsExactly("alice: a directly", "alice: b via a > b",
                "alice: c via a > b > c");
    }

    @Test
    void aMazeOfNestedGroupsKeepsEightPathsAndNoAccessIsMissed() {
        var acme = register.connected("maze");
        var system = new FakeSystem().account("alice").has(role("0")).holds("alice", role("0"));
        for (int level = 0; level < 20; level++) {
            var next = role("" + (level + 1));
            for (int way = 0; way < 4; way++) {
                var between = role(level + "." + way);
                system.has(between).contains(role("" + level), between).contains(between, next);
            }
            system.has(next);
        }

        var taken = register.read(acme, system);

        assertThat(taken.complete()).isTrue();
        assertThat(register.access(acme)).hasSize(1 + 20 * 5);
        assertThat(register.ask(Integer.class, acme,
                """
                select max(jsonb_array_length(paths)) from access_grant where tenant_id = :tenant"""))
                .containsExactly(8);
    }

    @Test
    void everyDirectMembershipThatLeadsThereIsAmongThePaths() {
        var acme = register.connected("membership-paths");
        var system = new FakeSystem().account("alice").has(role("admin"), role("many"), group("/few"))
                .holds("alice", role("many")).holds("alice", group("/few")).contains(group("/few"), role("x0"));
        for (int way = 0; way < 10; way++) {
            system.has(role("x" + way)).contains(role("many"), role("x" + way)).contains(role("x" + way),
                    role("admin"));
        }

        register.read(acme, system);

        assertThat(register.access(acme)).anySatisfy(
                line -> assertThat(line).startsWith("alice: admin via ").contains("/few > x0 > admin", "many > x"));
    }

    @Test
    void accessBeyondTheDeepestNestingIsNotKnownAndEndsNothing() {
        var acme = register.connected("deep");
        var system = new FakeSystem().account("alice").has(role("0")).holds("alice", role("0"));
        for (int level = 0; level < 60; level++) {
            system.has(role("" + (level + 1))).contains(role("" + level), role("" + (level + 1)));
        }

        var taken = register.read(acme, system);

        assertThat(taken.kinds().get(ObjectKind.CONTAINMENTS).problem()).contains("nested deeper");
        assertThat(register.access(acme)).hasSize(EffectiveAccessStore.DEEPEST);
    }

    @Test
    void aCompositeThatLosesARoleEndsTheDerivedGrantOnlyWhenMembershipsWereReadToo() {
        var acme = register.connected("composite");
        var system = new FakeSystem().account("alice").has(role("ops"), role("admin"))
                .contains(role("ops"), role("admin")).holds("alice", role("ops"));
        register.read(acme, system);
        var without = system.copy().without(new Observed.Containment(role("ops"), role("admin")));

        register.read(acme, without.copy().failing(ObjectKind.MEMBERSHIPS));
        assertThat(register.access(acme)).hasSize(2);

        register.read(acme, without);
        assertThat(register.access(acme)).containsExactly("alice: ops directly");
    }
}
