package org.bailiwick.register;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.bailiwick.register.FakeSystem.group;
import static org.bailiwick.register.FakeSystem.role;

import java.util.ArrayList;
import java.util.List;
import org.bailiwick.authority.Permit;
import org.bailiwick.authority.Principal;
import org.bailiwick.ledger.Entry;
import org.bailiwick.web.Paging;
import org.bailiwick.web.RefusedException;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

@Tag("sql")
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class RegisterListsTests {
    private static final Paging FIRST = new Paging(50, null);
    private final RegisterForTests register = new RegisterForTests();
    private RegisterForTests.Connected acme;
    private RegisterForTests.Connected birch;

    @BeforeAll
    void twoTenants() {
        acme = register.connected("acme");
        birch = register.connected("birch");
        var system = new FakeSystem().account("ada", "Ada", "ada@acme.example", true).account("ben", "Ben", null, null)
                .account("cat", "Cat", null, null).has(role("admin"), role("reader"), group("/staff"), group("/it"))
                .contains(group("/staff"), role("reader")).contains(group("/it"), role("reader"))
                .holds("ada", role("admin")).holds("ben", group("/staff")).holds("cat", group("/staff"))
                .holds("cat", group("/it")).setting("bruteForceProtected", "true").setting("failureFactor", "30");
        register.observe(acme, system);
        register.observe(birch, new FakeSystem().account("zed", "Zed", null, null).has(role("admin"))
                .holds("zed", role("admin")));
        register.database.superuser().sql("update entitlement set tier = 'critical' where name = 'admin'").update();
    }

    @AfterAll
    void drop() {
        register.close();
    }

    @Test
    void grantsOfOneTenantComeWithTheMostPrivilegedFirst() {
        var found = register.lists.grants(permit(acme), GrantFilter.EFFECTIVE, FIRST);

        assertThat(found.items()).extracting(grant -> grant.entitlement().name()).startsWith("admin")
                .hasSize(6).doesNotContain("zed");
        assertThat(found.age().observedAt()).isNotNull();
        assertThat(found.items()).extracting(grant -> grant.account().username()).doesNotContain("zed");
    }

    @Test
    void pagesGoOnWhereTheyEndedAndMissNothing() {
        var seen = new ArrayList<String>();
        String cursor = null;
        do {
            var page = register.lists.grants(permit(acme), GrantFilter.EFFECTIVE, new Paging(2, cursor));
            page.items().forEach(grant -> seen.add(grant.publicId().toString()));
            cursor = page.nextCursor();
        } while (cursor != null);

        assertThat(seen).hasSize(6).doesNotHaveDuplicates();
    }

    @Test
    void aCursorOfOneTenantOpensNothingInAnother() {
        var cursor = register.lists.grants(permit(acme), GrantFilter.EFFECTIVE, new Paging(2, null)).nextCursor();

        assertThatThrownBy(
                () -> register.lists.grants(permit(birch), GrantFilter.EFFECTIVE, new Paging(2, cursor)))
                .isInstanceOf(RefusedException.class);
    }

    @Test
    void filtersNarrowGrants() {
        assertThat(names(new GrantFilter("critical", null, true, null, null, null))).containsExactly("admin");
        assertThat(names(new GrantFilter(null, false, true, null, null, null))).containsExactly("reader", "reader");
        assertThat(names(new GrantFilter(null, null, false, null, null, null))).isEmpty();
        assertThat(names(new GrantFilter(null, null, true, null, null, "/STA"))).containsExactly("/staff", "/staff");
        assertThat(names(new GrantFilter(null, null, true, null, null, "%"))).isEmpty();
    }

    @Test
    void aDerivedGrantSaysWhichMembershipARevocationRemovesOrWhyNone() {
        var grants = register.lists.grants(permit(acme), new GrantFilter(null, false, true, null, null, null), FIRST)
                .items();

        var removals = grants.stream().map(grant -> GrantJson.of(grant, null, null))
                .map(json -> json.removes() == null ? json.notRemovable() : json.removes().name()).toList();
        assertThat(removals).containsExactlyInAnyOrder("/staff",
                "not removable here: source is `/it` and `/staff`; decide about each of these");
    }

    @Test
    void identitiesComeWithAccountsAndTiersOfWhatTheyHold() {
        var found = register.lists.identities(permit(acme), IdentityStore.Filter.ALL, FIRST).items();

        assertThat(found).extracting(IdentityView::displayName).containsExactly("Ada", "Ben", "Cat");
        assertThat(found.getFirst().accounts()).singleElement().extracting(IdentityView.Account::username)
                .isEqualTo("ada");
        assertThat(found.getFirst().grants()).isEqualTo(new IdentityView.Tiers(1, 0, 0, 0, 0));
        assertThat(found.get(1).grants().notKnown()).isEqualTo(2);
    }

    @Test
    void searchFindsPartsOfNamesAccountsAndMails() {
        var filter = new IdentityStore.Filter(null, "A@ACME", false);

        assertThat(register.lists.identities(permit(acme), filter, FIRST).items())
                .extracting(IdentityView::displayName).containsExactly("Ada");
    }

    @Test
    void settingsComeAsTheyWereRead() {
        var found = register.lists.settings(permit(acme), new Paging(1, null));

        assertThat(found.items()).extracting(IdentityStore.Setting::key).containsExactly("bruteForceProtected");
        assertThat(register.lists.settings(permit(acme), new Paging(1, found.nextCursor())).items())
                .extracting(IdentityStore.Setting::value).containsExactly("30");
    }

    @Test
    void aParameterThatMeansNothingIsRefused() {
        assertThatThrownBy(() -> Wanted.oneOf("tier", "huge", Wanted.TIERS)).isInstanceOf(RefusedException.class)
                .hasMessageContaining("`huge`");
        assertThatThrownBy(() -> Wanted.search("x\0")).isInstanceOf(RefusedException.class);
    }

    private List<String> names(GrantFilter filter) {
        return register.lists.grants(permit(acme), filter, FIRST).items().stream()
                .map(grant -> grant.entitlement().name()).toList();
    }

    private static Permit permit(RegisterForTests.Connected in) {
        return new Permit(in.tenant(), new java.util.UUID(1, 1), new Principal.Product(), "register.read", 1,
                new Entry.Authority(new java.util.UUID(1, 2), "register.read", "test"));
    }
}
