package org.bailiwick.lifecycle;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.bailiwick.platform.Result;
import org.bailiwick.platform.TenantId;
import org.bailiwick.platform.Transactions;
import org.bailiwick.web.Scope;
import org.bailiwick.web.VisibleTenant;
import org.junit.jupiter.api.Test;

/** A case about tenants that cannot be reached, that are taken out, or that have answered just now. */
class LeaverWithoutATenantTests extends LeaverScene {
    private static final String WHY = "the customer left us, nobody has a way into its system";

    @Test
    void inASystemThatIsDisconnectedNothingIsOrderedAndTheTenantIsNotKnown() {
        estate.tenant("birch").disconnect();

        var preview = estate.preview();
        assertThat(preview.notKnown())
                .containsExactly(new NotKnown(estate.tenant("birch").id(), "its system is disconnected"));
        assertThat(preview.customers()).filteredOn(each -> each.presence().tenant().equals(estate.tenant("birch").id()))
                .singleElement().satisfies(each -> {
                    assertThat(each.presence().accounts()).isNotEmpty();
                    assertThat(each.toDisable()).isZero();
                    assertThat(each.memberships()).isZero();
                });
        var leaver = estate.open();
        estate.settle();

        assertThat(estate.stand(leaver, "acme")).isEqualTo(Stand.ENDED);
        assertThat(estate.stand(leaver, "birch")).isEqualTo(Stand.NOT_KNOWN);
        assertThat(estate.items(leaver, "birch")).isEmpty();
        assertThat(estate.state(leaver)).isEqualTo(CaseState.OPEN);
    }

    @Test
    void tenantsApproverCannotAgreeToWhatNobodyCanDo() {
        estate.contract("birch", "tenant");
        var leaver = estate.open();
        estate.settle();
        estate.tenant("birch").disconnect();

        assertThat(answer("birch", true)).isEqualTo(Result.no(new RequestProblem.Disconnected("its system")));
        assertThat(RequestRefusals.of(new RequestProblem.Disconnected("its system")).detail())
                .contains("connect it again and have it read");
        assertThat(answer("birch", false)).isInstanceOf(Result.Ok.class);
        assertThat(estate.items(leaver, "birch")).allSatisfy(item -> assertThat(item.change()).isEmpty());
    }

    @Test
    void whatIsLeftIsNotOrderedAgainstASystemThatIsDisconnected() {
        estate.contract("birch", "tenant");
        var leaver = estate.open();
        estate.settle();
        answer("birch", false);
        estate.settle();
        estate.tenant("birch").disconnect();

        assertThat(estate.modules.bean(ContinueCase.class).order(estate.permit(), leaver.publicId(), ""))
                .isEqualTo(Result.no(new CaseProblem.NothingToOrder()));
        assertThat(CaseRefusals.of(new CaseProblem.NothingToOrder()).detail()).contains("connect that one again first");
        assertThat(estate.items(leaver, "birch")).allSatisfy(item -> assertThat(item.change()).isEmpty());
    }

    @Test
    void caseGoesOnAtOnceAfterTheAnswer() {
        estate.contract("birch", "tenant");
        var leaver = estate.open();
        estate.settle();
        estate.database.time().advance(Duration.ofHours(1));
        estate.run();
        estate.database.time().advance(Duration.ofSeconds(5));

        answer("birch", true);
        estate.run();

        assertThat(estate.stand(leaver, "birch")).isNotEqualTo(Stand.AWAITING_APPROVAL);
        estate.database.time().advance(Duration.ofSeconds(5));
        estate.run();
        estate.database.time().advance(Duration.ofSeconds(5));
        estate.run();
        assertThat(estate.state(leaver)).isEqualTo(CaseState.CLOSED);
    }

    @Test
    void caseWithoutATenantClosesAndSaysThatItIsWithoutIt() {
        var never = neverRead();
        var leaver = estate.open();
        estate.settle();
        assertThat(estate.stand(leaver, "acme")).isEqualTo(Stand.ENDED);
        assertThat(estate.state(leaver)).isEqualTo(CaseState.OPEN);

        assertThat(takeOut(leaver, visible(never), WHY)).isInstanceOf(Result.Ok.class);
        estate.settle();

        assertThat(estate.state(leaver)).isEqualTo(CaseState.CLOSED);
        assertThat(estate.look(leaver).standings()).filteredOn(each -> each.concerned().equals(never))
                .singleElement().satisfies(each -> {
                    assertThat(each.stand()).isEqualTo(Stand.TAKEN_OUT);
                    assertThat(each.detail()).contains(WHY);
                });
        assertThat(estate.entries("msp", "tenant taken out of leaver case")).isEqualTo(1);
        assertThat(estate.look(leaver).out()).singleElement().extracting(TakenOut::reason).isEqualTo(WHY);
        for (var scope : List.of(new Scope(List.of(visible(never).orElseThrow()), false),
                new Scope(List.of(), false))) {
            var view = CaseView.of(estate.look(leaver), List.of(), Optional.empty(), List.of(), scope);
            assertThat(view.state()).isEqualTo("closed without 1 tenant");
            var told = CaseJson.of(view, false);
            assertThat(told.state()).as("to programs too, whatever they may see").isEqualTo("closed without tenants");
            assertThat(told.without()).isEqualTo(1);
            assertThat(told.complete()).isFalse();
        }
    }

