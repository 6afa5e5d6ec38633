package org.bailiwick.register;

import static org.assertj.core.api.Assertions.assertThat;
import static org.bailiwick.register.FakeSystem.group;
import static org.bailiwick.register.FakeSystem.role;

import java.time.Instant;
import java.util.Collections;
import java.util.UUID;
import org.bailiwick.catalogue.Catalogue;
import org.bailiwick.connector.ObjectKind;
import org.bailiwick.connector.Observed;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

@Tag("sql")
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class TakeSnapshotTests {
    private final RegisterForTests register = new RegisterForTests();

    @AfterAll
    void drop() {
        register.close();
    }

    @Test
    void anUnchangedSnapshotWritesNothing() {
        var acme = register.connected("unchanged");
        var system = everything();
        register.read(acme, system);
        var before = register.versions();

        var taken = register.read(acme, system);

        assertThat(taken.complete()).isTrue();
        assertThat(taken.rows()).isEmpty();
        assertThat(register.versions()).isEqualTo(before);
        assertThat(before).allSatisfy((table, rows) -> assertThat(rows).as(table).isNotEmpty());
    }

    @Test
    void whatWasReadBeforeIsNotEvenComparedWhateverItsOrder() {
        var acme = register.connected("same-again");
        register.read(acme, everything());
        var shuffled = everything();
        Collections.reverse(shuffled.objects);

        var taken = register.read(acme, shuffled);

        assertThat(taken.same()).containsExactlyInAnyOrder(ObjectKind.values());
        assertThat(taken.complete()).isTrue();
    }

    @Test
    void onlyTheKindThatChangedIsCompared() {
        var acme = register.connected("one-kind");
        register.read(acme, everything());

        var taken = register.read(acme, everything().setting("loginWithEmailAllowed", "true"));

        assertThat(taken.rows()).containsOnlyKeys("setting");
        assertThat(taken.same()).contains(ObjectKind.MEMBERSHIPS).doesNotContain(ObjectKind.SETTINGS);
    }

    @Test
    void theSameReadAgainAfterAnIncompleteReadingIsCompared() {
        var acme = register.connected("after-partial");
        var system = new FakeSystem().account("alice").has(role("admin"), role("reader"))
                .holds("alice", role("admin"));
        register.read(acme, system);
        register.read(acme, system.copy().holds("alice", role("reader")).failing(ObjectKind.MEMBERSHIPS));
        assertThat(register.access(acme)).hasSize(2);

        var taken = register.read(acme, system);

        assertThat(taken.same()).doesNotContain(ObjectKind.MEMBERSHIPS);
        assertThat(register.access(acme)).containsExactly("alice: admin directly");
    }

    @Test
    void theSameMembershipsSaySomethingElseWhenAnAccountReturns() {
        var acme = register.connected("returning");
        var system = new FakeSystem().account("alice").account("bob").has(role("admin")).holds("alice", role("admin"));
        register.read(acme, system);
        var without = system.copy();
        without.objects.removeIf(each -> each instanceof Observed.Account account && account.id().equals("alice"));
        assertThat(register.read(acme, without).kinds().get(ObjectKind.MEMBERSHIPS).complete()).isFalse();
        assertThat(register.access(acme)).isEmpty();

        register.read(acme, system);

        assertThat(register.access(acme)).containsExactly("alice: admin directly");
    }

    @Test
    void aSystemThatTellsOfMoreThanItListsIsDoubtedAlsoWhenItListsTheSameAsBefore() {
        var acme = register.connected("told-more");
        register.read(acme, new FakeSystem().account("alice"));
        var system = new FakeSystem().account("alice");
        system.told.put(ObjectKind.ACCOUNTS, 2L);

        var taken = register.read(acme, system);

        assertThat(taken.kinds().get(ObjectKind.ACCOUNTS).problem()).contains("told of 2", "listed 1");
    }

    @Test
    void aPeriodThatAnEarlierVersionOpenedEndsWithItsGrant() {
        var acme = register.connected("older");
        var system = new FakeSystem().account("alice").has(role("admin")).holds("alice", role("admin"));
        register.read(acme, system);
        register.database.superuserScript(
                """
                insert into grant_period (tenant_id, grant_id, since)
                  select tenant_id, grant_id, since - interval '1 day' from access_grant where tenant_id = %1$d;
                update access_grant set since = null where tenant_id = %1$d""".formatted(acme.tenant().value()));
        assertThat(grantedSince(acme)).isBefore(Instant.now().minusSeconds(80_000));

        register.read(acme, system.copy().without(new Observed.Membership("alice", role("admin"))));

        assertThat(register.ask(Boolean.class, acme,
                "select until > since + interval '1 day' from grant_period where tenant_id = :tenant"))
                .containsExactly(true);
    }

    @Test
    void aSignInIsRememberedWithoutHistoryAndTheNewestIsKept() {
        var acme = register.connected("sign-ins");
        register.read(acme,
                new FakeSystem().signedIn("alice", Instant.parse("2026-11-01T08:00:00Z"), "UPDATE_PASSWORD"));
        var history = historyRows(acme);

        register.read(acme,
                new FakeSystem().signedIn("alice", Instant.parse("2026-11-02T08:00:00Z"), "UPDATE_PASSWORD"));
        register.read(acme, new FakeSystem().signedIn("alice", null, "UPDATE_PASSWORD"));

        assertThat(register.ask(String.class, acme,
                "select (last_sign_in_at at time zone 'utc')::text || ' ' || pending_actions from account where tenant_id = :tenant"))
                .containsExactly("2026-11-02 08:00:00 UPDATE_PASSWORD");
        assertThat(historyRows(acme)).isEqualTo(history);
    }

    @Test
    void whatIsStillToBeDoneAtTheFirstSignInChangesWithTheSystem() {
        var acme = register.connected("pending");
        register.read(acme, new FakeSystem().signedIn("alice", null, "UPDATE_PASSWORD"));

        var taken = register.read(acme, new FakeSystem().signedIn("alice", null));

        assertThat(taken.rows().get("account")).containsEntry("changed", 1L);
        assertThat(register.ask(String.class, acme,
                "select coalesce(pending_actions, 'not known') from account where tenant_id = :tenant"))
                .containsExactly("");
    }

    @Test
    void aPartialSnapshotRemovesNothing() {
        var acme = register.connected("partial");
        register.read(acme, everything());
        var before = register.access(acme);

        var taken = register.read(acme, new FakeSystem().account("alice").failing(ObjectKind.values()));

        assertThat(taken.complete()).isFalse();
        assertThat(register.access(acme)).isEqualTo(before).isNotEmpty();
        assertThat(goneRows(acme)).isZero();
    }

    @Test
    void aLostPageOfMembershipsRemovesNoGrantButAddsWhatItShows() {
        var acme = register.connected("lost-page");
        register.read(acme, new FakeSystem().account("alice").account("bob").has(role("admin"), role("reader"))
                .holds("alice", role("admin")));

        register.read(acme, new FakeSystem().account("alice").account("bob").has(role("admin"), role("reader"))
                .holds("bob", role("reader")).failing(ObjectKind.MEMBERSHIPS));

        assertThat(register.access(acme)).containsExactly("alice: admin directly", "bob: reader directly");
    }

    @Test
    void aMembershipThatIsGoneEndsItsGrant() {
        var acme = register.connected("gone");
        var system = new FakeSystem().account("alice").has(role("admin")).holds("alice", role("admin"));
        register.read(acme, system);

        register.read(acme, system.copy().without(new Observed.Membership("alice", role("admin"))));

        assertThat(register.access(acme)).isEmpty();
        assertThat(register.ask(Boolean.class, acme,
                "select until is not null from grant_period where tenant_id = :tenant")).containsExactly(true);
        assertThat(register.ask(String.class, acme, """
                                                    select what || ' ' || (before ->> 'direct') from register_history
                                                    where tenant_id = :tenant and kind = 'grant'"""))
                .containsExactly("gone true");
    }

    @Test
    void aGrantThatReturnsKeepsItsIdAndGetsANewPeriod() {
        var acme = register.connected("return");
        var system = new FakeSystem().account("alice").has(role("admin")).holds("alice", role("admin"));
        var without = system.copy().without(new Observed.Membership("alice", role("admin")));
        register.read(acme, system);
        var id = grantIds(acme);
        register.read(acme, without);

        register.read(acme, system);

        assertThat(grantIds(acme)).isEqualTo(id);
        assertThat(register.ask(Boolean.class, acme,
                """
                select g.since > p.until and g.effective from grant_period p join access_grant g using (tenant_id, grant_id)
                where tenant_id = :tenant"""))
                .containsExactly(true);
    }

    @Test
    void anAccountThatIsRenamedStaysTheSameAccount() {
        var acme = register.connected("renamed");
        register.read(acme, new FakeSystem().account("u1", "Alice Adams", null, null));
        var id = register.ask(UUID.class, acme, "select public_id from account where tenant_id = :tenant");

        register.read(acme, new FakeSystem().account("u1", "Alice Brown", null, null));

        assertThat(register.ask(UUID.class, acme, "select public_id from account where tenant_id = :tenant"))
                .isEqualTo(id);
        assertThat(register.ask(String.class, acme, "select display_name from identity where tenant_id = :tenant"))
                .containsExactly("Alice Brown");
        assertThat(register.ask(String.class, acme,
                """
                select (before ->> 'displayName') || ' > ' || (after ->> 'displayName') from register_history
                where tenant_id = :tenant and what = 'changed'""")).containsExactly("Alice Adams > Alice Brown");
    }

    @Test
    void anAccountThatIsGoneEndsItsGrantsEvenWhereMembershipsFailed() {
        var acme = register.connected("leaver");
        register.read(acme, new FakeSystem().account("alice").account("bob").has(role("admin"))
                .holds("alice", role("admin")).holds("bob", role("admin")));

        register.read(acme, new FakeSystem().account("bob").has(role("admin")).failing(ObjectKind.MEMBERSHIPS));

        assertThat(register.access(acme)).containsExactly("bob: admin directly");
    }

    @Test
    void namesakesStayTwo() {
        var acme = register.connected("namesakes");

        register.read(acme, new FakeSystem().account("u1", "Alex Smith", "a@acme.example", false).account("u2",
                "Alex Smith", "a@acme.example", false));

        assertThat(register.ask(UUID.class, acme, "select distinct subject from identity where tenant_id = :tenant"))
                .hasSize(2);
    }

    @Test
    void hostileNamesAreStoredInert() {
        var acme = register.connected("hostile");
        var name = "\u202Etxt.exe\0 =cmd|'/c calc'!A0 <script>alert(1)</script> '; drop table account; -- \uD800";

        register.read(acme, new FakeSystem().account("u1", name, null, null).account("u2",
                "x".repeat(10_000_000), null, null).setting("passwordPolicy", "\"<b>\""));

        assertThat(register.ask(String.class, acme,
                "select display_name from account where tenant_id = :tenant order by external_id"))
                .satisfiesExactly(
                        first -> assertThat(first).startsWith("\uFFFDtxt.exe\uFFFD =cmd").contains("<script>",
                                "drop table account"),
                        second -> assertThat(second).hasSize(1_000).endsWith("…"));
    }

    @Test
    void anIdThatCannotBeStoredMakesItsKindIncomplete() {
        var acme = register.connected("bad-id");
        register.read(acme, new FakeSystem().account("alice").account("bob"));

        var taken = register.read(acme, new FakeSystem().account("alice").account("b\0b"));

        assertThat(taken.kinds().get(ObjectKind.ACCOUNTS).complete()).isFalse();
        assertThat(goneRows(acme)).isZero();
    }

    @Test
    void aPageServedTwiceInPlaceOfAnotherIsNotComplete() {
        var acme = register.connected("twice");
        register.read(acme, new FakeSystem().account("alice").account("bob"));
        var system = new FakeSystem().account("alice").account("alice");
        system.told.put(ObjectKind.ACCOUNTS, 2L);

        var taken = register.read(acme, system);

        assertThat(taken.kinds().get(ObjectKind.ACCOUNTS).problem()).contains("told of 2", "listed 1");
        assertThat(goneRows(acme)).isZero();
    }

    @Test
    void aListWithoutAnyAccountIsNotBelieved() {
        var acme = register.connected("empty");
        register.read(acme, new FakeSystem().account("alice"));

        var taken = register.read(acme, new FakeSystem());

        assertThat(taken.kinds().get(ObjectKind.ACCOUNTS).complete()).isFalse();
        assertThat(goneRows(acme)).isZero();
    }

    @Test
    void aMembershipOfAnAccountNobodyListedIsNotComplete() {
        var acme = register.connected("stranger");

        var taken = register.read(acme,
                new FakeSystem().account("alice").has(role("admin")).holds("mallory", role("admin")));

        assertThat(taken.kinds().get(ObjectKind.MEMBERSHIPS).problem()).contains("were not listed");
        assertThat(taken.kinds().get(ObjectKind.ACCOUNTS).complete()).isTrue();
    }

    @Test
    void aKindOfWhichNothingWasSaidIsNotComplete() {
        var acme = register.connected("silent");
        var stage = new SnapshotStage(java.nio.file.Path.of("target"), "silent",
                new Catalogue(), new Catalogue.Place("fake", ""), new byte[32]);

        assertThat(stage.completeness(ObjectKind.MEMBERSHIPS).complete()).isFalse();
        stage.close();
        assertThat(register.access(acme)).isEmpty();
    }

    @Test
    void aCredentialKeepsItsTimesAndEndsWhenItIsGone() {
        var acme = register.connected("credential");
        var expires = Instant.parse("2030-01-02T03:04:05.678901Z");
        var system = new FakeSystem().account("robot");
        var key = new Observed.Credential("robot", "client secret", "s1", "main", null, expires);
        system.objects.add(key);
        register.read(acme, system);
        assertThat(register.ask(Instant.class, acme, "select expires_at from credential where tenant_id = :tenant"))
                .containsExactly(expires);

        register.read(acme, system.copy().without(key));

        assertThat(register.ask(Boolean.class, acme,
                "select gone_at is not null from credential where tenant_id = :tenant")).containsExactly(true);
    }

    @Test
    void twoConnectionsOfATenantDoNotTouchEachOther() {
        var acme = register.connected("two");
        var second = new RegisterForTests.Connected(acme.tenant(), register.connect(acme.tenant()));
        var system = new FakeSystem().account("alice").has(role("admin")).holds("alice", role("admin"));
        register.read(acme, system);

        register.read(second, new FakeSystem().account("alice").has(role("reader")).holds("alice", role("reader")));

        assertThat(register.access(acme)).containsExactly("alice: admin directly", "alice: reader directly");
    }

    private static FakeSystem everything() {
        var system = new FakeSystem().account("alice").account("bob", "Bob", "bob@acme.example", true)
                .has(role("admin"), role("reader"), group("/staff")).contains(group("/staff"), role("reader"))
                .contains(role("admin"), role("reader")).holds("alice", role("admin")).holds("bob", group("/staff"))
                .setting("bruteForceProtected", "true");
        system.objects.add(new Observed.Credential("bob", "password", "p1", null, null, null));
        return system;
    }

    private Instant grantedSince(RegisterForTests.Connected in) {
        return register.database.transactions().tenant(in.tenant(), tx -> register.grantStore.findAll(tx, grantIds(in)))
                .getFirst().since();
    }

    private java.util.List<UUID> grantIds(RegisterForTests.Connected in) {
        return register.ask(UUID.class, in, "select public_id from access_grant where tenant_id = :tenant");
    }

    private long goneRows(RegisterForTests.Connected in) {
        return register
                .ask(Long.class, in,
                        """
                        select (select count(*) from account where tenant_id = :tenant and gone_at is not null)
                          + (select count(*) from entitlement where tenant_id = :tenant and gone_at is not null)
                          + (select count(*) from containment where tenant_id = :tenant and gone_at is not null)
                          + (select count(*) from credential where tenant_id = :tenant and gone_at is not null)
                          + (select count(*) from setting where tenant_id = :tenant and gone_at is not null)""")
                .getFirst();
    }

    private long historyRows(RegisterForTests.Connected in) {
        return register.ask(Long.class, in, "select count(*) from register_history where tenant_id = :tenant")
                .getFirst();
    }
}
