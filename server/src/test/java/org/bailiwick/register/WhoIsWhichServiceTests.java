package org.bailiwick.register;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.bailiwick.register.FakeSystem.role;

import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Stream;
import org.bailiwick.authority.Permit;
import org.bailiwick.authority.Principal;
import org.bailiwick.platform.Result;
import org.bailiwick.platform.TenantId;
import org.bailiwick.testing.BreakingOff;
import org.bailiwick.web.PagesForTests;
import org.bailiwick.web.RefusedException;
import org.bailiwick.web.Scope;
import org.bailiwick.web.View;
import org.bailiwick.web.VisibleTenant;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** A tool of the MSP that has a client of its own in each tenant, and clients that only have its name. */
@Tag("sql")
class WhoIsWhichServiceTests {
    private static final String TOOL = "service-account-rmm-agent";
    private final RegisterForTests register = new RegisterForTests();
    private RegisterForTests.Connected acme;
    private RegisterForTests.Connected birch;
    private Permit permit;

    @BeforeEach
    void aToolInTwoTenants() {
        acme = register.connected("acme");
        birch = register.connected("birch");
        var riskOwner = register.authority.person("rosa");
        register.authority.roots().firstAdministrator(riskOwner.id());
        permit = register.authority.permit(riskOwner, "identity.correlate", TenantId.MSP);
        for (var tenant : List.of(acme, birch)) {
            register.observe(tenant, new FakeSystem().service(TOOL).has(role("view-users"))
                    .holds(TOOL, role("view-users")).account("tess", "Tess", null, null));
        }
    }

    @AfterEach
    void drop() {
        register.close();
    }

    @Test
    void aPersonsWordMakesServicesOfTwoTenantsOneAndAnotherWordParts() {
        say(subject(acme, TOOL), identity(birch, TOOL), true);
        register.work();

        assertThat(subject(birch, TOOL)).isEqualTo(subject(acme, TOOL));
        assertThat(subject(birch, "tess")).as("people are not touched").isNotEqualTo(subject(acme, "tess"));
        var reasons = register.whoIsWho.reasons(both(), subject(acme, TOOL));
        assertThat(reasons.correlated().get(identity(birch, TOOL)).confidence()).isEqualTo("confirmed");

        say(subject(acme, TOOL), identity(birch, TOOL), false);
        register.work();

        assertThat(subject(birch, TOOL)).isNotEqualTo(subject(acme, TOOL));
        assertThat(register.whoIsWho.reasons(both(), subject(acme, TOOL)).history())
                .extracting(SubjectPage.Event::reason).contains("it is our agent");
        assertThat(register.whoIsWho.reasons(both(), subject(acme, TOOL)).resembling()).as("set apart").isEmpty();
    }

    @Test
    void aServiceIsNeverTheSameAsAPerson() {
        assertThat(register.whoIsWho.say(permit, both(),
                List.of(word(subject(acme, "tess"), identity(birch, TOOL), true))))
                .isEqualTo(
                        Result.no(new WhoIsWhoProblem.NeverTheSame(identity(birch, TOOL), "service account", "human")));
        assertThat(register.whoIsWho.say(permit, both(),
                List.of(word(subject(acme, TOOL), identity(birch, "tess"), true))))
                .isEqualTo(Result
                        .no(new WhoIsWhoProblem.NeverTheSame(identity(birch, "tess"), "human", "service account")));
    }

    @Test
    void evenAWordThatSaysSoInTheDatabaseMakesNoServiceAPerson() {
        register.database.superuser()
                .sql("""
                     insert into correlation_word (tenant_id, identity_id, same_as, reason, person_id, said_at)
                     select tenant_id, identity_id, :same, 'past all walls', 1, now() from identity
                     where public_id = :identity""").param("same", identity(acme, "tess"))
                .param("identity", identity(birch, TOOL)).update();
        register.request(birch);
        register.work();

        assertThat(subject(birch, TOOL)).isNotEqualTo(subject(acme, "tess"));
    }

    @Test
    void aMailAddressThatBothSystemsVerifiedMakesNoServicesOne() {
        for (var tenant : List.of(acme, birch)) {
            register.observe(tenant, new FakeSystem().service(TOOL, "agent@msp.example"));
        }

        assertThat(subject(birch, TOOL)).isNotEqualTo(subject(acme, TOOL));
    }

