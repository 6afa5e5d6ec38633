package org.bailiwick.register;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.bailiwick.register.FakeSystem.group;
import static org.bailiwick.register.FakeSystem.role;

import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.bailiwick.authority.Permit;
import org.bailiwick.connector.ObjectKind;
import org.bailiwick.platform.TenantId;
import org.bailiwick.web.PagesForTests;
import org.bailiwick.web.Paging;
import org.bailiwick.web.RefusedException;
import org.bailiwick.web.Scope;
import org.bailiwick.web.View;
import org.bailiwick.web.VisibleTenant;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.support.StaticListableBeanFactory;
import org.junit.jupiter.api.TestInstance;

@Tag("sql")
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class RegisterPagesTests {
    private static final Paging FIRST = new Paging(50, null);
    private final RegisterForTests register = new RegisterForTests();
    private RegisterPages pages;
    private IdentityPages identities;
    private IdentityApi api;
    private TenantId acme;
    private Permit permit;
    private VisibleTenant visible;
    private VisibleTenant other;
    private RegisterForTests.Connected connected;

    @BeforeAll
    void aTenantWithAHostileName() {
        var administrator = register.authority.person("administrator");
        register.authority.roots().firstAdministrator(administrator.id());
        var owner = register.authority.person("owner");
        acme = register.authority.customer(administrator, owner, "acme");
        var birch = register.authority.customer(administrator, owner, "birch");
        connected = new RegisterForTests.Connected(acme, register.connect(acme));
        permit = register.authority.permit(administrator, "register.read", acme);
        visible = new VisibleTenant(acme, new UUID(1, 1), "acme", "Tenant acme", false);
        other = new VisibleTenant(birch, new UUID(1, 2), "birch", "Tenant birch", false);
        register.observe(connected, new FakeSystem().account("eve", "<script>alert(1)</script>", null, null)
                .account("ada", "Ada", "ada@acme.example", true).has(role("admin"), group("/it"))
                .contains(group("/it"), role("admin")).holds("ada", group("/it")).holds("eve", role("admin"))
                .secret("ada", "old-key", Instant.parse("2025-09-30T12:00:00Z"), null)
                .secret("ada", "new-key", null, Instant.parse("2026-11-01T12:00:00Z"))
                .signInsSince(Instant.parse("2026-10-23T12:00:00Z"), "stored for 30 days")
                .setting("passwordPolicy", "\"length(8)\"").failing(ObjectKind.SETTINGS));
        pages = new RegisterPages(register.lists, register.database.transactions(), register.snapshots(),
                register.authority.decisions());
        var reading = register.readIdentity(new OpenFinding(new UUID(4, 4), "stale-admin", "Stale admin",
                "`<b>` holds privilege", "high", Instant.parse("2026-11-20T12:00:00Z")));
        identities = new IdentityPages(register.lists, register.database.transactions(), reading, register.owners,
                register.authority.decisions(),
                new StaticListableBeanFactory().getBeanProvider(ExpectedAccess.class));
        api = new IdentityApi(register.database.transactions(), reading, register.owners);
    }

    @AfterAll
    void drop() {
        register.close();
    }

    @Test
    void theRegisterShowsEverybodyAndRunsNothingOfTheirNames() {
        var html = html(pages.register(permit, visible, FIRST, null, null, false));

        assertThat(html).contains("Ada", "&lt;script&gt;alert(1)", "Read completely").doesNotContain("<script>alert");
    }

    @Test
    void bothRegistersShowLastUseAndTheAgeOfTheOldestSecretOrThatTheyAreNotKnown() {
        var here = html(pages.register(permit, visible, FIRST, null, null, false));
        var oversee = register.authority.permit(register.authority.person("administrator"), "oversight.read",
                TenantId.MSP);
        var over = html(overAllTenants().subjects(oversee, new Scope(List.of(visible), false), FIRST, null, null));

        assertThat(List.of(here, over)).allSatisfy(html -> assertThat(html)
                .contains("Last use", "Oldest secret")
                .containsSubsequence("Ada", "none seen", "30 days ago", "418 days ago", "or older"));
        assertThat(here).containsSubsequence("&lt;script&gt;", "passwords of people are not read");
    }

    @Test
    void whoMayHaveTheSystemReadAgainSeesTheButton() {
        assertThat(html(pages.register(permit, visible, FIRST, null, null, false)))
                .contains("action=\"/t/acme/snapshots\"");

        var reader = register.authority.person("owner");
        var readOnly = register.authority.permit(reader, "register.read", acme);
        assertThat(html(pages.register(readOnly, visible, FIRST, null, null, false))).doesNotContain("/snapshots");
    }

    @Test
    void nextPageKeepsTheFilters() {
        var html = html(pages.register(permit, visible, new Paging(1, null), "human", null, false));

        assertThat(html).contains("/t/acme/register?kind=human&amp;cursor=");
    }

    @Test
    void theIdentityPageShowsEachPathAndLeadsToTheDecision() {
        var html = html(page("Ada", visible));

        assertThat(html).contains("<li>/it</li>", "<li>admin</li>", "/t/acme/grants/", "ada@acme.example", "verified");
        assertThat(html).as("one tenant alone must not learn of others").doesNotContain("/all/");
    }

    @Test
    void theIdentityPageShowsCredentialsWithTheirAgeAndWhatTheSystemDoesNotSay() {
        var html = html(page("Ada", visible));

        assertThat(html).contains("old-key", "418 days ago", "none seen", "stored for 30 days")
                .containsSubsequence("new-key", "the system does not say when it was made", "ended")
                .contains("When a credential was last used, no system says");
        assertThat(html(page("<script>", visible))).contains("No credential was found", "whether there are any is not");
    }

    @Test
    void theIdentityPageShowsWhatIsOpenAboutIt() {
        assertThat(html(page("Ada", visible))).contains("/t/acme/findings/00000000-0000-0004-0000-000000000004",
                "`&lt;b&gt;` holds privilege", "overdue").doesNotContain("Nothing is open");
    }

    @Test
    void nobodyNamedIsSaidAndWhoMayNotNameIsToldWhy() {
        assertThat(html(page("Ada", visible))).contains("Nobody is named.", "You do not name an owner here: ")
                .doesNotContain("/owner\"");
        assertThat(html(pages.register(permit, visible, FIRST, null, null, false))).contains("nobody else");
    }

    @Test
    void theApiGivesTheSameFactsOfOneIdentity() {
        var ada = api.one(permit, visible, id("Ada"));

        assertThat(ada.owner()).isNull();
        assertThat(ada.accounts().getFirst().signInsSince()).isEqualTo(Instant.parse("2026-10-23T12:00:00Z"));
        assertThat(ada.accounts().getFirst().lastSignInAt()).isNull();
        assertThat(ada.accounts().getFirst().credentials()).extracting(IdentityDossier.Credential::label)
                .containsExactly("new-key", "old-key");
        assertThat(ada.openFindings().getFirst().href())
                .isEqualTo("/api/v1/tenants/%s/findings/%s".formatted(visible.publicId(), new UUID(4, 4)));
        assertThat(ada.completeness()).extracting(DataAge.Completeness::kind).containsExactly("accounts",
                "credentials");
        assertThatThrownBy(() -> api.one(permit, visible, new UUID(5, 5))).isInstanceOf(RefusedException.class);
    }

    @Test
    void whoSeesSeveralTenantsIsLedToThePageOverAllOfThem() {
        assertThat(html(page("Ada", visible, other))).contains("/all/identities/");
    }

    @Test
    void anIdentityOfAnotherTenantIsNotFound() {
        assertThatThrownBy(
                () -> identities.identity(permit, visible, new Scope(List.of(visible), false), new UUID(5, 5)))
                .isInstanceOfSatisfying(RefusedException.class,
                        refused -> assertThat(refused.refusal().status().value()).isEqualTo(404));
    }

    @Test
    void settingsThatWereNotReadCompletelySaySo() {
        assertThat(html(pages.settings(permit, visible))).contains("passwordPolicy", "length(8)", "not known",
                "page 2 answered 503");
    }

    @Test
    void grantsAreFilteredByTier() {
        assertThat(html(pages.grants(permit, visible, FIRST, "not known", null))).contains("admin");
        assertThat(html(pages.grants(permit, visible, FIRST, "critical", null))).contains("No grant here matches");
        assertThatThrownBy(() -> pages.grants(permit, visible, FIRST, "huge", null))
                .isInstanceOf(RefusedException.class);
    }

    @Test
    void thePageOverAllTenantsShowsThePathsOfEach() {
        var risk = register.authority.person("administrator");
        var oversee = register.authority.permit(risk, "oversight.read", TenantId.MSP);
        register.database.superuser().sql("update entitlement set tier = 'critical' where name = 'admin'").update();
        var subject = register.ask(UUID.class, connected,
                """
                select subject from identity where tenant_id = :tenant and display_name = 'Ada'""").getFirst();
        var scope = new Scope(List.of(visible), false);
        var over = overAllTenants();

        assertThat(html(over.subject(oversee, scope, subject))).contains("Tenant acme", "<li>/it</li>", "critical")
                .doesNotContain("<form method=\"post\" action=\"/t/");
        assertThat(html(over.subjects(oversee, scope, FIRST, null, null))).contains("Ada",
                "/all/identities/" + subject);
        assertThatThrownBy(() -> over.subject(oversee, scope, new UUID(7, 7))).isInstanceOf(RefusedException.class);
    }

    private OversightPages overAllTenants() {
        return new OversightPages(new OversightLists(register.oversight, null), register.oversight,
                register.whoIsWho, register.authority.decisions(), register.database.transactions());
    }

    private View page(String name, VisibleTenant... scope) {
        return identities.identity(permit, visible, new Scope(List.of(scope), false), id(name));
    }

    private UUID id(String name) {
        return register.database.superuser().sql("""
                                                 select public_id from identity
                                                 where tenant_id = :tenant and starts_with(display_name, :name)""")
                .param("tenant", acme.value()).param("name", name).query(UUID.class).single();
    }

    private static String html(View view) {
        return PagesForTests.render(view, Instant.parse("2026-11-22T12:00:00Z"));
    }
}
