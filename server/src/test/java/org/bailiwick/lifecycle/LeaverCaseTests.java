package org.bailiwick.lifecycle;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import org.bailiwick.authority.Capabilities;
import org.bailiwick.change.Changes;
import org.bailiwick.demo.Fault;
import org.bailiwick.demo.FaultRule;
import org.bailiwick.platform.Result;
import org.bailiwick.platform.Transactions;
import org.junit.jupiter.api.Test;

/** Leaver cases over several tenants in the real Keycloak, each behind a proxy that can lie and vanish. */
class LeaverCaseTests extends LeaverScene {
    @Test
    void caseClosesByItselfWhenEveryEndIsVerifiedAndReadAgain() {
        var leaver = estate.open();

        estate.settle();

        assertThat(estate.state(leaver)).isEqualTo(CaseState.CLOSED);
        for (var name : List.of("acme", "birch", "calder")) {
            assertThat(estate.isEnabled(name)).isFalse();
            assertThat(estate.realm(name).holds(estate.leaver, "billing-admin")).isFalse();
            assertThat(estate.items(leaver, name)).hasSizeGreaterThan(1).allMatch(Item::ended);
            assertThat(estate.entries(name, "end of access asked for")).isEqualTo(1);
            assertThat(estate.entries(name, "end of access ordered")).isEqualTo(1);
        }
        assertThat(estate.entries("msp", "leaver case opened")).isEqualTo(1);
        assertThat(estate.entries("msp", "leaver case closed")).isEqualTo(1);
    }

    @Test
    void noTenantLearnsOfAnotherNorOfTheCase() {
        var leaver = estate.open();
        estate.settle();

        var acme = estate.textsOf("acme");

        assertThat(acme).contains(LeaverRequest.WHY).doesNotContainIgnoringCase("birch", "calder")
                .doesNotContain(leaver.publicId().toString(), leaver.correlation().toString(),
                        leaver.subject().toString(), SampleEstate.TICKET.text(), "end of the month");
        var parts = estate.look(leaver).parts();
        assertThat(parts).filteredOn(part -> !part.concerned().equals(estate.tenant("acme").id()))
                .allSatisfy(part -> assertThat(acme).doesNotContain(part.request().toString()));
    }

    @Test
    void tenantWhoseContractSaysSoIsAskedFirst() {
        estate.contract("birch", "tenant");
        var leaver = estate.open();
        estate.settle();

        assertThat(estate.stand(leaver, "birch")).isEqualTo(Stand.AWAITING_APPROVAL);
        assertThat(estate.isEnabled("birch")).isTrue();
        assertThat(estate.stand(leaver, "acme")).isEqualTo(Stand.ENDED);
        assertThat(estate.state(leaver)).isEqualTo(CaseState.OPEN);

        var asked = asked("birch");
        assertThat(answer("birch", asked, "00".repeat(32), true)).isInstanceOf(Result.No.class);
        assertThat(answer("birch", asked, asked.hash(), true)).isInstanceOf(Result.Ok.class);
        assertThat(answer("birch", asked, asked.hash(), true)).isEqualTo(Result.no(
                new RequestProblem.AnsweredAlready(RequestState.ORDERED)));
        estate.settle();

        assertThat(estate.isEnabled("birch")).isFalse();
        assertThat(estate.state(leaver)).isEqualTo(CaseState.CLOSED);
    }

    @Test
    void tenantThatRefusesKeepsTheCaseOpenUntilItIsAskedAgainAndAgrees() {
        estate.contract("birch", "tenant");
        var leaver = estate.open();
        estate.settle();

        answer("birch", asked("birch"), asked("birch").hash(), false);
        estate.settle();
        assertThat(estate.stand(leaver, "birch")).isEqualTo(Stand.REFUSED_BY_TENANT);
        assertThat(estate.isEnabled("birch")).isTrue();

        estate.orderLeft(leaver);
        assertThat(estate.stand(leaver, "birch")).isEqualTo(Stand.AWAITING_APPROVAL);
        answer("birch", asked("birch"), asked("birch").hash(), true);
        estate.settle();

        assertThat(estate.state(leaver)).isEqualTo(CaseState.CLOSED);
    }