    /** What a case says is about the case; what the rule says is about the tenant. */
    @Test
    void findingOfATenantThatWasTakenOutStaysOpenWhateverTheCaseSays() {
        estate.contract("birch", "tenant");
        var leaver = estate.open();
        estate.settle();
        estate.read("birch");
        assertThat(findings("birch")).containsExactly("open");

        takeOut(leaver, visible(estate.tenant("birch").id()), WHY);
        estate.settle();
        estate.read("acme", "birch");

        assertThat(estate.state(leaver)).isEqualTo(CaseState.CLOSED);
        assertThat(findings("birch")).containsExactly("open");
        assertThat(findings("acme")).doesNotContain("open", "decided");
        estate.enabled("birch", false);
        estate.read("birch");
        assertThat(findings("birch")).as("a reading shows it gone").containsExactly("closed");
    }

    @Test
    void whatWaitsThereIsTakenBackAndNothingIsOrderedThereAnyMore() {
        estate.contract("birch", "tenant");
        var leaver = estate.open();
        estate.settle();

        takeOut(leaver, visible(estate.tenant("birch").id()), WHY);
        estate.run();

        assertThat(estate.state(leaver)).isEqualTo(CaseState.CLOSED);
        assertThat(estate.stand(leaver, "birch")).isEqualTo(Stand.TAKEN_OUT);
        assertThat(estate.isEnabled("birch")).isTrue();
        assertThat(answer("birch", true))
                .isEqualTo(Result.no(new RequestProblem.AnsweredAlready(RequestState.WITHDRAWN)));
        assertThat(estate.textsOf("birch")).doesNotContain(WHY, leaver.publicId().toString());
    }

    @Test
    void readingOfATenantThatWasTakenOutReopensNothing() {
        estate.contract("birch", "tenant");
        var leaver = estate.open();
        estate.settle();
        takeOut(leaver, visible(estate.tenant("birch").id()), WHY);
        estate.settle();

        estate.read("birch");
        estate.settle();

        assertThat(estate.state(leaver)).isEqualTo(CaseState.CLOSED);
    }

    @Test
    void notEveryTenantCanBeTakenOut() {
        var leaver = estate.open();
        var acme = visible(estate.tenant("acme").id());

        assertThat(takeOut(leaver, acme, "  ")).isEqualTo(Result.no(new CaseProblem.ReasonMissing()));
        assertThat(takeOut(leaver, Optional.empty(), WHY)).isEqualTo(Result.no(new CaseProblem.TenantNotInCase()));
        assertThat(takeOut(leaver, visible(new TenantId(4711)), WHY))
                .isEqualTo(Result.no(new CaseProblem.TenantNotInCase()));
        estate.settle();
        assertThat(takeOut(leaver, visible(TenantId.MSP), WHY))
                .isEqualTo(Result.no(new CaseProblem.OwnDirectoryStays()));
        assertThat(takeOut(leaver, acme, WHY)).isEqualTo(Result.no(new CaseProblem.NotOpen(CaseState.CLOSED)));
        assertThat(estate.modules.bean(CaseTenants.class).takeOut(estate.permit(), UUID.randomUUID(), acme, WHY))
                .isEqualTo(Result.no(new CaseProblem.CaseNotFound()));
    }

    @Test
    void whereItHasEndedThereIsNothingToTakeOut() {
        neverRead();
        var leaver = estate.open();
        estate.settle();

        assertThat(takeOut(leaver, visible(estate.tenant("acme").id()), WHY))
                .isEqualTo(Result.no(new CaseProblem.NothingToTakeOut(Stand.ENDED)));
    }

