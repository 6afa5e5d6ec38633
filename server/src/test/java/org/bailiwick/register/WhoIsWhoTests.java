package org.bailiwick.register;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.bailiwick.authority.AuthorityLostException;
import org.bailiwick.authority.Permit;
import org.bailiwick.authority.Principal;
import org.bailiwick.platform.Result;
import org.bailiwick.platform.TenantId;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@Tag("sql")
class WhoIsWhoTests {
    private final RegisterForTests register = new RegisterForTests();
    private RegisterForTests.Connected acme;
    private RegisterForTests.Connected birch;
    private Principal.Person riskOwner;
    private Permit permit;

    @BeforeEach
    void twoTenants() {
        acme = register.connected("acme");
        birch = register.connected("birch");
        riskOwner = register.authority.person("rosa");
        register.authority.roots().firstAdministrator(riskOwner.id());
        permit = register.authority.permit(riskOwner, "identity.correlate", TenantId.MSP);
    }

    @AfterEach
    void drop() {
        register.close();
    }

    @Test
    void aPersonsWordMakesTwoIdentitiesOnePerson() {
        observeWithoutMail();

        say(subject(acme), identity(birch), true);
        register.work();

        assertThat(subject(birch)).isEqualTo(subject(acme));
        assertThat(rules(birch)).containsExactly("a person's word");
        assertThat(register.whoIsWho.reasons(both(), subject(acme)).correlated().get(identity(birch)))
                .satisfies(why -> {
                    assertThat(why.confidence()).isEqualTo("confirmed");
                    assertThat(why.reason()).isEqualTo("I called her");
                });
    }

    @Test
    void whoeverIsSetApartStaysApartThoughTheMailIsTheSame() {
        observeWithOneMail();
        var together = subject(acme);

        say(together, identity(birch), false);
        register.work();
        observeWithOneMail();

        assertThat(subject(birch)).isNotEqualTo(subject(acme));
        assertThat(register.whoIsWho.reasons(both(), together).history()).extracting(SubjectPage.Event::reason)
                .contains("I called her");
    }

    @Test
    void aWordTakesAnIdentityAwayFromWhomTheMailNames() {
        register.observe(acme, new FakeSystem().account("u1", "Tess", "tess@msp.example", true)
                .account("u2", "Yara", "yara@msp.example", true));
        register.observe(birch, new FakeSystem().account("77", "T. Tech", "tess@msp.example", true));
        var tess = subjectOf("Tess");
        var yara = subjectOf("Yara");
        assertThat(subject(birch)).isEqualTo(tess);

        say(yara, identity(birch), true);
        register.work();

        assertThat(subjectOf("Tess")).isNotEqualTo(subjectOf("Yara"));
        assertThat(subject(birch)).isEqualTo(subjectOf("Yara"));
    }

    @Test
    void nobodySaysWhoTheyAreThemselves() {
        observeWithOneMail();
        register.database.superuser().sql("update identity set person_id = :me where tenant_id = :acme")
                .param("me", riskOwner.id().value()).param("acme", acme.tenant().value()).update();

        var apart = new WhoIsWho.Word(subject(acme), identity(birch), false, "not me");
        assertThat(register.whoIsWho.say(permit, both(), List.of(apart)))
                .isEqualTo(Result.no(new WhoIsWhoProblem.OwnIdentity()));
        register.work();

        assertThat(subject(birch)).isEqualTo(subject(acme));
        assertThat(register.database.superuser()
                .sql("select count(*) from ev_entry where tenant_id = 1 and action = 'access denied'")
                .query(Long.class).single()).isEqualTo(1);
    }

    @Test
    void aLaterWordWins() {
        observeWithOneMail();
        say(subject(acme), identity(birch), false);
        register.work();

        say(subject(acme), identity(birch), true);
        register.work();

        assertThat(subject(birch)).isEqualTo(subject(acme));
    }

    @Test
    void theTenantLearnsThatItWasSaidAndNothingOfOthers() {
        observeWithoutMail();
        say(subject(acme), identity(birch), true);
        register.work();

        var said = register.ask(String.class, birch, """
                                                     select convert_from(body, 'UTF8') from ev_entry
                                                     where tenant_id = :tenant and action = 'identity correlated'""");

        assertThat(said).hasSize(2)
                .allSatisfy(body -> assertThat(body).doesNotContain("acme", "Acme", "I called her",
                        identity(acme).toString(), subject(acme).toString()));
    }