    @Test
    void theSameNameIsProposedWhereAnotherSignSaysSoTooAndNeverTakenForOne() {
        var proposed = register.whoIsWho.reasons(both(), subject(acme, TOOL));
        assertThat(proposed.resembling()).as("a role that a tenant named itself says nothing").isEmpty();

        register.database.superuser().sql("update entitlement set tier = 'moderate'").update();
        assertThat(register.whoIsWho.reasons(both(), subject(acme, TOOL)).resembling()).singleElement()
                .satisfies(each -> {
                    assertThat(each.identity()).isEqualTo(identity(birch, TOOL));
                    assertThat(each.confidence()).isEqualTo("possible");
                    assertThat(each.signs()).containsExactly("the same account name `%s`".formatted(TOOL),
                            "both were given `view-users`");
                });

        ownedBy("tools", "tools@msp.example", true);
        assertThat(register.whoIsWho.reasons(both(), subject(acme, TOOL)).resembling()).singleElement()
                .satisfies(each -> {
                    assertThat(each.confidence()).isEqualTo("likely");
                    assertThat(each.signs()).contains("`tools@msp.example` answers for both");
                });
        assertThat(subject(birch, TOOL)).isNotEqualTo(subject(acme, TOOL));
    }

    @Test
    void anOwnerWhomNobodyVerifiedOrWhoHasOnlyTheSameUsernameSaysNothing() {
        ownedBy("tools", "tools@msp.example", false);

        assertThat(register.whoIsWho.reasons(both(), subject(acme, TOOL)).resembling()).isEmpty();
    }

    @Test
    void whatOneMayNotSeeIsNotProposedNorSaid() {
        register.database.superuser().sql("update entitlement set tier = 'moderate'").update();

        assertThat(register.whoIsWho.reasons(Set.of(acme.tenant()), subject(acme, TOOL)).resembling()).isEmpty();
        assertThat(register.whoIsWho.say(permit, Set.of(acme.tenant()),
                List.of(word(subject(acme, TOOL), identity(birch, TOOL), true))))
                .isEqualTo(Result.no(new WhoIsWhoProblem.NotFound(identity(birch, TOOL))));
    }

    @Test
    void thePageProposesServicesAndTakesAWordAboutSeveralAtOnce() {
        var calder = register.connected("calder");
        register.observe(calder, new FakeSystem().service(TOOL).has(role("view-users"))
                .holds(TOOL, role("view-users")));
        register.database.superuser().sql("update entitlement set tier = 'moderate'").update();
        var pages = new OversightPages(new OversightLists(register.oversight, null), register.oversight,
                register.whoIsWho, register.authority.decisions(), register.database.transactions());
        var scope = new Scope(Stream.of(acme, birch, calder).map(each -> new VisibleTenant(each.tenant(),
                new UUID(1, each.tenant().value()), "t", "T", false)).toList(), false);
        var tool = subject(acme, TOOL);
        var person = (Principal.Person) permit.principal();
        register.database.mayRead(person.id(), acme.tenant(), birch.tenant());
        assertThat(html(pages.subject(permit, scope, tool))).as("a register that may not be read is not searched")
                .doesNotContain("Several of them are the same service");
        assertThatThrownBy(() -> pages.say(permit, scope, tool, List.of(identity(calder, TOOL)), true, "it is ours"))
                .isInstanceOf(RefusedException.class);
        register.database.mayRead(person.id(), calder.tenant());

        assertThat(html(pages.subject(permit, scope, tool))).contains("May be the same service", "possible",
                "Several of them are the same service", "both were given `view-users`");
        pages.say(permit, scope, tool, List.of(identity(birch, TOOL), identity(calder, TOOL)), true, "it is ours");
        register.work();

        assertThat(subject(acme, TOOL)).isEqualTo(subject(birch, TOOL)).isEqualTo(subject(calder, TOOL));
        assertThat(html(pages.subject(permit, scope, subject(acme, TOOL))))
                .contains("Taken for this service by a person", "confirmed", "it is ours")
                .doesNotContain("May be the same");
    }

