package org.bailiwick.finding;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Stream;
import org.bailiwick.finding.Findings.Fact;
import org.bailiwick.finding.Findings.Judgement;
import org.bailiwick.finding.Findings.SubjectRef;
import org.bailiwick.finding.KnownFinding.Kept;
import org.junit.jupiter.api.Test;

class ReconciliationTests {
    private static final SubjectRef SUBJECT = new SubjectRef(SubjectKind.ACCOUNT, 1);
    private static final Instant NOW = Instant.parse("2026-11-22T12:00:00Z");

    @Test
    void aNewFactOpensAndAnUnchangedOneDoesNothing() {
        assertThat(steps(said(fact("a", Severity.HIGH)))).containsExactly(
                new Reconciliation.Open(fact("a", Severity.HIGH)));
        assertThat(steps(said(fact("a", Severity.HIGH)), known("a", Severity.HIGH, FindingState.OPEN, null))).isEmpty();
    }

    @Test
    void absenceClosesOnlyWhereTheRuleKnowsAndTheSubjectWasJudged() {
        var open = known("a", Severity.HIGH, FindingState.OPEN, null);

        assertThat(steps(said(), open)).containsExactly(new Reconciliation.Close(open));
        assertThat(steps(new Judgement("stale-admin", false, 0, "not read", NOW, List.of()), open)).isEmpty();
        assertThat(steps(new Judgement("stale-admin", true, 1, "no sign-ins", NOW, List.of(), Set.of("a")), open))
                .isEmpty();
    }

    @Test
    void aClosedFindingStaysClosedAndReturnsWithItsFact() {
        var closed = known("a", Severity.HIGH, FindingState.CLOSED, null);

        assertThat(steps(said(), closed)).isEmpty();
        assertThat(steps(said(fact("a", Severity.HIGH)), closed)).singleElement()
                .isInstanceOfSatisfying(Reconciliation.Reopen.class, step -> assertThat(step.returned()).isTrue());
    }

    @Test
    void aKeptFindingIsLeftInPeaceUntilItIsWorse() {
        var kept = known("a", Severity.MODERATE, FindingState.DECIDED, "kept");

        assertThat(steps(said(fact("a", Severity.MODERATE)), kept)).isEmpty();
        assertThat(steps(said(fact("a", Severity.LOW)), kept)).containsExactly(
                new Reconciliation.Alter(kept, fact("a", Severity.LOW)));
        assertThat(steps(said(fact("a", Severity.HIGH)), kept)).singleElement()
                .isInstanceOfSatisfying(Reconciliation.Reopen.class, step -> {
                    assertThat(step.returned()).isFalse();
                    assertThat(step.why()).contains("moderate", "high");
                });
        assertThat(steps(said(), kept)).containsExactly(new Reconciliation.Close(kept));
    }

    @Test
    void whatIsNewSinceItWasKeptNobodyHasDecidedAbout() {
        var kept = known("a", Severity.CRITICAL, FindingState.DECIDED, "kept");
        var more = new Fact("a", Severity.CRITICAL, fact("a", Severity.CRITICAL).subject(), kept.title(),
                Stream.concat(kept.reasons().stream(), Stream.of("it holds `realm-admin` too")).toList(), null);

        assertThat(steps(said(more), kept)).singleElement().isInstanceOfSatisfying(Reconciliation.Reopen.class,
                step -> assertThat(step.why()).contains("it holds `realm-admin` too"));
    }

    @Test
    void whatBecameMilderAndIsAgainAsItWasKeptIsNotWorse() {
        var milder = keptAs(new Kept(Severity.CRITICAL, List.of("reason", "it holds `realm-admin`")), Severity.HIGH);

        assertThat(steps(said(saying(Severity.CRITICAL, "it holds `realm-admin`", "reason")), milder)).singleElement()
                .isInstanceOf(Reconciliation.Alter.class);
        assertThat(steps(said(fact("a", Severity.HIGH)), milder)).isEmpty();
    }

    @Test
    void whatBecameMilderAndIsWorseThanItWasKeptReopensWithWhatWasKept() {
        var milder = keptAs(new Kept(Severity.HIGH, List.of("reason")), Severity.LOW);

        assertThat(steps(said(fact("a", Severity.CRITICAL)), milder)).singleElement()
                .isInstanceOfSatisfying(Reconciliation.Reopen.class,
                        step -> assertThat(step.why()).isEqualTo("it was kept as high and is critical now"));
        assertThat(steps(said(saying(Severity.HIGH, "reason", "it is back")), milder)).singleElement()
                .isInstanceOfSatisfying(Reconciliation.Reopen.class, step -> assertThat(step.why())
                        .isEqualTo("it was kept before this was known: it is back"));
    }

