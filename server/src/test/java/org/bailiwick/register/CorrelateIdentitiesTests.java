package org.bailiwick.register;

import static org.assertj.core.api.Assertions.assertThat;
import static org.bailiwick.register.FakeSystem.role;

import java.util.List;
import java.util.UUID;
import org.bailiwick.authority.Persons;
import org.bailiwick.platform.ProviderId;
import org.bailiwick.platform.TenantId;
import org.bailiwick.platform.WorkHandler;
import org.bailiwick.platform.WorkItem;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

@Tag("sql")
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class CorrelateIdentitiesTests {
    private final RegisterForTests register = new RegisterForTests();

    @AfterAll
    void drop() {
        register.close();
    }

    @Test
    void anEqualVerifiedMailInTwoTenantsIsTheSamePerson() {
        var acme = register.connected("mail-a");
        var birch = register.connected("mail-b");

        register.observe(acme, new FakeSystem().account("u1", "Tess Tech", "Tess@msp.example", true));
        register.observe(birch, new FakeSystem().account("77", "T. Tech", "tess@MSP.example", true));

        assertThat(subject(acme)).isEqualTo(subject(birch));
        assertThat(register.ask(String.class, acme, "select correlated_by from identity where tenant_id = :tenant"))
                .containsExactly("verified mail");
        assertThat(correlations(acme)).isEqualTo(1);
        assertThat(correlations(birch)).isEqualTo(1);
    }

    @Test
    void nothingIsWrittenTwice() {
        var acme = register.connected("again-a");
        var birch = register.connected("again-b");
        register.observe(acme, new FakeSystem().account("u1", "A", "again@msp.example", true));
        register.observe(birch, new FakeSystem().account("u1", "A", "again@msp.example", true));
        var subject = subject(acme);

        register.observe(acme, new FakeSystem().account("u1", "A", "again@msp.example", true));

        assertThat(subject(acme)).isEqualTo(subject).isEqualTo(subject(birch));
        assertThat(correlations(acme)).isEqualTo(1);
    }

    @Test
    void anEqualNameIsNeverTheSamePerson() {
        var acme = register.connected("name-a");
        var birch = register.connected("name-b");

        register.observe(acme, new FakeSystem().account("sam", "Sam Smith", null, null));
        register.observe(birch, new FakeSystem().account("sam", "Sam Smith", null, null));

        assertThat(subject(acme)).isNotEqualTo(subject(birch));
    }

    @Test
    void aMailThatOneSideHasNotVerifiedSaysNothing() {
        var acme = register.connected("unverified-a");
        var birch = register.connected("unverified-b");

        register.observe(acme, new FakeSystem().account("u1", "A", "claimed@msp.example", true));
        register.observe(birch, new FakeSystem().account("u1", "A", "claimed@msp.example", false));

        assertThat(subject(acme)).isNotEqualTo(subject(birch));
    }

    @Test
    void anIdentityWhoseMailIsNoLongerVerifiedIsItsOwnAgain() {
        var acme = register.connected("part-a");
        var birch = register.connected("part-b");
        register.observe(acme, new FakeSystem().account("u1", "A", "part@msp.example", true));
        register.observe(birch, new FakeSystem().account("u1", "A", "part@msp.example", true));

        register.observe(birch, new FakeSystem().account("u1", "A", "part@msp.example", false));

        assertThat(subject(acme)).isNotEqualTo(subject(birch));
        assertThat(register.ask(Boolean.class, birch,
                """
                select correlated_by is null from identity where tenant_id = :tenant""")).containsExactly(true);
    }

    @Test
    void whoIsLeftAloneStandsAloneThoughNothingOfTheirsWasReadAnew() {
        var acme = register.connected("left-a");
        var birch = register.connected("left-b");
        register.observe(acme, new FakeSystem().account("u1", "A", "left@msp.example", true));
        register.observe(birch, new FakeSystem().account("u1", "A", "left@msp.example", true));
        var together = subject(acme);

        register.observe(birch, new FakeSystem().account("u1", "A", null, null));

        assertThat(register.ask(Boolean.class, acme, "select correlated_by is null from identity"
                + " where tenant_id = :tenant")).containsExactly(true);
        assertThat(subject(acme)).isEqualTo(together).isNotEqualTo(subject(birch));
    }

    @Test
    void theEstateIsReadOnlyWhereAccountsOrProvidersAreOthersThanBefore() {
        var acme = register.connected("same-a");
        var system = new FakeSystem().account("u1", "A", "same@msp.example", true);
        assertThat(orderedByReading(acme, system)).containsExactly("correlate");
        register.work();

        assertThat(orderedByReading(acme, system)).containsExactly("link persons");
        register.work();
        assertThat(orderedByReading(acme, new FakeSystem().account("u1", "A", "other@msp.example", true)))
                .containsExactly("correlate");
        register.work();

        register.signsInBy(acme, register.provider(acme.tenant(), "https://same.example"));
        register.work();
        var item = new WorkItem(acme.tenant(), LinkSameAccounts.KIND, 1, 1, 1);
        register.linkingSame().handle(item);
        assertThat(waiting(acme)).containsExactly("correlate");
        register.work();
        register.linkingSame().handle(item);
        assertThat(waiting(acme)).isEmpty();
    }

    /** What a reading leaves to be done about who is who. */
    private List<String> orderedByReading(RegisterForTests.Connected in, FakeSystem system) {
        register.says(in, system);
        register.request(in);
        register.database.platform().runDueWork(List.of(register.observing()));
        return waiting(in);
    }

    private List<String> waiting(RegisterForTests.Connected in) {
        return register.ask(String.class, in, "select kind from work where tenant_id = :tenant"
                + " and kind in ('correlate', 'link persons') order by kind");
    }

    @Test
    void anOrderThatMeetsALookUnderWayIsNotLostInIt() {
        var acme = register.connected("busy-a");
        var birch = register.connected("busy-b");
        register.observe(birch, new FakeSystem().account("u1", "B", "busy@msp.example", true));
        register.says(acme, new FakeSystem().account("u1", "A", "busy@msp.example", true));
        register.request(acme);
        register.underWay(birch, CorrelateIdentities.KIND, register.newestSnapshot(acme));

        register.work();
        register.finished(birch, CorrelateIdentities.KIND, register.newestSnapshot(acme));
        register.work();

        assertThat(subject(birch)).isEqualTo(subject(acme));
        assertThat(correlations(birch)).isEqualTo(1);
    }

    @Test
    void whatWasWrittenIsLookedAtOnceMore() {
        var acme = register.connected("twice-a");
        var birch = register.connected("twice-b");
        register.observe(acme, new FakeSystem().account("u1", "A", "twice@msp.example", true));
        register.read(birch, new FakeSystem().account("u1", "B", "twice@msp.example", true));
        var item = new WorkItem(birch.tenant(), CorrelateIdentities.KIND, 1, 1, 1);

        assertThat(register.correlating().handle(item)).isInstanceOf(WorkHandler.Outcome.Again.class);
        assertThat(register.correlating().handle(item)).isInstanceOf(WorkHandler.Outcome.Done.class);
    }

    @Test
    void whoMovesToAnotherMailTakesNobodyAlong() {
        var acme = register.connected("move-a");
        var birch = register.connected("move-b");
        var cedar = register.connected("move-c");
        register.observe(acme, new FakeSystem().account("u1", "A", "first@msp.example", true));
        register.observe(birch, new FakeSystem().account("u1", "A", "first@msp.example", true));
        register.observe(cedar, new FakeSystem().account("u1", "C", "second@msp.example", true));

        register.observe(acme, new FakeSystem().account("u1", "A", "second@msp.example", true));

        assertThat(subject(acme)).isEqualTo(subject(cedar)).isNotEqualTo(subject(birch));
    }

    @Test
    void theTenantsRecordDoesNotSayThatThereIsAccessElsewhere() {
        var acme = register.connected("quiet-a");
        var birch = register.connected("quiet-b");
        register.observe(acme, new FakeSystem().account("u1", "A", "quiet@msp.example", true));
        register.observe(birch, new FakeSystem().account("u1", "A", "quiet@msp.example", true));

        assertThat(register.ask(String.class, acme, """
                                                    select convert_from(body, 'UTF8') from ev_entry
                                                    where tenant_id = :tenant and action = 'identity correlated'"""))
                .singleElement()
                .satisfies(body -> assertThat(body).doesNotContain("quiet-b", "other tenant", "elsewhere"));
    }

    @Test
    void whomAnIdentityProviderSignsInIsThePersonOfItsAccount() {
        var directory = register.connected("federated-msp");
        var acme = register.connected("federated-a");
        var issuer = "https://sign-in.federated.example";
        var provider = register.provider(directory.tenant(), issuer);
        register.signsInBy(directory, provider);
        var person = register.authority.persons().know(provider, "u1", directory.tenant(),
                Persons.Profile.named("Tess"));

        register.observe(directory, new FakeSystem().account("u1", "Tess Tech", null, null));
        register.observe(acme, new FakeSystem().federated("tess.msp", "T. Tech", issuer, "u1"));

        assertThat(subject(acme)).isEqualTo(subject(directory));
        assertThat(register.ask(String.class, acme, "select correlated_by from identity where tenant_id = :tenant"))
                .containsExactly("federation link");
        assertThat(persons(acme)).as("nobody decides about their own access there").containsExactly(person.value());
    }

    @Test
    void whoIsSaidToBeTwoAccountsOfOneProviderIsNeither() {
        var directory = register.connected("double-msp");
        var acme = register.connected("double-a");
        var issuer = "https://sign-in.double.example";
        register.signsInBy(directory, register.provider(directory.tenant(), issuer));

        register.observe(directory, new FakeSystem().account("u1", "One", null, null));
        register.observe(acme, new FakeSystem().federated("both", "Both", issuer, "u1", "u2"));

        assertThat(subject(acme)).isNotEqualTo(subject(directory));
    }

    @Test
    void oneCustomersAccountsNeverMakeTwoPeopleOfTheMspOne() {
        try (var own = new RegisterForTests()) {
            own.authority.roots().firstAdministrator(own.authority.person("rosa").id());
            var msp = own.msp();
            var acme = own.connected("torn-a");
            var birch = own.connected("torn-b");
            var issuer = "https://sign-in.torn.example";
            own.signsInBy(msp, own.provider(TenantId.MSP, issuer));
            own.observe(msp, new FakeSystem().account("x", "Xenia", "xenia@msp.example", true)
                    .account("y", "Yara", "yara@msp.example", true));
            own.observe(birch, new FakeSystem().account("7", "X.", "xenia@msp.example", true));

            own.observe(acme,
                    new FakeSystem().federated("both", "Both", "yara@msp.example", issuer, new String[]{"x"}));

            var subjects = own.ask(UUID.class, msp,
                    "select subject from identity where tenant_id = :tenant order by display_name");
            assertThat(subjects).doesNotHaveDuplicates();
            assertThat(own.ask(UUID.class, birch, "select subject from identity where tenant_id = :tenant"))
                    .containsExactly(subjects.getFirst());
            assertThat(own.ask(UUID.class, acme, "select subject from identity where tenant_id = :tenant"))
                    .doesNotContainAnyElementsOf(subjects);
        }
    }

    @Test
    void whoGetsTheMailOfSomebodyWhoIsGoneIsNotThem() {
        var acme = register.connected("reused-a");
        var birch = register.connected("reused-b");
        register.observe(acme, new FakeSystem().account("old", "Old", "desk@msp.example", true));
        register.observe(birch, new FakeSystem().account("old", "Old", "desk@msp.example", true));
        register.observe(acme, new FakeSystem().account("other", "Other", null, null));
        assertThat(named(acme, "Old")).as("what is left elsewhere is still theirs").isEqualTo(subject(birch));

        register.observe(acme, new FakeSystem().account("new", "New", "desk@msp.example", true));

        assertThat(named(acme, "New")).isNotEqualTo(named(acme, "Old"));
    }

    @Test
    void aReadingThatDoesNotKnowTheLinksDoesNotPartWhatIsKnown() {
        var acme = register.connected("links-a");
        var birch = register.connected("links-b");
        var issuer = "https://sign-in.links.example";
        register.observe(acme, new FakeSystem().federated("a", "A", issuer, "u1"));
        register.observe(birch, new FakeSystem().federated("b", "B", issuer, "u1"));

        register.observe(birch, new FakeSystem().account("b", "B", null, null));

        assertThat(subject(birch)).isEqualTo(subject(acme));
    }

    @Test
    void eachSubjectThatAnIdentityHadStaysInItsHistoryWithTheRule() {
        var acme = register.connected("history-a");
        var birch = register.connected("history-b");
        register.observe(acme, new FakeSystem().account("u1", "A", "history@msp.example", true));
        register.observe(birch, new FakeSystem().account("u1", "A", "history@msp.example", true));
        register.observe(birch, new FakeSystem().account("u1", "A", "history@msp.example", false));

        var history = register.ask(String.class, birch, """
                                                        select coalesce(rule, 'alone') from correlation_event
                                                        where tenant_id = :tenant order by event_id""");

        assertThat(history).containsExactly("verified mail", "alone");
    }

    @Test
    void anAccountOfTheSignInProviderBelongsToThePersonWhoSignsInThere() {
        var acme = register.connected("key");
        register.database.superuser().sql("update connection set provider_id = 4711 where tenant_id = :tenant")
                .param("tenant", acme.tenant().value()).update();
        var person = register.authority.persons().know(new ProviderId(4711), "u1", acme.tenant(),
                Persons.Profile.named("Ada"));

        register.observe(acme, new FakeSystem().account("u1", "Ada", null, null));

        assertThat(persons(acme)).containsExactly(person.value());
    }

    @Test
    void anAccountWithTheVerifiedMailOfAnOperatorBelongsToTheOperator() {
        var acme = register.connected("operator");
        var person = register.authority.persons().know(new ProviderId(1), "otto", TenantId.MSP,
                new Persons.Profile("Otto", "Otto@msp.example", true));

        register.observe(acme, new FakeSystem().account("u9", "Somebody", "otto@msp.example", true));

        assertThat(persons(acme)).containsExactly(person.value());
    }

    @Test
    void aMailThatTheSystemHasNotVerifiedLinksNobody() {
        var acme = register.connected("forged");
        register.authority.persons().know(new ProviderId(1), "fred", TenantId.MSP,
                new Persons.Profile("Fred", "fred@msp.example", true));

        register.observe(acme, new FakeSystem().account("u9", "Fred", "fred@msp.example", false));

        assertThat(persons(acme)).containsExactly((Long) null);
    }

    @Test
    void somebodyWhoSignsInForTheFirstTimeAfterTheReadingStillOwnsTheirAccess() {
        var acme = register.connected("first-time");
        register.database.superuser().sql("update connection set provider_id = 99 where tenant_id = :tenant")
                .param("tenant", acme.tenant().value()).update();
        register.observe(acme, new FakeSystem().account("new", "New", null, null).account("other", "Other", null, null)
                .has(role("admin")).holds("new", role("admin")));
        var person = register.authority.person(new ProviderId(99), "new", acme.tenant());
        var other = register.authority.person(new ProviderId(99), "other", acme.tenant());

        var own = register.database.transactions().tenant(acme.tenant(), tx -> {
            var grant = register.register.grantsOf(tx, account(acme, "new")).getFirst();
            return java.util.List.of(register.register.isOwn(tx, grant, person),
                    register.register.isOwn(tx, grant, other));
        });

        assertThat(own).containsExactly(true, false);
    }

    private UUID named(RegisterForTests.Connected in, String name) {
        return register.database.superuser()
                .sql("select subject from identity where tenant_id = :tenant and display_name = :name")
                .param("tenant", in.tenant().value()).param("name", name).query(UUID.class).single();
    }

    private long account(RegisterForTests.Connected in, String externalId) {
        return register.database.superuser()
                .sql("select account_id from account where tenant_id = :tenant and external_id = :id")
                .param("tenant", in.tenant().value()).param("id", externalId).query(Long.class).single();
    }

    private UUID subject(RegisterForTests.Connected in) {
        return register.ask(UUID.class, in, "select subject from identity where tenant_id = :tenant").getFirst();
    }

    private java.util.List<Long> persons(RegisterForTests.Connected in) {
        return register.ask(Long.class, in, "select person_id from identity where tenant_id = :tenant");
    }

    private long correlations(RegisterForTests.Connected in) {
        return register
                .ask(Long.class, in,
                        """
                        select count(*) from ev_entry where tenant_id = :tenant and action = 'identity correlated'""")
                .getFirst();
    }
}
