package org.bailiwick.authority;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Set;
import org.bailiwick.platform.TenantId;
import org.bailiwick.testing.TestDatabase;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** The first administrator's authorities over the years of an installation. */
@Tag("sql")
class RootAuthoritiesTests {
    private TestDatabase database;
    private AuthorityForTests authority;
    private Principal.Person administrator;

    @BeforeEach
    void anInstallation() {
        database = TestDatabase.create();
        authority = new AuthorityForTests(database.platform());
        administrator = authority.person("administrator");
        authority.roots().firstAdministrator(administrator.id());
    }

    @AfterEach
    void drop() {
        database.close();
    }

    @Test
    void whatCameWithANewerVersionIsGivenOnTheSameRootAndOnRecord() {
        notKnownToTheOlderVersion(Capabilities.STAFF_OFFBOARD);
        notKnownToTheOlderVersion(Capabilities.IDENTITY_CORRELATE);

        assertThat(authority.roots().catchUp(administrator.id())).isEqualTo(2);

        assertThat(authority.permit(administrator, Capabilities.STAFF_OFFBOARD, TenantId.MSP)).isNotNull();
        assertThat(database.superuser().sql("select count(distinct root_id) from authority where person_id = :person")
                .param("person", administrator.id().value()).query(Long.class).single()).isEqualTo(1);
        assertThat(database.superuser().sql("""
                                            select count(*) from authority
                                            where reason = 'came with a newer version'""")
                .query(Long.class).single()).isEqualTo(2);
        assertThat(authority.roots().catchUp(administrator.id())).as("asked again it gives nothing").isZero();
    }

    @Test
    void anInstallationOfBeforeLearnsToDecideAboutTheMspsOwnSystemsAndAboutNoCustomers() {
        var customer = authority.customer(administrator, authority.person("owner"), "acme");
        notKnownToTheOlderVersion(Capabilities.GRANT_DECIDE);
        notKnownToTheOlderVersion(Capabilities.CHANGE_EXECUTE);

        assertThat(authority.roots().catchUp(administrator.id())).isEqualTo(2);

        assertThat(authority.permit(administrator, Capabilities.GRANT_DECIDE, TenantId.MSP)).isNotNull();
        assertThat(authority.permit(administrator, Capabilities.CHANGE_EXECUTE, TenantId.MSP)).isNotNull();
        assertThat(authority.decisions().decide(administrator, Capabilities.GRANT_DECIDE, customer))
                .isInstanceOf(Evaluation.Denied.class);
    }

    @Test
    void whatWasTakenFromSomebodyDoesNotComeBack() {
        database.superuser().sql("update authority set revoked_at = now() where capability = 'staff.offboard'")
                .update();

        assertThat(authority.roots().catchUp(administrator.id())).isZero();
        assertThat(authority.decisions().decide(administrator, Capabilities.STAFF_OFFBOARD, TenantId.MSP))
                .isInstanceOf(Evaluation.Denied.class);
    }

    @Test
    void whoseRootWasRevokedOrWhoNeverWasAdministratorGetsNothing() {
        notKnownToTheOlderVersion(Capabilities.STAFF_OFFBOARD);
        authority.revokeRootOf(administrator);

        assertThat(authority.roots().catchUp(administrator.id())).isZero();
        assertThat(authority.roots().catchUp(authority.person("somebody else").id())).isZero();
        assertThat(authority.authorities().tenants(administrator.id())).isEqualTo(Set.of());
    }

    private void notKnownToTheOlderVersion(String capability) {
        database.superuser().sql("delete from authority where capability = :capability")
                .param("capability", capability).update();
    }
}