    @Test
    void fewerThanWereKeptAreNoNewsAndMoreAre() {
        var kept = new KnownFinding(1, new UUID(0, 1), "a", SUBJECT, Severity.CRITICAL, "title",
                List.of("it holds `realm-admin` (critical) and 3 more of critical or high tier"), null,
                FindingState.DECIDED, "kept", null, null, null, null);

        assertThat(steps(said(saying("it holds `realm-admin` (critical) and 2 more of critical or high tier")), kept))
                .noneMatch(Reconciliation.Reopen.class::isInstance);
        assertThat(steps(said(saying("it holds `realm-admin` (critical)")), kept))
                .noneMatch(Reconciliation.Reopen.class::isInstance);
        assertThat(steps(said(saying("it holds `realm-admin` (critical) and 4 more of critical or high tier")), kept))
                .hasOnlyElementsOfType(Reconciliation.Reopen.class);
        assertThat(steps(said(saying("it holds `manage-users` (critical) and 1 more of critical or high tier")), kept))
                .hasOnlyElementsOfType(Reconciliation.Reopen.class);
    }

    private static Fact saying(String reason) {
        return saying(Severity.CRITICAL, reason);
    }

    private static Fact saying(Severity severity, String... reasons) {
        return new Fact("a", severity, SUBJECT, "title", List.of(reasons), null);
    }

    private static KnownFinding keptAs(Kept kept, Severity now) {
        return new KnownFinding(1, new UUID(0, 1), "a", SUBJECT, now, "title", List.of("reason"), null,
                FindingState.DECIDED, "kept", null, null, null, kept);
    }

    @Test
    void aRevocationThatDidNotEndTheFactReopensIt() {
        for (var state : List.of("refused", "undone", "still effective")) {
            assertThat(steps(said(fact("a", Severity.HIGH)), revoked(state, null))).as(state).singleElement()
                    .isInstanceOf(Reconciliation.Reopen.class);
        }
        for (var state : List.of("authorised", "sent", "accepted", "unknown", "unreachable", "not proven")) {
            assertThat(steps(said(fact("a", Severity.HIGH)), revoked(state, null))).as(state).isEmpty();
        }
    }

    @Test
    void whatWasReadBeforeTheRevocationWasVerifiedSaysNothingAgainstIt() {
        assertThat(steps(said(fact("a", Severity.HIGH)), revoked("verified", NOW.plusSeconds(1)))).isEmpty();
        assertThat(steps(said(fact("a", Severity.HIGH)), revoked("verified", NOW.minusSeconds(1)))).hasSize(1);
    }

    @Test
    void aJudgementThatDoesNotKnowSaysWhy() {
        assertThatThrownBy(() -> new Judgement("stale-admin", false, 0, null, NOW, List.of()))
                .hasMessageContaining("why");
        assertThatThrownBy(() -> new Judgement("stale-admin", true, 3, null, NOW, List.of()))
                .hasMessageContaining("why");
        assertThatThrownBy(() -> new Fact("a", Severity.LOW, new SubjectRef(SubjectKind.GRANT, 1), "t", List.of(),
                null)).hasMessageContaining("reason");
    }

    private static List<Reconciliation.Step> steps(Judgement judgement, KnownFinding... known) {
        return Reconciliation.steps(judgement, List.of(known));
    }

    private static Judgement said(Fact... facts) {
        return new Judgement("stale-admin", true, 0, null, NOW, List.of(facts));
    }

    private static Fact fact(String key, Severity severity) {
        return new Fact(key, severity, SUBJECT, "title", List.of("reason"), null);
    }

    private static KnownFinding known(String key, Severity severity, FindingState state, String decision) {
        return new KnownFinding(1, new UUID(0, 1), key, SUBJECT, severity, "title", List.of("reason"), null, state,
                decision,
                null, null, null, null);
    }

    private static KnownFinding revoked(String change, Instant readAt) {
        return new KnownFinding(1, new UUID(0, 1), "a", SUBJECT, Severity.HIGH, "title", List.of("reason"), null,
                FindingState.DECIDED, "revoke ordered", change, readAt, null, null);
    }
}
