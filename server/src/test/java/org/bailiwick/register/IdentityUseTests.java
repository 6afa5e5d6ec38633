package org.bailiwick.register;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import org.bailiwick.authority.Permit;
import org.bailiwick.authority.Principal;
import org.bailiwick.connector.ObjectKind;
import org.bailiwick.ledger.Entry;
import org.bailiwick.platform.TenantId;
import org.bailiwick.web.Paging;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** When identities were last used and how old their secrets are: what is not known is neither never nor none. */
@Tag("sql")
class IdentityUseTests {
    private static final Instant SINCE = Instant.parse("2026-10-20T08:00:00Z");
    private static final Instant EARLY = Instant.parse("2026-11-01T08:00:00Z");
    private static final Instant LATE = Instant.parse("2026-11-10T08:00:00Z");

    private final RegisterForTests register = new RegisterForTests();
    private RegisterForTests.Connected acme;

    @BeforeEach
    void aTenant() {
        acme = register.connected("acme");
    }

    @AfterEach
    void drop() {
        register.close();
    }

    @Test
    void lastUseIsTheNewestSignInOrNoneSinceATimeOrNotKnown() {
        register.observe(acme, new FakeSystem().signedIn("ada", LATE).account("ben").signInsSince(SINCE));

        assertThat(inAcme()).extractingByKeys("ada", "ben").extracting(IdentityView::lastUse)
                .containsExactly(new LastUse("seen", LATE, SINCE), new LastUse("none seen", null, SINCE));

        register.observe(acme, new FakeSystem().signedIn("ada", LATE).account("ben").signInsSince(null));

        assertThat(inAcme()).extractingByKeys("ada", "ben").extracting(IdentityView::lastUse)
                .containsExactly(new LastUse("seen", LATE, null), new LastUse("not known", null, null));
    }

    @Test
    void theOldestSecretOfAMachineIsKnownWhereEachSaysWhenItWasMade() {
        register.observe(acme, new FakeSystem().service("two").secret("two", "old", EARLY, null)
                .secret("two", "new", LATE, null).service("half").secret("half", "old", EARLY, null)
                .secret("half", "undated", null, null).service("undated").secret("undated", "secret", null, null)
                .service("bare"));

        assertThat(inAcme()).extractingByKeys("two", "half", "undated", "bare").extracting(IdentityView::oldestSecret)
                .containsExactly(new OldestSecret("known", EARLY), new OldestSecret("at least", EARLY),
                        new OldestSecret("not known", null), new OldestSecret("none", null));
    }

    @Test
    void ofAPersonThereMayAlwaysBeAnOlderSecretAndASecretThatWentCountsNoMore() {
        var system = new FakeSystem().account("ada").account("ben").secret("ben", "key", LATE, null).service("bot")
                .secret("bot", "new", LATE, null);
        register.observe(acme, system.copy().secret("bot", "old", EARLY, null));
        register.observe(acme, system);

        assertThat(inAcme()).extractingByKeys("ada", "ben", "bot").extracting(IdentityView::oldestSecret)
                .containsExactly(new OldestSecret("not known", null), new OldestSecret("at least", LATE),
                        new OldestSecret("known", LATE));
    }

    @Test
    void secretsThatWereNeverReadCompletelyAreNotNone() {
        register.observe(acme, new FakeSystem().service("bot").service("key").secret("key", "key", LATE, null)
                .failing(ObjectKind.CREDENTIALS));

        assertThat(inAcme()).extractingByKeys("bot", "key").extracting(IdentityView::oldestSecret)
                .containsExactly(OldestSecret.NOT_KNOWN, OldestSecret.NOT_KNOWN);
    }

    @Test
    void secretsThatTheNewestReadingCouldNotReadAreNotNone() {
        var system = new FakeSystem().service("key").secret("key", "key", LATE, null);
        register.observe(acme, system);
        register.observe(acme, system.copy().service("new").failing(ObjectKind.CREDENTIALS));

        assertThat(inAcme()).extractingByKeys("new", "key").extracting(IdentityView::oldestSecret)
                .containsExactly(OldestSecret.NOT_KNOWN, OldestSecret.NOT_KNOWN);
    }

    /** Sign-ins since then were never read. */
    @Test
    void whatWasReadTooLongAgoSaysNothingAboutNow() {
        register.observe(acme, new FakeSystem().signedIn("ada", LATE).account("ben").service("bot")
                .secret("bot", "key", LATE, null).signInsSince(SINCE));
        register.database.time().advance(Duration.ofDays(4));

        assertThat(inAcme()).extractingByKeys("ada", "ben").extracting(IdentityView::lastUse)
                .containsExactly(new LastUse("seen", LATE, null), LastUse.NOT_KNOWN);
        assertThat(inAcme().get("bot").oldestSecret()).as("it may have been renewed since")
                .isEqualTo(OldestSecret.NOT_KNOWN);
        assertThat(onItsPage("ben")).as("the identity's own page says the same").isEqualTo(
                new IdentityDossier.SignIns(null, null, "the system was not read lately"));
        assertThat(onItsPage("ada")).extracting(IdentityDossier.SignIns::last, IdentityDossier.SignIns::since)
                .containsExactly(LATE, null);
    }

