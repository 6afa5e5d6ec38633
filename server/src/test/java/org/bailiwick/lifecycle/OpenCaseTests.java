package org.bailiwick.lifecycle;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.bailiwick.decision.Ticket;
import org.bailiwick.platform.Result;
import org.junit.jupiter.api.Test;

/** Opening a leaver case: what is shown before, what it needs, and who may not. */
class OpenCaseTests extends LeaverScene {
    @Test
    void previewShowsEachAccountWithItsPathsAndWhoAgrees() {
        estate.contract("birch", "tenant");

        var preview = estate.preview();

        assertThat(preview.notKnown()).isEmpty();
        assertThat(preview.customers()).hasSize(3).allSatisfy(each -> {
            assertThat(each.toDisable()).isEqualTo(1);
            assertThat(each.presence().accounts().getFirst().memberships()).extracting(Presence.Grant::name)
                    .contains("/support");
            assertThat(each.presence().accounts().getFirst().grants()).filteredOn(grant -> !grant.direct())
                    .flatExtracting(Presence.Grant::paths).contains(List.of("/support", "billing-admin"));
        });
        assertThat(preview.customers()).filteredOn(each -> !each.byLeave())
                .extracting(each -> each.presence().tenant()).containsExactly(estate.tenant("birch").id());
        assertThat(preview.tenants()).filteredOn(Preview.InTenant::ownDirectory).hasSize(1);
    }

    @Test
    void whoLacksOneTenantIsRefusedWithoutItsNameAndSeesNoCase() {
        var leaver = estate.open();
        estate.settle();
        estate.tenant("birch").revoke("offboards");

        assertThat(estate.previewRefused()).isEqualTo(new CaseProblem.NotAllTenants());
        var said = CaseRefusals.of(new CaseProblem.NotAllTenants());
        assertThat(said.detail() + said.more()).doesNotContainIgnoringCase("birch");
        assertThat(estate.modules.bean(LeaverCases.class).find(estate.permit(), leaver.publicId())).isEmpty();
        assertThat(estate.modules.bean(LeaverCases.class).list(estate.permit())).isEmpty();
    }

    @Test
    void openingNeedsAReasonATicketAndWhatWasShown() {
        var open = estate.modules.bean(OpenCase.class);
        var hash = estate.preview().hash();

        assertThat(open.open(estate.permit(), request(hash, " ", Optional.of(SampleEstate.TICKET))))
                .isEqualTo(Result.no(new CaseProblem.ReasonMissing()));
        assertThat(open.open(estate.permit(), request(hash, "leaves", Optional.empty())))
                .isEqualTo(Result.no(new CaseProblem.TicketMissing()));
        estate.secondAccount("acme");
        assertThat(open.open(estate.permit(), request(hash, "leaves", Optional.of(SampleEstate.TICKET))))
                .isEqualTo(Result.no(new CaseProblem.Changed()));
        var leaver = estate.open();
        assertThat(open.open(estate.permit(), request(estate.preview().hash(), "leaves",
                Optional.of(SampleEstate.TICKET)))).isEqualTo(
                        Result.no(new CaseProblem.AlreadyOpen(leaver.publicId())));
    }

    @Test
    void nobodyOpensACaseAboutThemselves() {
        estate.database.superuser()
                .sql("update identity set person_id = :me where subject = :subject and tenant_id = 1")
                .param("me", SharedEstate.RISK_OWNER.value()).param("subject", estate.subject()).update();

        assertThat(estate.previewRefused()).isEqualTo(new CaseProblem.OwnAccess());
    }

    @Test
    void aTenantsOwnPersonIsNoLeaverOfTheProvider() {
        var theirs = estate.database.superuser()
                .sql("""
                     update identity set subject = gen_random_uuid()
                     where tenant_id = :acme and subject = :subject
                     returning subject""").param("subject", estate.subject())
                .param("acme", estate.tenant("acme").id().value())
                .query(UUID.class).single();

        assertThat(estate.modules.bean(PreviewCase.class).of(estate.permit(), theirs))
                .isEqualTo(Result.no(new CaseProblem.NotStaff()));
        assertThat(estate.modules.bean(PreviewCase.class).of(estate.permit(), new UUID(7, 7)))
                .isEqualTo(Result.no(new CaseProblem.SubjectNotFound()));
    }

    @Test
    void aServiceOfTheProviderIsNobodyWhoLeavesWhereverElseItIs() {
        estate.database.superuser().sql("update identity set kind = 'service account' where subject = :subject")
                .param("subject", estate.subject()).update();

        assertThat(estate.previewRefused()).isEqualTo(new CaseProblem.NotStaff());
    }

    private OpenCase.Request request(String hash, String reason, Optional<Ticket> ticket) {
        return new OpenCase.Request(estate.subject(), hash, true, reason, ticket);
    }
}
