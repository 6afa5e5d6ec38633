package org.bailiwick.catalogue;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class CatalogueTests {
    private static final Catalogue.Place REALM = new Catalogue.Place("keycloak", "acme");
    private static final Catalogue.Place MASTER = new Catalogue.Place("keycloak", "master");
    private final Catalogue catalogue = new Catalogue();

    @Test
    void whoManagesUsersCanRaiseThemselves() {
        var meaning = catalogue.meaning(REALM, "client role", "realm-management/manage-users");

        assertThat(meaning.tier()).isEqualTo("critical");
        assertThat(meaning.selfRaising()).isTrue();
        assertThat(meaning.reason()).isNotBlank();
        assertThat(meaning.source()).startsWith("Keycloak");
    }

    @Test
    void aRoleThatOnlyReadsRaisesNobody() {
        assertThat(catalogue.meaning(REALM, "client role", "realm-management/view-users"))
                .satisfies(meaning -> assertThat(meaning.tier()).isEqualTo("moderate"))
                .satisfies(meaning -> assertThat(meaning.selfRaising()).isFalse());
    }

    @Test
    void theSameNameAsAnotherKindIsNotTheSameRole() {
        assertThat(catalogue.meaning(REALM, "group", "admin").tier()).isEqualTo("not known");
        assertThat(catalogue.meaning(MASTER, "realm role", "admin").tier()).isEqualTo("critical");
    }

    @Test
    void onlyTheRealmMasterHasKeycloaksOwnAdmin() {
        assertThat(catalogue.meaning(MASTER, "realm role", "create-realm").tier()).isEqualTo("critical");
        assertThat(catalogue.meaning(REALM, "realm role", "admin").tier()).isEqualTo("not known");
        assertThat(catalogue.meaning(new Catalogue.Place("keycloak", ""), "realm role", "admin").tier())
                .isEqualTo("not known");
    }

    @Test
    void theRealmMasterAdministersTheOthersByClientsOfTheirOwn() {
        assertThat(catalogue.meaning(MASTER, "client role", "acme-realm/manage-users"))
                .isEqualTo(catalogue.meaning(REALM, "client role", "realm-management/manage-users"));
        assertThat(catalogue.meaning(REALM, "client role", "acme-realm/manage-users").tier()).isEqualTo("not known");
    }

    @Test
    void whatNobodyDescribedIsNotKnownAndNeverHarmless() {
        assertThat(catalogue.meaning(REALM, "realm role", "practice-manager").tier()).isEqualTo("not known");
        assertThat(catalogue.meaning(new Catalogue.Place("another system", "master"), "realm role", "admin").tier())
                .isEqualTo("not known");
    }
}
