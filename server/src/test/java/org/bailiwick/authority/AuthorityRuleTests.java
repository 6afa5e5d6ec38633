package org.bailiwick.authority;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.bailiwick.platform.PersonId;
import org.bailiwick.platform.ProviderId;
import org.bailiwick.platform.TenantId;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class AuthorityRuleTests {
    private static final Instant NOW = Instant.parse("2026-11-22T10:00:00Z");
    private static final Principal ADA = new Principal.Person(new PersonId(7), new ProviderId(1),
            "https://id.example", "ada", "Ada", null, null, "s1");
    private static final Optional<Contracts.Term> NO_CONTRACT = Optional.empty();

    @Test
    void nothingHeldIsDeniedAsIfTheTenantWereNotThere() {
        var evaluation = decide(ADA, "register.read", List.of(), NO_CONTRACT);

        assertThat(evaluation).isInstanceOfSatisfying(Evaluation.Denied.class,
                denied -> assertThat(denied.visible()).isFalse());
    }

    @Test
    void anotherCapabilityIsDeniedButTheTenantMayBeKnown() {
        var evaluation = decide(ADA, "register.read", List.of(held("tenant.read", Side.MSP)), NO_CONTRACT);

        assertThat(evaluation).isInstanceOfSatisfying(Evaluation.Denied.class, denied -> {
            assertThat(denied.visible()).isTrue();
            assertThat(denied.reason()).contains("you hold no authority for `register.read`");
        });
    }

    @Test
    void whatIsHeldInForceIsPermittedUnderThatAuthority() {
        var held = held("register.read", Side.MSP);

        var evaluation = decide(ADA, "register.read", List.of(held("tenant.read", Side.MSP), held), NO_CONTRACT);

        assertThat(evaluation).isInstanceOfSatisfying(Evaluation.Permitted.class, permitted -> {
            assertThat(permitted.permit().authorityId()).isEqualTo(held.id());
            assertThat(permitted.permit().authority().id()).isEqualTo(held.publicId());
            assertThat(permitted.permit().tenant()).isEqualTo(new TenantId(3));
        });
    }

    @Test
    void capabilityThatNobodyKnowsIsDeniedEvenWhereARowHoldsIt() {
        var evaluation = decide(ADA, "everything", List.of(held("everything", Side.MSP)), NO_CONTRACT);

        assertThat(evaluation).isInstanceOf(Evaluation.Denied.class);
    }

    @Test
    void authorityEndsAtItsEndNotAfterIt() {
        var until = new Held(1, UUID.randomUUID(), "register.read", Side.MSP, NOW.minusSeconds(60), NOW, null, "root",
                "delegation", null);
        var longer = new Held(2, UUID.randomUUID(), "register.read", Side.MSP, NOW.minusSeconds(60),
                NOW.plusNanos(1000), null, "root", "delegation", null);

        assertThat(decide(ADA, "register.read", List.of(until), NO_CONTRACT)).isInstanceOf(Evaluation.Denied.class);
        assertThat(decide(ADA, "register.read", List.of(longer), NO_CONTRACT))
                .isInstanceOf(Evaluation.Permitted.class);
    }

    @Test
    void authorityThatBeginsLaterIsNoneYet() {
        var tomorrow = new Held(1, UUID.randomUUID(), "register.read", Side.MSP, NOW.plus(Duration.ofDays(1)), null,
                null, "root", "delegation", null);

        assertThat(decide(ADA, "register.read", List.of(tomorrow), NO_CONTRACT)).isInstanceOf(Evaluation.Denied.class);
    }

    @Test
    void revokedAuthorityIsNamedAsLost() {
        var revoked = new Held(1, UUID.randomUUID(), "register.read", Side.MSP, NOW.minusSeconds(60), null,
                NOW.minusSeconds(1), "root", "delegation", null);

        var evaluation = decide(ADA, "register.read", List.of(revoked), NO_CONTRACT);

        assertThat(evaluation).isInstanceOfSatisfying(Evaluation.Denied.class,
                denied -> assertThat(denied.reason()).contains("was revoked or ran out"));
    }

    @Test
    void withoutAContractNobodyDecides() {
        var evaluation = decide(ADA, "grant.decide", List.of(held("grant.decide", Side.TENANT)), NO_CONTRACT);

        assertThat(evaluation).isInstanceOfSatisfying(Evaluation.Denied.class,
                denied -> assertThat(denied.reason()).contains("no co-management contract"));
    }

    @Test
    void whatTheContractLeavesToTheTenantTheMspsSideCannotDo() {
        var term = term("grant.decide", "tenant", true);

        assertThat(decide(ADA, "grant.decide", List.of(held("grant.decide", Side.MSP)), term))
                .isInstanceOf(Evaluation.Denied.class);
        assertThat(decide(ADA, "grant.decide", List.of(held("grant.decide", Side.TENANT)), term))
                .isInstanceOf(Evaluation.Permitted.class);
    }

    @Test
    void whatTheContractLeavesToBothEitherSideDoes() {
        var term = term("grant.decide", "both", true);

        assertThat(decide(ADA, "grant.decide", List.of(held("grant.decide", Side.MSP)), term))
                .isInstanceOf(Evaluation.Permitted.class);
        assertThat(decide(ADA, "grant.decide", List.of(held("grant.decide", Side.TENANT)), term))
                .isInstanceOf(Evaluation.Permitted.class);
    }

    @Test
    void inTheMspsOwnTenantItsOwnSideDecidesWithoutAContract() {
        assertThat(atTheMsp(ADA, "grant.decide", held("grant.decide", Side.MSP), NO_CONTRACT))
                .isInstanceOf(Evaluation.Permitted.class);
        assertThat(atTheMsp(ADA, "grant.decide", held("grant.decide", Side.TENANT), NO_CONTRACT))
                .isInstanceOf(Evaluation.Denied.class);
        assertThat(atTheMsp(ADA, "grant.decide", held("register.read", Side.MSP), NO_CONTRACT))
                .as("only whoever was given it").isInstanceOf(Evaluation.Denied.class);
        assertThat(atTheMsp(new Principal.Product(), "change.execute", held("change.execute", Side.MSP), NO_CONTRACT))
                .as("a person carries it out").isInstanceOf(Evaluation.Denied.class);
        assertThat(atTheMsp(ADA, "grant.decide", held("grant.decide", Side.MSP), term("grant.decide", "tenant", true)))
                .as("what somebody agreed to holds").isInstanceOf(Evaluation.Denied.class);
    }

    @Test
    void productExecutesOnlyWhereTheContractSaysAutomatic() {
        var own = List.of(held("change.execute", Side.TENANT));
        var product = new Principal.Product();

        assertThat(decide(product, "change.execute", own, term("change.execute", "msp", true)))
                .isInstanceOf(Evaluation.Permitted.class);
        assertThat(decide(product, "change.execute", own, term("change.execute", "msp", false)))
                .isInstanceOf(Evaluation.Denied.class);
        assertThat(decide(product, "change.execute", own, NO_CONTRACT)).isInstanceOf(Evaluation.Denied.class);
        assertThat(decide(product, "change.execute", List.of(), term("change.execute", "msp", true)))
                .isInstanceOf(Evaluation.Denied.class);
    }

    private static Evaluation atTheMsp(Principal principal, String capability, Held held,
            Optional<Contracts.Term> term) {
        return AuthorityRule.evaluate(new Facts(TenantId.MSP, UUID.randomUUID(), principal, capability, NOW,
                List.of(held), term));
    }

    private static Evaluation decide(Principal principal, String capability, List<Held> held,
            Optional<Contracts.Term> term) {
        return AuthorityRule.evaluate(
                new Facts(new TenantId(3), UUID.randomUUID(), principal, capability, NOW, held, term));
    }

    private static Held held(String capability, Side side) {
        return held(capability, side, null);
    }

    private static Held held(String capability, Side side, @Nullable Instant until) {
        return new Held(capability.hashCode(), UUID.randomUUID(), capability, side, NOW.minusSeconds(60), until, null,
                "root", "delegation", null);
    }

    private static Optional<Contracts.Term> term(String capability, String decides, boolean automatic) {
        return Optional.of(new Contracts.Term(capability, decides, automatic));
    }
}