    @Test
    void whoResemblesIsProposedAndNotTakenForThePerson() {
        register.observe(acme, new FakeSystem().account("ng-hweiss", "Hannah Weiss", "h@msp.example", true));
        register.observe(birch, new FakeSystem().account("hannah.ng", "Hannah Weiss", "h@msp.example", false)
                .account("hannah.weiss", "Hannah Weiss", "hannah@birch.example", true));

        var proposed = register.whoIsWho.reasons(both(), subject(acme)).resembling();

        assertThat(proposed).singleElement().satisfies(each -> {
            assertThat(each.username()).isEqualTo("hannah.ng");
            assertThat(each.signs()).hasSize(3);
        });
        assertThat(rules(birch)).containsOnlyNulls();
    }

    /** Namesakes alone are no sign: whoever comes first by name must not hide who comes after them. */
    @Test
    void whoResemblesIsProposedHoweverManyNamesakesComeBefore() {
        register.observe(acme, new FakeSystem().account("ng-hweiss", "Hannah Weiss", "h@msp.example", true));
        var crowd = new FakeSystem();
        for (int at = 0; at < 201; at++) {
            crowd.account("hannah.weiss" + at, "Hannah Weiss", "hannah%d@birch.example".formatted(at), true);
        }
        register.observe(birch, crowd.account("hannah.ng", "Hannah Zeiss", "h@msp.example", false));

        var reasons = register.whoIsWho.reasons(both(), subject(acme));

        assertThat(reasons.resembling()).extracting(SubjectPage.Resembling::username).containsExactly("hannah.ng");
        assertThat(reasons.more()).isFalse();
    }

    @Test
    void whatOneMayNotSeeIsNotThere() {
        observeWithoutMail();
        var word = new WhoIsWho.Word(subject(acme), identity(birch), true, "I called her");

        assertThat(register.whoIsWho.say(permit, Set.of(acme.tenant()), List.of(word)))
                .isEqualTo(Result.no(new WhoIsWhoProblem.NotFound(identity(birch))));
        assertThat(register.whoIsWho.say(permit, Set.of(), List.of(word)))
                .isEqualTo(Result.no(new WhoIsWhoProblem.NotFound(identity(birch))));
    }

    @Test
    void aWordNeedsAReasonAndSomebodyToBeTheSameAs() {
        observeWithoutMail();

        assertThat(register.whoIsWho.say(permit, both(),
                List.of(new WhoIsWho.Word(subject(acme), identity(birch), true, " "))))
                .isEqualTo(Result.no(new WhoIsWhoProblem.ReasonMissing()));
        assertThat(register.whoIsWho.say(permit, both(),
                List.of(new WhoIsWho.Word(subject(acme), identity(birch), true, "x".repeat(2_001)))))
                .isEqualTo(Result.no(new WhoIsWhoProblem.ReasonTooLong(2_000)));
        assertThat(register.whoIsWho.say(permit, both(),
                List.of(new WhoIsWho.Word(subject(acme), identity(acme), true, "I called her"))))
                .isEqualTo(Result.no(new WhoIsWhoProblem.OnlyBearer(identity(acme))));
    }

    @Test
    void nothingIsSaidUnderAnAuthorityThatEnded() {
        observeWithoutMail();
        register.database.superuser().sql("update authority set revoked_at = now()").update();

        assertThatThrownBy(() -> say(subject(acme), identity(birch), true)).isInstanceOf(AuthorityLostException.class);
        assertThat(rules(birch)).containsOnlyNulls();
    }

    private void observeWithoutMail() {
        register.observe(acme, new FakeSystem().account("u1", "Tess", null, null));
        register.observe(birch, new FakeSystem().account("77", "T. Tech", null, null));
    }

    private void observeWithOneMail() {
        register.observe(acme, new FakeSystem().account("u1", "Tess", "tess@msp.example", true));
        register.observe(birch, new FakeSystem().account("77", "T. Tech", "tess@msp.example", true));
    }

    private void say(UUID subject, UUID identity, boolean same) {
        var said = register.whoIsWho.say(permit, both(),
                List.of(new WhoIsWho.Word(subject, identity, same, "I called her")));
        assertThat(said).isInstanceOf(Result.Ok.class);
    }

    private Set<TenantId> both() {
        return Set.of(acme.tenant(), birch.tenant());
    }

    private UUID subject(RegisterForTests.Connected in) {
        return register.ask(UUID.class, in, "select subject from identity where tenant_id = :tenant").getFirst();
    }

    private UUID subjectOf(String name) {
        return register.database.superuser().sql("select subject from identity where display_name = :name")
                .param("name", name).query(UUID.class).single();
    }

    private UUID identity(RegisterForTests.Connected in) {
        return register.ask(UUID.class, in, "select public_id from identity where tenant_id = :tenant").getFirst();
    }

    private List<String> rules(RegisterForTests.Connected in) {
        return register.ask(String.class, in, "select correlated_by from identity where tenant_id = :tenant");
    }
}