    @Test
    void lyingSystemIsStillEffectiveAndTheCaseStaysOpen() {
        estate.proxy("calder").faults(FaultRule.always(new Fault.LieOnWrites(204)));
        var leaver = estate.open();
        estate.settle();

        assertThat(estate.stand(leaver, "calder")).isEqualTo(Stand.STILL_EFFECTIVE);
        assertThat(estate.items(leaver, "calder")).anySatisfy(item -> assertThat(item.change().orElseThrow().detail())
                .hasValueSatisfying(detail -> assertThat(detail).contains("/support")));
        assertThat(estate.state(leaver)).isEqualTo(CaseState.OPEN);

        estate.proxy("calder").faults();
        for (var item : estate.items(leaver, "calder")) {
            estate.modules.bean(Changes.class).execute(estate.tenant("calder").mayExecute(),
                    item.change().orElseThrow().id());
        }
        estate.settle();

        assertThat(estate.state(leaver)).isEqualTo(CaseState.CLOSED);
        assertThat(estate.isEnabled("calder")).isFalse();
    }

    @Test
    void systemThatIsDownHoldsUpNoOtherTenantAndIsNeverTakenAsDone() {
        estate.proxy("acme").down();
        var leaver = estate.open();
        estate.settle();

        assertThat(estate.stand(leaver, "acme")).isEqualTo(Stand.UNREACHABLE);
        assertThat(estate.stand(leaver, "birch")).isEqualTo(Stand.ENDED);
        assertThat(estate.stand(leaver, "calder")).isEqualTo(Stand.ENDED);
        assertThat(estate.state(leaver)).isEqualTo(CaseState.OPEN);

        estate.proxy("acme").up();
        estate.settle();

        assertThat(estate.state(leaver)).isEqualTo(CaseState.CLOSED);
    }

    @Test
    void systemThatRefusesIsOrderedAgainByAPerson() {
        estate.proxy("acme").faults(FaultRule.on("PUT", "/users/", new Fault.Status(403, OptionalInt.empty())));
        var leaver = estate.open();
        estate.settle();
        assertThat(estate.stand(leaver, "acme")).isEqualTo(Stand.REFUSED);

        estate.proxy("acme").faults();
        estate.orderLeft(leaver);

        assertThat(estate.state(leaver)).isEqualTo(CaseState.CLOSED);
    }

    @Test
    void oneTenantThatIsNotKnownKeepsTheCaseOpen() {
        var never = estate.database.tenant("dunmore");
        assertThat(estate.preview().notKnown()).containsExactly(new NotKnown(never, "no system is connected"));

        var leaver = estate.open();
        estate.settle();

        assertThat(estate.look(leaver).standings()).filteredOn(each -> each.stand() != Stand.ENDED)
                .extracting(Standing::concerned, Standing::stand, Standing::detail).containsExactly(
                        tuple(never, Stand.NOT_KNOWN, Optional.of("no system is connected")));
        assertThat(estate.state(leaver)).isEqualTo(CaseState.OPEN);
    }

    @Test
    void accountFoundWhileTheCaseIsOpenIsAddedAndWaitsForAPerson() {
        estate.contract("birch", "tenant");
        var leaver = estate.open();
        estate.settle();
        estate.secondAccount("acme");

        assertThat(estate.stand(leaver, "acme")).isEqualTo(Stand.FOUND);
        assertThat(estate.entries("msp", "leaver case extended")).isEqualTo(1);
        assertThat(estate.isEnabled("acme", estate.leaver + ".second")).isTrue();

        estate.orderLeft(leaver);

        assertThat(estate.stand(leaver, "acme")).isEqualTo(Stand.ENDED);
        assertThat(estate.isEnabled("acme", estate.leaver + ".second")).isFalse();
    }

    @Test
    void accessThatReturnsReopensTheClosedCase() {
        var leaver = estate.open();
        estate.settle();
        assertThat(estate.state(leaver)).isEqualTo(CaseState.CLOSED);

        estate.enabled("birch", true);
        estate.read("birch");
        estate.settle();

        assertThat(estate.state(leaver)).isEqualTo(CaseState.OPEN);
        assertThat(estate.stand(leaver, "birch")).isEqualTo(Stand.EFFECTIVE_AGAIN);
        assertThat(estate.entries("msp", "leaver case reopened")).isEqualTo(1);

        estate.orderLeft(leaver);
        assertThat(estate.state(leaver)).isEqualTo(CaseState.CLOSED);
        assertThat(estate.isEnabled("birch")).isFalse();
    }