    @Test
    void theTenantLearnsThatItWasSaidAndNothingOfOthers() {
        say(subject(acme, TOOL), identity(birch, TOOL), true);
        register.work();

        assertThat(register.ask(String.class, birch, """
                                                     select convert_from(body, 'UTF8') from ev_entry
                                                     where tenant_id = :tenant and action = 'identity correlated'"""))
                .hasSize(2).allSatisfy(body -> assertThat(body).doesNotContain("acme", "Acme", "it is our agent",
                        identity(acme, TOOL).toString(), subject(acme, TOOL).toString()));
    }

    /** The tenant's row and entry are kept; only the MSP's own record refuses. */
    @Test
    void aWordThatTheMspsRecordRefusesIsNotSaidToHaveChangedNothing() {
        register.database.superuser()
                .sql("alter table ev_entry add constraint stops check (tenant_id <> 1) not valid").update();

        var of = subject(acme, TOOL);
        var said = identity(birch, TOOL);

        assertThat(BreakingOff.keepsSomethingOf(() -> say(of, said, true))).isTrue();
        assertThat(words(birch)).hasSize(1);
    }

    @Test
    void ofSeveralWordsNoneIsKeptWhereOneIsUnfit() {
        var words = List.of(word(subject(acme, TOOL), identity(birch, TOOL), true),
                word(subject(acme, TOOL), identity(birch, "tess"), true));

        assertThat(register.whoIsWho.say(permit, both(), words))
                .isEqualTo(Result
                        .no(new WhoIsWhoProblem.NeverTheSame(identity(birch, "tess"), "human", "service account")));
        assertThat(words(birch)).isEmpty();
    }

    @Test
    void severalWordsThatBreakOffAreNotSaidToHaveChangedNothing() {
        var calder = register.connected("calder");
        register.observe(calder, new FakeSystem().service(TOOL));
        register.database.superuser().sql("alter table correlation_word add constraint stops check (tenant_id <> %d)"
                .formatted(calder.tenant().value())).update();
        var all = Set.of(acme.tenant(), birch.tenant(), calder.tenant());
        var first = word(subject(acme, TOOL), identity(birch, TOOL), true);
        var second = word(subject(acme, TOOL), identity(calder, TOOL), true);

        assertThat(BreakingOff.keepsSomethingOf(() -> register.whoIsWho.say(permit, all, List.of(second)))).isFalse();
        assertThat(BreakingOff.keepsSomethingOf(() -> register.whoIsWho.say(permit, all, List.of(first, second))))
                .isTrue();
        assertThat(words(birch)).hasSize(1);
    }

    private List<UUID> words(RegisterForTests.Connected in) {
        return register.ask(UUID.class, in, "select same_as from correlation_word where tenant_id = :tenant");
    }

    /** In both tenants an account of this name and mail address, which answers for the tool. */
    private void ownedBy(String username, String mail, boolean verified) {
        for (var tenant : List.of(acme, birch)) {
            register.observe(tenant, new FakeSystem().service(TOOL).has(role("view-users"))
                    .holds(TOOL, role("view-users")).account(username, "Tools", mail, verified));
        }
        register.database.superuser()
                .sql("update identity set owner = :owner, owner_named_at = now() where display_name = :tool")
                .param("owner", username).param("tool", TOOL).update();
    }

    private static String html(View view) {
        return PagesForTests.render(view, Instant.parse("2026-11-22T12:00:00Z"));
    }

    private void say(UUID subject, UUID identity, boolean same) {
        assertThat(register.whoIsWho.say(permit, both(), List.of(word(subject, identity, same))))
                .isInstanceOf(Result.Ok.class);
    }

    private static WhoIsWho.Word word(UUID subject, UUID identity, boolean same) {
        return new WhoIsWho.Word(subject, identity, same, "it is our agent");
    }

    private Set<TenantId> both() {
        return Set.of(acme.tenant(), birch.tenant());
    }

    private UUID subject(RegisterForTests.Connected in, String username) {
        return one(in, "i.subject", username);
    }

    private UUID identity(RegisterForTests.Connected in, String username) {
        return one(in, "i.public_id", username);
    }

    private UUID one(RegisterForTests.Connected in, String column, String username) {
        return register.ask(UUID.class, in,
                "select %s from identity i join account a using (tenant_id, identity_id) where tenant_id = :tenant and a.username = '%s'"
                        .formatted(column, username))
                .getFirst();
    }
}
