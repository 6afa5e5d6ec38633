package org.bailiwick.evidence.pack;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.stream.Stream;
import org.bailiwick.ledger.Activity;
import org.junit.jupiter.api.Test;

/** Which entries are rows of a pack's tables, for good: packs of each form are built again and are the same. */
class PackFormTests {
    @Test
    void whatStandsInTheFirstFormNeverChanges() {
        var form = PackForm.of("Bailiwick, audit packs of form 1").orElseThrow();

        assertThat(Stream.of(Activity.values()).map(Activity::text).filter(form::decides)).containsExactlyInAnyOrder(
                "grant kept", "decision abstained", "revocation decided", "bulk decision requested", "finding kept",
                "finding revocation ordered", "unlock decided", "approved", "approval refused",
                "expected scope approved", "expected scope refused", "end of access ordered", "end of access refused",
                "contract accepted", "authority given", "authority revoked");
    }

    @Test
    void theSecondFormHasWhatPeopleDecidedAboutTheRecordOwnersAndCasesToo() {
        var form = PackForm.of("Bailiwick, audit packs of form 2").orElseThrow();

        assertThat(Stream.of("legal hold set", "legal hold lifted", "erasure requested", "erasure stopped",
                "finding owner named", "pattern owner removed", "leaver case cancelled", "approval withdrawn",
                "grant kept")).allMatch(form::decides);
        assertThat(Stream.of("signed in", "finding opened", "change state")).noneMatch(form::decides);
        assertThat(form.changes("account change state")).isTrue();
        assertThat(form.readsAccess()).isFalse();
    }

    @Test
    void theThirdFormTellsWhoseAccessAnEntryIsAboutInEveryClass() {
        var form = PackForm.of("Bailiwick, audit packs of form 3").orElseThrow();

        assertThat(Stream.of(Activity.values()).map(Activity::text).filter(form::decides)).containsExactlyElementsOf(
                Stream.of(Activity.values()).map(Activity::text).filter(PackForm.TWO::decides).toList());
        assertThat(form.readsAccess()).isTrue();
        assertThat(PackForm.NEWEST).isEqualTo(form);
    }

    @Test
    void aFormOfAnotherVersionIsNoneOfThese() {
        assertThat(PackForm.of("Bailiwick, audit packs of form 9")).isEmpty();
    }
}
