package org.bailiwick.lifecycle;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.bailiwick.approval.ApprovalProblem;
import org.bailiwick.authority.Capabilities;
import org.bailiwick.authority.Permit;
import org.bailiwick.platform.PersonId;
import org.bailiwick.platform.Result;
import org.bailiwick.platform.Transactions;
import org.bailiwick.web.VisibleTenant;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Who does not continue, end, see or answer a case, and an answer that comes too late. */
class LeaverDenialTests extends LeaverScene {
    private static final PersonId PROVIDERS = new PersonId(1004);

    @BeforeEach
    void theTenantDecides() {
        estate.contract("birch", "tenant");
    }

    @Test
    void personWhomItIsAboutNeitherContinuesNorEndsTheCase() {
        var leaver = estate.open();
        estate.settle();
        answer(estate.tenant("birch").mayDecide(), false);
        estate.settle();
        var hash = Left.hash(left(leaver));
        itIsMe();
        var continueCase = estate.modules.bean(ContinueCase.class);

        assertThat(continueCase.order(estate.permit(), leaver.publicId(), hash))
                .isEqualTo(Result.no(new CaseProblem.OwnAccess()));
        assertThat(continueCase.cancel(estate.permit(), leaver.publicId(), "I stay"))
                .isEqualTo(Result.no(new CaseProblem.OwnAccess()));
        assertThat(estate.modules.bean(CaseTenants.class).takeOut(estate.permit(), leaver.publicId(),
                Optional.of(new VisibleTenant(estate.tenant("birch").id(), leaver.publicId(), "birch", "Birch", false)),
                "not there")).isEqualTo(Result.no(new CaseProblem.OwnAccess()));
        assertThat(estate.entries("msp", "access denied")).isEqualTo(3);
        assertThat(estate.state(leaver)).isEqualTo(CaseState.OPEN);
    }

    @Test
    void whatIsLeftIsNamedAndBoundToItsHash() {
        var leaver = estate.open();
        estate.settle();
        answer(estate.tenant("birch").mayDecide(), false);
        estate.settle();

        assertThat(left(leaver)).singleElement().satisfies(each -> {
            assertThat(each.tenant()).isEqualTo(estate.tenant("birch").id());
            assertThat(each.plan().accounts()).singleElement().satisfies(account -> {
                assertThat(each.name(account.account())).isEqualTo(estate.leaver);
                assertThat(account.disable()).isTrue();
                assertThat(account.grants()).extracting(each::name).contains("/support");
            });
        });
        assertThat(estate.modules.bean(ContinueCase.class).order(estate.permit(), leaver.publicId(), "00".repeat(32)))
                .isEqualTo(Result.no(new CaseProblem.Changed()));
    }

    @Test
    void providerDoesNotAnswerForTheTenantWhateverElseItMayDecideThere() {
        var birch = estate.tenant("birch");
        birch.give("decides", PROVIDERS, Capabilities.GRANT_DECIDE, "msp");
        estate.database.superuser()
                .sql("update contract_capability set decides = 'both' where tenant_id = :id and capability = :capability")
                .param("id", birch.id().value()).param("capability", Capabilities.GRANT_DECIDE).update();
        estate.open();
        estate.settle();

        assertThat(answer(birch.permit(PROVIDERS, "Paul Provider", Capabilities.GRANT_DECIDE), true))
                .isEqualTo(Result.no(new RequestProblem.LeftToTheTenant()));
        assertThat(estate.entries("birch", "access denied")).isEqualTo(1);
        assertThat(estate.isEnabled("birch")).isTrue();
        assertThat(answer(birch.mayDecide(), true)).isInstanceOf(Result.Ok.class);
    }

    @Test
    void requestThatNobodyAnsweredInTimeIsAskedAnew() {
        var leaver = estate.open();
        estate.settle();
        var first = asked();

        estate.database.time().advance(Duration.ofDays(15));
        estate.settle();

        assertThat(estate.stand(leaver, "birch")).isEqualTo(Stand.EXPIRED);
        assertThat(asked().state()).isEqualTo(RequestState.EXPIRED);
        assertThat(answer(estate.tenant("birch").mayDecide(), true)).isInstanceOfSatisfying(Result.No.class,
                no -> assertThat(no.problem()).isInstanceOfSatisfying(RequestProblem.NotAnswered.class,
                        problem -> assertThat(problem.problem()).isInstanceOf(ApprovalProblem.Expired.class)));

        estate.orderLeft(leaver);
        assertThat(estate.stand(leaver, "birch")).isEqualTo(Stand.AWAITING_APPROVAL);
        assertThat(asked().publicId()).isNotEqualTo(first.publicId());
        answer(estate.tenant("birch").mayDecide(), true);
        estate.settle();
        assertThat(estate.state(leaver)).isEqualTo(CaseState.CLOSED);
    }

    @Test
    void authorityThatRanOutWhereItWasGivenFromShowsNoCase() {
        var leaver = estate.open();
        estate.settle();
        assertThat(estate.modules.bean(LeaverCases.class).list(estate.permit())).hasSize(1);

        estate.database.superuser()
                .sql("""
                     with giver as (
                       insert into authority (tenant_id, public_id, root_id, person_id, capability, side, source, since,
                         until, reason)
                       select tenant_id, gen_random_uuid(), root_id, 1005, capability, side, 'contract', since,
                         now() - interval '1 hour', 'until yesterday'
                       from authority where tenant_id = :id and reason = 'offboards' returning authority_id)
                     update authority set delegated_from = (select authority_id from giver)
                     where tenant_id = :id and reason = 'offboards'""")
                .param("id", estate.tenant("acme").id().value()).update();

        assertThat(estate.modules.bean(LeaverCases.class).find(estate.permit(), leaver.publicId())).isEmpty();
        assertThat(estate.modules.bean(LeaverCases.class).list(estate.permit())).isEmpty();
        assertThat(estate.previewRefused()).isEqualTo(new CaseProblem.NotAllTenants());
    }

    private void itIsMe() {
        estate.database.superuser()
                .sql("update identity set person_id = :me where subject = :subject and tenant_id = 1")
                .param("me", SharedEstate.RISK_OWNER.value()).param("subject", estate.subject()).update();
    }

    private List<Left> left(LeaverCase leaver) {
        return estate.modules.bean(ContinueCase.class).left(estate.look(leaver));
    }

    private LeaverRequest asked() {
        return estate.modules.bean(Transactions.class)
                .tenant(estate.tenant("birch").id(), tx -> estate.modules.bean(Requests.class).list(tx)).getFirst();
    }

    private Result<LeaverRequest, RequestProblem> answer(Permit permit, boolean yes) {
        var asked = asked();
        return estate.modules.bean(AnswerRequest.class).answer(permit, asked.publicId(), asked.hash(), yes,
                yes ? "" : "they still work here");
    }
}