    @Test
    void tenantThatIsPutBackIsAskedAgainAndTheCaseThatHadClosedIsOpen() {
        estate.contract("birch", "tenant");
        var leaver = estate.open();
        estate.settle();
        takeOut(leaver, visible(estate.tenant("birch").id()), WHY);
        estate.run();
        assertThat(estate.state(leaver)).isEqualTo(CaseState.CLOSED);

        assertThat(putBack(leaver, visible(estate.tenant("birch").id()), "they came back to us"))
                .isInstanceOf(Result.Ok.class);
        estate.settle();

        assertThat(estate.state(leaver)).isEqualTo(CaseState.OPEN);
        assertThat(estate.look(leaver).out()).isEmpty();
        assertThat(estate.stand(leaver, "birch")).isEqualTo(Stand.NOT_PERMITTED);
        assertThat(estate.entries("msp", "tenant put back into leaver case")).isEqualTo(1);
        estate.orderLeft(leaver);
        assertThat(estate.stand(leaver, "birch")).isEqualTo(Stand.AWAITING_APPROVAL);
        answer("birch", true);
        estate.settle();
        assertThat(estate.isEnabled("birch")).isFalse();
        assertThat(estate.state(leaver)).isEqualTo(CaseState.CLOSED);
    }

    @Test
    void tenantMayBeTakenOutOncePutBackAndTakenOutOnceMore() {
        var never = visible(neverRead());
        var leaver = estate.open();
        estate.settle();
        takeOut(leaver, never, WHY);
        assertThat(putBack(leaver, never, WHY)).isInstanceOf(Result.Ok.class);
        assertThat(putBack(leaver, never, WHY)).isEqualTo(Result.no(new CaseProblem.NotTakenOut()));
        estate.settle();
        assertThat(estate.state(leaver)).isEqualTo(CaseState.OPEN);

        assertThat(takeOut(leaver, never, WHY)).isInstanceOf(Result.Ok.class);
        estate.settle();

        assertThat(estate.state(leaver)).isEqualTo(CaseState.CLOSED);
        assertThat(estate.look(leaver).out()).hasSize(1);
    }

    @Test
    void notEveryTenantCanBePutBack() {
        var never = visible(neverRead());
        var leaver = estate.open();
        estate.settle();
        takeOut(leaver, never, WHY);
        estate.settle();

        assertThat(putBack(leaver, never, " ")).isEqualTo(Result.no(new CaseProblem.ReasonMissing()));
        assertThat(putBack(leaver, Optional.empty(), WHY)).isEqualTo(Result.no(new CaseProblem.TenantNotInCase()));
        assertThat(putBack(leaver, visible(estate.tenant("acme").id()), WHY))
                .isEqualTo(Result.no(new CaseProblem.NotTakenOut()));
        var newer = estate.open();
        estate.settle();
        assertThat(putBack(leaver, never, WHY)).isEqualTo(Result.no(new CaseProblem.NewerCase(newer.publicId())));
        estate.modules.bean(ContinueCase.class).cancel(estate.permit(), newer.publicId(), "opened by mistake");
        assertThat(putBack(newer, never, WHY)).isEqualTo(Result.no(new CaseProblem.NotOpen(CaseState.CANCELLED)));
        assertThat(putBack(leaver, never, WHY)).isInstanceOf(Result.Ok.class);
    }

    /** The states of what the rule about leavers found of them there. */
    private List<String> findings(String name) {
        return estate.database.superuser()
                .sql("""
                     select f.state from finding f
                     join identity i on i.tenant_id = f.tenant_id and i.identity_id = f.subject_id
                     where f.tenant_id = :tenant and f.rule = 'leaver-effective' and f.subject_kind = 'identity'
                       and i.subject = :subject""")
                .param("tenant", estate.tenant(name).id().value()).param("subject", estate.subject())
                .query(String.class).list();
    }

    private TenantId neverRead() {
        return estate.database.tenant("dunmore");
    }

    private Result<LeaverCase, CaseProblem> takeOut(LeaverCase leaver, Optional<VisibleTenant> tenant, String why) {
        return estate.modules.bean(CaseTenants.class).takeOut(estate.permit(), leaver.publicId(), tenant, why);
    }

    private Result<LeaverCase, CaseProblem> putBack(LeaverCase leaver, Optional<VisibleTenant> tenant, String why) {
        return estate.modules.bean(CaseTenants.class).putBack(estate.permit(), leaver.publicId(), tenant, why);
    }

    private static Optional<VisibleTenant> visible(TenantId tenant) {
        return Optional.of(new VisibleTenant(tenant, new UUID(7, tenant.value()), "t" + tenant.value(), "Some tenant",
                tenant.equals(TenantId.MSP)));
    }

    private Result<LeaverRequest, RequestProblem> answer(String name, boolean yes) {
        var tenant = estate.tenant(name);
        var asked = estate.modules.bean(Transactions.class)
                .tenant(tenant.id(), tx -> estate.modules.bean(Requests.class).list(tx)).getFirst();
        return estate.modules.bean(AnswerRequest.class).answer(tenant.mayDecide(), asked.publicId(), asked.hash(), yes,
                yes ? "" : "they still work here");
    }
}
