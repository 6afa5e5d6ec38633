package org.bailiwick.lifecycle;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.UUID;
import org.bailiwick.platform.Transactions;
import org.bailiwick.register.Register;
import org.junit.jupiter.api.Test;

/** No case closes on what was read before it was opened, nor on what somebody was called then. */
class LeaverReadAnewTests extends LeaverScene {
    @Test
    void accountThatNoReadingShowedYetIsFoundBeforeTheCaseCloses() {
        estate.notYetIn("calder");
        assertThat(estate.preview().customers()).hasSize(2);
        estate.join("calder");

        var leaver = estate.open();
        estate.settle();

        assertThat(estate.state(leaver)).isEqualTo(CaseState.OPEN);
        assertThat(estate.stand(leaver, "calder")).isEqualTo(Stand.FOUND);
        estate.orderLeft(leaver);
        assertThat(estate.isEnabled("calder")).isFalse();
        assertThat(estate.state(leaver)).isEqualTo(CaseState.CLOSED);
    }

    @Test
    void tenantWithoutAnyOfTheirAccountsKeepsTheCaseOpenUntilItIsRead() {
        estate.notYetIn("calder");
        estate.proxy("calder").down();

        var leaver = estate.open();
        estate.settle();
        assertThat(estate.stand(leaver, "acme")).isEqualTo(Stand.ENDED);
        assertThat(estate.stand(leaver, "calder")).isEqualTo(Stand.NOT_KNOWN);
        assertThat(estate.state(leaver)).isEqualTo(CaseState.OPEN);

        estate.proxy("calder").up();
        estate.settle();
        assertThat(estate.state(leaver)).isEqualTo(CaseState.CLOSED);
    }

    @Test
    void caseFollowsThePersonWhomCorrelationGaveAnotherSubject() {
        estate.contract("birch", "tenant");
        var leaver = estate.open();
        var other = UUID.randomUUID();
        estate.database.superuser().sql("update identity set subject = :other where subject = :subject")
                .param("other", other).param("subject", leaver.subject()).update();

        estate.settle();

        assertThat(estate.look(leaver).leaver().subject()).isEqualTo(other);
        assertThat(estate.stand(leaver, "birch")).isEqualTo(Stand.AWAITING_APPROVAL);
        estate.enabled("acme", true);
        estate.read("acme");
        estate.settle();
        assertThat(estate.stand(leaver, "acme")).isEqualTo(Stand.EFFECTIVE_AGAIN);
    }

    @Test
    void whatOtherHandsEndedWaitsForNobodyAnyMore() {
        estate.contract("birch", "tenant");
        var leaver = estate.open();
        estate.settle();
        estate.secondAccount("acme");
        assertThat(estate.stand(leaver, "acme")).isEqualTo(Stand.FOUND);

        estate.realm("acme").delete("/users/" + estate.realm("acme").userId(estate.leaver + ".second"), null);
        estate.read("acme");
        estate.settle();

        assertThat(estate.stand(leaver, "acme")).isEqualTo(Stand.ENDED);
        assertThat(estate.look(leaver).parts()).filteredOn(part -> part.state() == PartState.REPLACED)
                .singleElement()
                .satisfies(part -> assertThat(part.why()).contains("the access is gone by other hands"));
    }

    @Test
    void noCaseClosesWhileItIsNotDeterminedWhoIsWho() {
        estate.database.superuser()
                .sql("""
                     insert into work (kind, tenant_id, subject, due)
                     values (:kind, :tenant, 1, now() + interval '10 years')""").param("kind", Register.CORRELATION)
                .param("tenant", estate.tenant("calder").id().value()).update();

        var leaver = estate.open();
        estate.settle();
        assertThat(estate.stand(leaver, "calder")).isEqualTo(Stand.ENDED);
        assertThat(estate.state(leaver)).isEqualTo(CaseState.OPEN);

        estate.database.superuserScript("delete from work where due > now() + interval '1 year'");
        estate.settle();
        assertThat(estate.state(leaver)).isEqualTo(CaseState.CLOSED);
    }

    @Test
    void whoBecomesSomebodyElseInTheOwnDirectoryIsLookedForInEveryCustomer() {
        var leaver = estate.open();
        estate.settle();
        assertThat(estate.state(leaver)).isEqualTo(CaseState.CLOSED);
        estate.modules.bean(Transactions.class).tenant(estate.tenant("msp").id(), tx -> {
            estate.modules.bean(WatchLeavers.class).changed(tx);
            return true;
        });

        estate.modules.runDueWork(WatchLeavers.KIND::equals);

        assertThat(estate.database.superuser().sql("select tenant_id from work where kind = :kind")
                .param("kind", WatchLeavers.KIND).query(Integer.class).list())
                .containsExactlyInAnyOrderElementsOf(List.of("acme", "birch", "calder").stream()
                        .map(name -> estate.tenant(name).id().value()).toList());
    }

    @Test
    void everyReadingIsWatchedByWorkOfItsOwn() {
        estate.modules.bean(Transactions.class).tenant(estate.tenant("acme").id(), tx -> {
            var watch = estate.modules.bean(WatchLeavers.class);
            watch.changed(tx);
            watch.changed(tx);
            return true;
        });

        assertThat(estate.database.superuser().sql("select subject from work where kind = :kind")
                .param("kind", WatchLeavers.KIND).query(Long.class).list()).hasSize(2).doesNotHaveDuplicates();
    }

    @Test
    void readingThatShowsAccessWhileACaseIsLookedAtIsNotForgottenInIt() {
        estate.contract("birch", "tenant");
        var leaver = estate.open();
        estate.settle();
        int before = estate.look(leaver).leaver().signals();

        estate.read("birch");

        assertThat(estate.look(leaver).leaver().signals()).isGreaterThan(before);
    }

    @Test
    void ofSomebodyWhoseOwnAccountIsGoneACaseIsOpenedAllTheSame() {
        estate.realm("msp").delete("/users/" + estate.realm("msp").userId(estate.leaver), null);
        estate.read("msp");

        var leaver = estate.open();
        estate.settle();

        assertThat(List.of("acme", "birch", "calder")).noneMatch(estate::isEnabled);
        assertThat(estate.state(leaver)).isEqualTo(CaseState.CLOSED);
    }
}