    @Test
    void ownDirectoryThatStillHasThePersonEnabledKeepsTheCaseOpen() {
        estate.enabled("msp", true);
        estate.read("msp");
        var leaver = estate.open();
        estate.settle();

        assertThat(estate.stand(leaver, "msp")).isEqualTo(Stand.OWN_DIRECTORY);
        assertThat(estate.isEnabled("msp")).isTrue();
        assertThat(estate.state(leaver)).isEqualTo(CaseState.OPEN);
    }

    @Test
    void authorityThatIsGoneWhenTheTenantIsAskedOrdersNothingThere() {
        var leaver = estate.open();
        estate.tenant("birch").revoke("offboards");
        estate.run();
        estate.tenant("birch").give("offboards again", SharedEstate.RISK_OWNER, Capabilities.STAFF_OFFBOARD, "msp");
        estate.settle();

        assertThat(estate.stand(leaver, "birch")).isEqualTo(Stand.NOT_PERMITTED);
        assertThat(estate.isEnabled("birch")).isTrue();
        assertThat(estate.state(leaver)).isEqualTo(CaseState.OPEN);

        estate.orderLeft(leaver);
        assertThat(estate.state(leaver)).isEqualTo(CaseState.CLOSED);
    }

    @Test
    void aServerKilledBetweenTheTenantAndTheCaseAsksTheTenantOnce() {
        var leaver = estate.open();
        var part = estate.look(leaver).parts().getFirst();
        estate.modules.bean(Transactions.class).worker(part.concerned(),
                tx -> estate.modules.bean(PlaceRequest.class).place(tx, leaver.acting(), part));

        estate.settle();

        assertThat(estate.database.superuser().sql("select count(*) from leaver_request").query(Long.class).single())
                .isEqualTo(3);
        assertThat(estate.state(leaver)).isEqualTo(CaseState.CLOSED);
    }

    @Test
    void requestThatWasMadeTheMomentSomebodyCancelledIsTakenBack() {
        estate.contract("birch", "tenant");
        var leaver = estate.open();
        var part = estate.look(leaver).parts().stream()
                .filter(each -> each.concerned().equals(estate.tenant("birch").id())).findFirst().orElseThrow();
        estate.modules.bean(Transactions.class).worker(part.concerned(),
                tx -> estate.modules.bean(PlaceRequest.class).place(tx, leaver.acting(), part));
        estate.modules.bean(ContinueCase.class).cancel(estate.permit(), leaver.publicId(), "she stays after all");

        estate.settle();

        assertThat(asked("birch").state()).isEqualTo(RequestState.WITHDRAWN);
        assertThat(List.of("acme", "birch", "calder")).allMatch(estate::isEnabled);
    }

    @Test
    void cancelledCaseTakesBackWhatNobodyAnswered() {
        estate.contract("birch", "tenant");
        var leaver = estate.open();
        estate.settle();

        assertThat(estate.modules.bean(ContinueCase.class).cancel(estate.permit(), leaver.publicId(), " "))
                .isEqualTo(Result.no(new CaseProblem.ReasonMissing()));
        estate.modules.bean(ContinueCase.class).cancel(estate.permit(), leaver.publicId(), "she stays after all");
        estate.settle();

        assertThat(estate.state(leaver)).isEqualTo(CaseState.CANCELLED);
        assertThat(answer("birch", asked("birch"), asked("birch").hash(), true)).isEqualTo(
                Result.no(new RequestProblem.AnsweredAlready(RequestState.WITHDRAWN)));
        assertThat(estate.isEnabled("birch")).isTrue();
        assertThat(estate.textsOf("birch")).doesNotContain("she stays");
        assertThat(estate.modules.bean(ContinueCase.class).cancel(estate.permit(), leaver.publicId(), "again"))
                .isEqualTo(Result.no(new CaseProblem.NotOpen(CaseState.CANCELLED)));
    }

    private LeaverRequest asked(String name) {
        return estate.modules.bean(Transactions.class)
                .tenant(estate.tenant(name).id(), tx -> estate.modules.bean(Requests.class).list(tx)).getFirst();
    }

    private Result<LeaverRequest, RequestProblem> answer(String name, LeaverRequest asked, String hash, boolean yes) {
        return estate.modules.bean(AnswerRequest.class).answer(estate.tenant(name).mayDecide(), asked.publicId(), hash,
                yes, yes ? "" : "she is on call until Friday");
    }
}
