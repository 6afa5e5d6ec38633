package org.bailiwick.catalogue;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class CatalogueTests {
    private final Catalogue catalogue = new Catalogue();

    @Test
    void whoManagesUsersCanRaiseThemselves() {
        var meaning = catalogue.meaning("keycloak", "client role", "realm-management/manage-users");

        assertThat(meaning.tier()).isEqualTo("critical");
        assertThat(meaning.selfRaising()).isTrue();
        assertThat(meaning.reason()).isNotBlank();
        assertThat(meaning.source()).startsWith("Keycloak");
    }

    @Test
    void aRoleThatOnlyReadsRaisesNobody() {
        assertThat(catalogue.meaning("keycloak", "client role", "realm-management/view-users"))
                .satisfies(meaning -> assertThat(meaning.tier()).isEqualTo("moderate"))
                .satisfies(meaning -> assertThat(meaning.selfRaising()).isFalse());
    }

    @Test
    void theSameNameAsAnotherKindIsNotTheSameRole() {
        assertThat(catalogue.meaning("keycloak", "group", "admin").tier()).isEqualTo("not known");
        assertThat(catalogue.meaning("keycloak", "realm role", "admin").tier()).isEqualTo("critical");
    }

    @Test
    void whatNobodyDescribedIsNotKnownAndNeverHarmless() {
        assertThat(catalogue.meaning("keycloak", "realm role", "practice-manager").tier()).isEqualTo("not known");
        assertThat(catalogue.meaning("another system", "realm role", "admin").tier()).isEqualTo("not known");
    }
}
