package org.bailiwick.register;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.bailiwick.register.FakeSystem.group;
import static org.bailiwick.register.FakeSystem.role;

import java.time.Duration;
import java.util.Set;
import java.util.UUID;
import org.bailiwick.authority.AuthorityLostException;
import org.bailiwick.authority.Permit;
import org.bailiwick.authority.Principal;
import org.bailiwick.platform.TenantId;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

@Tag("sql")
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class OversightTests {
    private final RegisterForTests register = new RegisterForTests();
    private RegisterForTests.Connected acme;
    private RegisterForTests.Connected birch;
    private RegisterForTests.Connected cedar;
    private Principal.Person riskOwner;
    private Permit permit;

    @BeforeAll
    void threeTenants() {
        acme = register.connected("acme");
        birch = register.connected("birch");
        cedar = register.connected("cedar");
        register.observe(acme, new FakeSystem().account("tess", "Tess", "tess@msp.example", true)
                .account("local", "Local", null, null).has(role("admin"), group("/it"))
                .contains(group("/it"), role("admin")).holds("tess", group("/it")));
        register.observe(birch, new FakeSystem().account("t1", "Tess T", "tess@msp.example", true).has(role("admin"))
                .holds("t1", role("admin")));
        register.observe(cedar, new FakeSystem().account("tess", "Tess", "tess@msp.example", true));
        register.database.superuser().sql("update entitlement set tier = 'critical' where name = 'admin'").update();
        riskOwner = register.authority.person("rosa");
        register.authority.roots().firstAdministrator(riskOwner.id());
        register.database.mayRead(riskOwner.id(), acme.tenant(), birch.tenant(), cedar.tenant());
        permit = register.authority.permit(riskOwner, "oversight.read", TenantId.MSP);
    }

    @AfterAll
    void drop() {
        register.close();
    }

    @Test
    void onePersonIsSeenOverTheTenantsWithThePathsOfWhatIsPrivileged() {
        var found = register.oversight.subjects(permit, Set.of(acme.tenant(), birch.tenant()),
                OversightStore.Filter.ALL, null, 10);

        var tess = found.getFirst();
        assertThat(tess.displayName()).startsWith("Tess");
        assertThat(tess.tenants()).extracting(presence -> presence.tenant().shortName()).containsExactly("acme",
                "birch");
        assertThat(tess.tenants().getFirst().grants().critical()).isEqualTo(1);
        assertThat(tess.tenants().getFirst().privileged()).singleElement().satisfies(grant -> assertThat(grant.paths())
                .singleElement().satisfies(path -> assertThat(path).extracting(SubjectView.Step::name)
                        .containsExactly("/it", "admin")));
        assertThat(tess.tenants()).allSatisfy(presence -> assertThat(presence.observedAt()).isNotNull());
        assertThat(found).extracting(SubjectView::displayName).containsExactlyInAnyOrder(tess.displayName(), "Local");
    }

    /** That a tenant exists for somebody, who acts in it or sees its name, is not the leave to read who is in it. */
    @Test
    void tenantWhoseRegisterSomebodyMayNotReadIsNeitherReadNorOnRecordAsRead() {
        var dogwood = register.connected("dogwood");
        register.observe(dogwood, new FakeSystem().account("dora", "Dora", null, null));

        var found = register.oversight.subjects(permit, Set.of(acme.tenant(), dogwood.tenant()),
                OversightStore.Filter.ALL, null, 10);

        assertThat(found).extracting(SubjectView::displayName).isNotEmpty().doesNotContain("Dora");
        assertThat(register.oversight.subjects(permit, Set.of(dogwood.tenant()), OversightStore.Filter.ALL, null, 10))
                .isEmpty();
        tell();
        assertThat(reads(dogwood.tenant())).isZero();
    }

    @Test
    void aTenantOutOfSightIsNotThere() {
        var subject = register.ask(UUID.class, cedar, "select subject from identity where tenant_id = :tenant")
                .getFirst();

        var found = register.oversight.subject(permit, Set.of(acme.tenant()), subject);

        assertThat(found).singleElement().satisfies(view -> assertThat(view.tenants())
                .extracting(presence -> presence.tenant().shortName()).containsExactly("acme"));
        assertThat(register.oversight.subject(permit, Set.of(acme.tenant()), new UUID(9, 9))).isEmpty();
        assertThat(register.oversight.subjects(permit, Set.of(), OversightStore.Filter.ALL, null, 10)).isEmpty();
    }

    @Test
    void pagesGoOnWhereTheyEnded() {
        var scope = Set.of(acme.tenant(), birch.tenant());
        var first = register.oversight.subjects(permit, scope, OversightStore.Filter.ALL, null, 1).getFirst();

        var second = register.oversight.subjects(permit, scope, OversightStore.Filter.ALL,
                new OversightStore.Place(first.presentIn(), first.subject()), 10);

        assertThat(second).extracting(SubjectView::displayName).containsExactly("Local");
    }

    @Test
    void theLookIsRecordedInTheMspAtOnceAndInEachTenantOnceADay() {
        var own = reads(TenantId.MSP);
        var theirs = reads(birch.tenant());
        register.oversight.subjects(permit, Set.of(TenantId.MSP, birch.tenant()), OversightStore.Filter.ALL, null, 10);
        assertThat(reads(TenantId.MSP)).isEqualTo(own + 1);
        assertThat(reads(birch.tenant())).isEqualTo(theirs);

        register.oversight.subjects(permit, Set.of(TenantId.MSP, birch.tenant()), OversightStore.Filter.ALL, null, 10);
        tell();

        assertThat(reads(TenantId.MSP)).isEqualTo(own + 2);
        assertThat(reads(birch.tenant())).isEqualTo(1);
        assertThat(register.database.superuser().sql("select count(*) from oversight_read").query(Long.class).single())
                .isZero();
    }

    @Test
    void manyLooksAtOneViewAreToldAtOnceWithTheirNumberAndTheAuthorityUsed() {
        var looks = new OversightLooks(register.database.transactions(), register.oversightStore,
                register.authority.decisions(), register.ledger.ledger(), register.database.platform().work(),
                register.authority.whereAllowed());
        var leave = register.authority.permit(riskOwner, "staff.offboard", TenantId.MSP);
        for (int times = 0; times < 3; times++) {
            looks.record(leave, "palette", Set.of(cedar.tenant()));
        }

        tell();

        assertThat(register.ask(String.class, cedar,
                "select convert_from(body, 'UTF8') from ev_entry where tenant_id = :tenant and target = 'view/palette'"))
                .singleElement().satisfies(body -> assertThat(body).contains("staff.offboard")
                        .doesNotContain("oversight.read"));
        assertThat(register.ask(Integer.class, cedar, """
                                                      select t.occurrences from ev_tally t join ev_entry e
                                                        on e.tenant_id = t.tenant_id and e.event_id = t.first_event
                                                      where t.tenant_id = :tenant and e.target = 'view/palette'"""))
                .containsExactly(3);
    }

    @Test
    void aSystemThatWasDisconnectedIsNotKnownHoweverItWasRead() {
        var dunmore = register.connected("dunmore");
        register.database.mayRead(riskOwner.id(), dunmore.tenant());
        register.observe(dunmore, new FakeSystem().account("solo", "Solo", null, null));
        var subject = register.ask(UUID.class, dunmore, "select subject from identity where tenant_id = :tenant")
                .getFirst();
        register.database.superuser()
                .sql("update connection set disconnected_at = now(), state = 'disconnected' where tenant_id = :tenant")
                .param("tenant", dunmore.tenant().value()).update();

        var seen = register.oversight.subject(permit, Set.of(dunmore.tenant()), subject);

        assertThat(seen.getFirst().tenants().getFirst().observedAt()).isNull();
    }

    @Test
    void whoseAuthorityWasRevokedReadsNothing() {
        var other = register.authority.person("otto");
        var lost = new Permit(TenantId.MSP, permit.evaluation(), other, "oversight.read", permit.authorityId(),
                permit.authority());

        assertThatThrownBy(
                () -> register.oversight.subjects(lost, Set.of(acme.tenant()), OversightStore.Filter.ALL, null, 10))
                .isInstanceOf(AuthorityLostException.class);
    }

    /** Tenants are told a moment later. */
    private void tell() {
        register.database.time().advance(Duration.ofMinutes(1));
        register.work();
    }

    private long reads(TenantId tenant) {
        return register.database.superuser()
                .sql("select count(*) from ev_entry where tenant_id = :tenant and action = 'oversight read'")
                .param("tenant", tenant.value()).query(Long.class).single();
    }
}
