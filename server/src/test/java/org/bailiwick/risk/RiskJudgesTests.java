package org.bailiwick.risk;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.bailiwick.platform.TenantId;
import org.bailiwick.testing.TestDatabase;
import org.bailiwick.testing.TestModules;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/** What the rules find in a register, asked as the job asks them. */
@Tag("sql")
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class RiskJudgesTests {
    private final TestDatabase database = TestDatabase.create();
    private final TestModules modules = TestModules.over(database, context -> {});
    private int tenants;
    private RiskTenant tenant;

    @AfterAll
    void stop() {
        modules.close();
        database.close();
    }

    @BeforeEach
    void freshTenant() {
        tenant = RiskTenant.create(database, modules, database.tenant("risk-" + ++tenants));
        tenant.read("40 days", null);
    }

    @Test
    void staleAdminsAreFoundAndThoseWithUnknownSignInsAreCountedApart() {
        tenant.holds(tenant.account("disabled", "enabled = false"), "realm-admin", "critical");
        tenant.holds(
                tenant.account("never",
                        "created_at = now() - interval '100 days', pending_actions = 'UPDATE_PASSWORD'"),
                "realm-admin", "critical");
        tenant.holds(tenant.account("silent", "created_at = now() - interval '1 year'"), "realm-admin", "critical");
        tenant.holds(tenant.account("harmless", "enabled = false"), "reader", "low");

        tenant.judge();

        assertThat(tenant.found("stale-admin")).containsExactlyInAnyOrder(
                "high `disabled` holds privilege and does not use it",
                "critical `never` holds privilege and does not use it");
        assertThat(tenant.summary("stale-admin")).isEqualTo(
                "known true not known 1: stored sign-ins do not reach back 90 days");
    }

    @Test
    void anAccountThatBecomesNotKnownKeepsItsFinding() {
        tenant.read("200 days", null);
        tenant.holds(tenant.account("silent", "created_at = now() - interval '1 year'"), "realm-admin", "critical");
        tenant.judge();
        assertThat(tenant.found("stale-admin")).hasSize(1);

        tenant.read(null, "give the client the role `view-events`");
        tenant.judge();

        assertThat(tenant.found("stale-admin")).hasSize(1);
        assertThat(tenant.summary("stale-admin")).isEqualTo(
                "known true not known 1: give the client the role `view-events`");
    }

    @Test
    void secretsOfMachinesAreOverdueAndThoseOfPeopleAreNotLookedAt() {
        long machine = tenant.machine("backup", "kim");
        tenant.secret(machine, "old", "now() - interval '2 years'", "null");
        tenant.secret(machine, "fresh", "now() - interval '2 days'", "null");
        tenant.secret(machine, "undated", "null", "null");
        tenant.secret(tenant.account("mara", "enabled = true"), "hers", "now() - interval '9 years'", "null");

        tenant.judge();

        assertThat(tenant.found("credential-overdue"))
                .containsExactly("moderate The client secret of `backup` is overdue");
        assertThat(tenant.summary("credential-overdue"))
                .isEqualTo("known true not known 1: the system does not say when it was made");
    }

    @Test
    void machinesWithoutAnOwnerAreFoundUntilOneIsNamed() {
        tenant.holds(tenant.machine("imaging", null), "realm-admin", "critical");
        tenant.machine("backup", "kim");
        tenant.account("mara", "enabled = true");
        tenant.account("kim", "enabled = true");
        tenant.judge();
        assertThat(tenant.found("no-owner")).containsExactly("high Nobody answers for `imaging`");

        tenant.own("imaging", "kim");
        tenant.judge();

        assertThat(tenant.found("no-owner")).isEmpty();
    }

    /** A name that nobody bears answers for nothing, whether it was mistyped or its bearer has left. */
    @Test
    void machineWhoseOwnerIsNobodyInUseIsFound() {
        tenant.machine("backup", "kmi");
        tenant.machine("imaging", "kim");
        tenant.account("kim", "enabled = true");
        tenant.judge();
        assertThat(tenant.found("no-owner")).containsExactly("low Nobody answers for `backup`");

        tenant.set("kim", "enabled = false");
        tenant.judge();

        assertThat(tenant.found("no-owner")).containsExactlyInAnyOrder("low Nobody answers for `backup`",
                "low Nobody answers for `imaging`");
    }

    /** Wrong passwords neither end what is found of an account nor make it a disabled one. */
    @Test
    void accountThatItsSystemLockedForGoodIsJudgedAsOneInUse() {
        var locked = "enabled = false, locked = true, lock_permanent = true";
        tenant.holds(tenant.account("mara", locked + ", last_sign_in_at = now() - interval '1 day'"), "realm-admin",
                "critical");
        tenant.account("front-desk", locked + ", display_name = 'Front Desk'");

        tenant.judge();

        assertThat(tenant.found("stale-admin")).isEmpty();
        assertThat(tenant.found("shared-account")).hasSize(1);
    }

    @Test
    void sharedAccountsAreFoundAmongMany() {
        tenant.account("front-desk", "display_name = 'Front Desk'");
        tenant.account("frontdesk2", "display_name = ''");
        tenant.account("mara", "display_name = 'Mara Lind'");
        tenant.account("reception", "display_name = 'Rita Bell'");

        tenant.judge();

        assertThat(tenant.found("shared-account")).containsExactlyInAnyOrder(
                "moderate `front-desk` looks like a shared account",
                "moderate `frontdesk2` looks like a shared account");
    }

    @Test
    void whatWasNeverReadIsNotKnownAndNothingIsClosedFromIt() {
        var blank = RiskTenant.create(database, modules, database.tenant("risk-blank-" + tenants));

        blank.judge();

        for (var rule : List.of("stale-admin", "credential-overdue", "no-owner", "shared-account", "access-returned")) {
            assertThat(blank.summary(rule)).as(rule).startsWith("known false").contains("never read completely");
        }
    }

    @Test
    void theMspsDirectoryThatWasNeverReadSaysNothingAboutLeavers() {
        tenant.judge();

        assertThat(tenant.summary("leaver-effective")).startsWith("known false").contains("own directory");
    }

    @Test
    void aLeaverIsFoundInEachTenantAndNoTenantLearnsOfAnother() {
        var elsewhere = RiskTenant.create(database, modules, database.tenant("elsewhere-mark-" + tenants));
        var directory = RiskTenant.create(database, modules, TenantId.MSP);
        directory.read("10 days", null);
        elsewhere.read("10 days", null);
        var subject = directory.correlated("lena", "enabled = false");
        directory.correlatedAs("remaining", subject + 1, "enabled = true");
        tenant.holds(tenant.correlatedAs("l.fox", subject, "enabled = true"), "realm-admin", "critical");
        tenant.holds(tenant.correlatedAs("stays", subject + 1, "enabled = true"), "realm-admin", "critical");
        elsewhere.holds(elsewhere.correlatedAs("lfox", subject, "enabled = true"), "reader", "low");

        tenant.judge();
        elsewhere.judge();

        assertThat(tenant.found("leaver-effective"))
                .containsExactly("critical `l.fox` has left the service provider and has access still");
        assertThat(elsewhere.found("leaver-effective"))
                .containsExactly("high `lfox` has left the service provider and has access still");
        assertThat(tenant.everythingSaid()).doesNotContain("elsewhere-mark").doesNotContain("lfox");
        directory.judge();
        assertThat(directory.found("leaver-effective")).isEmpty();
    }

    @Test
    void anAccountOfALeaverThatIsLockedForGoodOrOfWhichItIsNotKnownIsNotCalledEnabled() {
        var directory = RiskTenant.create(database, modules, TenantId.MSP);
        directory.read("10 days", null);
        var subject = directory.correlated("locked-" + tenants, "enabled = false");
        tenant.holds(tenant.correlatedAs("l.locked", subject, "enabled = false, locked = true, lock_permanent = true"),
                "reader",
                "low");
        tenant.holds(tenant.correlatedAs("l.unknown", subject + 1, "enabled = null"), "reader", "low");
        directory.correlatedAs("unknown-" + tenants, subject + 1, "enabled = false");

        tenant.judge();

        assertThat(tenant.reasons("leaver-effective")).contains(
                "`l.locked` is locked here until somebody unlocks it, and effectively holds access",
                "`l.unknown` effectively holds access here; whether it is enabled is not known")
                .noneMatch(why -> why.contains("enabled here"));
    }

    @Test
    void aLeaverIsFoundWhereTheTenantsRowIsCorrelatedBeforeTheMspsOwn() {
        var directory = RiskTenant.create(database, modules, TenantId.MSP);
        directory.read("10 days", null);
        var subject = directory.correlated("first-" + tenants, "enabled = false");
        directory.notYetCorrelated(subject);
        tenant.holds(tenant.correlatedAs("f.irst", subject, "enabled = true"), "reader", "low");

        tenant.judge();

        assertThat(tenant.found("leaver-effective")).hasSize(1);
    }

    @Test
    void whoMayBeALeaverAndWaitsForAWordIsNotKnownUntilItIsSaid() {
        var directory = RiskTenant.create(database, modules, TenantId.MSP);
        directory.read("10 days", null);
        var signs = "mail = 'mia@msp.example', employee_id = 'M" + tenants + "', enabled = ";
        directory.correlated("mia-" + tenants, signs + "false");
        tenant.holds(tenant.account("m.ia", signs + "true"), "reader", "low");
        tenant.account("holds nothing", signs + "true");

        tenant.judge();

        assertThat(tenant.found("leaver-effective")).isEmpty();
        assertThat(tenant.summary("leaver-effective")).isEqualTo("known true not known 1: whether `m.ia` is that of"
                + " somebody who has left the service provider waits for a person's word");

        tenant.isNobodyElse("m.ia");
        tenant.judge();
        assertThat(tenant.summary("leaver-effective")).startsWith("known true not known 0");
    }

    @Test
    void tenantsWhereALeaverOnlyMayBeAreJudgedAnewToo() {
        var directory = RiskTenant.create(database, modules, TenantId.MSP);
        var signs = "mail = 'nia@msp.example', employee_id = 'N" + tenants + "', enabled = ";
        directory.correlated("nia-" + tenants, signs + "false");
        tenant.holds(tenant.account("n.ia", signs + "true"), "reader", "low");
        directory.read("10 days", null);

        directory.snapshotTaken();
        modules.runDueWork(kind -> kind.equals("ask other tenants"));
        modules.runDueWork(kind -> kind.startsWith("judge"));

        assertThat(tenant.summary("leaver-effective")).startsWith("known true not known 1");
    }

    @Test
    void correlationOfTheMspsPeopleHasTheTenantsJudgedAnew() {
        var directory = RiskTenant.create(database, modules, TenantId.MSP);
        directory.read("10 days", null);
        var subject = directory.correlated("late-" + tenants, "enabled = false");
        tenant.holds(tenant.correlatedAs("l.ate", subject, "enabled = true"), "reader", "low");

        directory.correlationChanged();
        modules.runDueWork(kind -> kind.equals("ask other tenants"));
        modules.runDueWork(kind -> kind.startsWith("judge"));

        assertThat(tenant.found("leaver-effective")).hasSize(1);
    }

    @Test
    void readingTheMspsDirectoryHasTheTenantsOfItsPeopleJudgedAnew() {
        var directory = RiskTenant.create(database, modules, TenantId.MSP);
        var subject = directory.correlated("lena-" + tenants, "enabled = true");
        tenant.holds(tenant.correlatedAs("l.fox", subject, "enabled = true"), "reader", "low");
        directory.read("10 days", null);
        directory.disable("lena-" + tenants);

        directory.snapshotTaken();
        modules.runDueWork(kind -> kind.equals("ask other tenants"));
        modules.runDueWork(kind -> kind.startsWith("judge"));

        assertThat(tenant.found("leaver-effective")).hasSize(1);
    }

    @Test
    void accessReturnedOnlyWhereAWholeLaterReadingShowsItAgain() {
        tenant = RiskTenant.create(database, modules, database.tenant("returned-" + tenants));
        long account = tenant.account("j.moss", "enabled = true");
        long grant = tenant.holds(account, "realm-admin", "critical");
        tenant.verifiedRemoval(grant, "5 days");
        tenant.readBegun("6 days", true);
        tenant.judge();
        assertThat(tenant.found("access-returned")).isEmpty();

        tenant.readBegun("4 days", false);
        tenant.judge();
        assertThat(tenant.found("access-returned")).isEmpty();

        tenant.readBegun("3 days", true);
        tenant.judge();
        assertThat(tenant.found("access-returned")).containsExactly("critical `realm-admin` of `j.moss` is back");
        assertThat(tenant.reasons("access-returned")).anyMatch(why -> why.contains("through realm-admin"));
    }
}