    @Test
    void anIdentityWhoseAccountsAreAllGoneHasNoSecretWhereItsSystemIsReadAndElseItIsNotKnown() {
        var system = new FakeSystem().account("ada").service("bot").secret("bot", "key", LATE, null);
        register.observe(acme, system);
        register.observe(acme, new FakeSystem().account("ada"));
        assertThat(inAcme().get("bot").oldestSecret()).isEqualTo(new OldestSecret("none", null));

        register.observe(acme, new FakeSystem().account("ada").failing(ObjectKind.ACCOUNTS));
        assertThat(inAcme().get("bot").oldestSecret()).as("it may be there again").isEqualTo(OldestSecret.NOT_KNOWN);
        register.observe(acme, new FakeSystem().account("ada"));
        register.database.time().advance(Duration.ofDays(4));
        assertThat(inAcme().get("bot").oldestSecret()).isEqualTo(OldestSecret.NOT_KNOWN);
    }

    /** Sign-ins come with their accounts. */
    @Test
    void whereNotEveryAccountWasReadNobodyIsSaidNotToHaveSignedIn() {
        var system = new FakeSystem().account("ada").account("ben").signInsSince(SINCE);
        register.observe(acme, system);
        register.observe(acme, system.copy().failing(ObjectKind.ACCOUNTS));

        assertThat(inAcme()).extractingByKeys("ada", "ben").extracting(IdentityView::lastUse)
                .containsExactly(LastUse.NOT_KNOWN, LastUse.NOT_KNOWN);
    }

    @Test
    void whatADisconnectedSystemSaidSaysNothingAboutNow() {
        register.observe(acme, new FakeSystem().signedIn("ada", LATE).service("bot").signInsSince(SINCE));
        register.database.superuser()
                .sql("update connection set disconnected_at = now(), state = 'disconnected' where tenant_id = :tenant")
                .param("tenant", acme.tenant().value()).update();

        assertThat(inAcme().get("ada")).extracting(IdentityView::lastUse).isEqualTo(new LastUse("seen", LATE, null));
        assertThat(inAcme().get("bot")).extracting(IdentityView::lastUse, IdentityView::oldestSecret)
                .containsExactly(LastUse.NOT_KNOWN, OldestSecret.NOT_KNOWN);
    }

    @Test
    void overTenantsTheNewestUseAndTheOldestSecretCountAndWhatIsNotKnownInOneIsNotKnown() {
        var birch = register.connected("birch");
        var risk = register.authority.person("rosa");
        register.authority.roots().firstAdministrator(risk.id());
        register.database.mayRead(risk.id(), acme.tenant(), birch.tenant());
        register.observe(acme, new FakeSystem().account("tess", "Tess", "tess@msp.example", true)
                .secret("tess", "key", EARLY, null).signInsSince(SINCE));
        register.observe(birch, new FakeSystem().signedIn("other", LATE)
                .account("t1", "Tess", "tess@msp.example", true).secret("t1", "key", LATE, null));

        var tess = register.oversight.subjects(register.authority.permit(risk, "oversight.read", TenantId.MSP),
                Set.of(acme.tenant(), birch.tenant()), new OversightStore.Filter(null, "Tess"), null, 10).getFirst();

        assertThat(tess.tenants()).extracting(SubjectView.Presence::lastUse)
                .containsExactly(new LastUse("none seen", null, SINCE), LastUse.NOT_KNOWN);
        assertThat(tess.tenants()).extracting(SubjectView.Presence::oldestSecret)
                .containsExactly(new OldestSecret("at least", EARLY), new OldestSecret("at least", LATE));
        assertThat(tess.lastUse()).isEqualTo(LastUse.NOT_KNOWN);
        assertThat(tess.oldestSecret()).isEqualTo(new OldestSecret("at least", EARLY));
    }

    private IdentityDossier.SignIns onItsPage(String username) {
        var identity = inAcme().get(username).id();
        return register.database.transactions().tenant(acme.tenant(), tx -> register.readIdentity().read(tx, identity))
                .orElseThrow().accounts().getFirst().signIns();
    }

    private Map<String, IdentityView> inAcme() {
        var permit = new Permit(acme.tenant(), new UUID(1, 1), new Principal.Product(), "register.read", 1,
                new Entry.Authority(new UUID(1, 2), "register.read", "test"));
        return register.lists.identities(permit, IdentityStore.Filter.ALL, new Paging(50, null)).items().stream()
                .collect(Collectors.toMap(each -> each.accounts().getFirst().username(), each -> each));
    }
}
