package org.bailiwick.pattern;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;
import static org.bailiwick.pattern.PatternScene.account;
import static org.bailiwick.pattern.PatternScene.of;
import static org.bailiwick.pattern.PatternScene.only;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.bailiwick.authority.AuthorityLostException;
import org.bailiwick.authority.Permit;
import org.bailiwick.connector.EntitlementKey;
import org.bailiwick.decision.DecisionKind;
import org.bailiwick.decision.DecisionRequest;
import org.bailiwick.finding.DecideFinding;
import org.bailiwick.finding.Findings.Fact;
import org.bailiwick.finding.Rule;
import org.bailiwick.finding.Severity;
import org.bailiwick.finding.SubjectKind;
import org.bailiwick.pattern.PatternScene.Place;
import org.bailiwick.platform.TenantId;
import org.bailiwick.web.VisibleTenant;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/** What is taken for the same weakness in several tenants, what is not, and of which tenants nothing is known. */
@Tag("sql")
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class PatternsTests {
    private static final String OFF = "{\"off\":true,\"weak\":[\"bruteForceProtected\"]}";
    private static final String SHORT = "{\"off\":false,\"weak\":[\"failureFactor\",\"waitIncrementSeconds\"]}";
    private static final String LATE = "{\"off\":false,\"weak\":[\"failureFactor\"]}";

    private final PatternScene scene = new PatternScene();
    private int tests;
    private Place acme;
    private Place birch;
    private Place calder;

    @AfterAll
    void stop() {
        scene.close();
    }

    @BeforeEach
    void freshTenants() {
        tests++;
        acme = scene.tenant("acme-" + tests);
        birch = scene.tenant("birch-" + tests);
        calder = scene.tenant("calder-" + tests);
    }

    @Test
    void whoCorrelationTakesForOneIsOnePatternWhateverRuleFoundThemAndNamesakesAreNone() {
        var subject = UUID.randomUUID();
        scene.judged(acme, "stale-admin", account(scene.person(acme, "ng-hweiss", subject), Severity.HIGH));
        scene.judged(birch, "leaver-effective", account(scene.person(birch, "hannah.w", subject), Severity.CRITICAL));
        scene.judged(calder, "stale-admin",
                account(scene.person(calder, "hannah.w", UUID.randomUUID()), Severity.CRITICAL));

        var found = scene.patterns(acme, birch, calder);

        assertThat(found).hasSize(1);
        var hannah = only(found, PatternKind.IDENTITY);
        assertThat(hannah.title()).isEqualTo("Hannah Weiss");
        assertThat(hannah.subject()).isEqualTo(subject);
        assertThat(hannah.tenants()).extracting(VisibleTenant::id).containsExactly(acme.id(), birch.id());
        assertThat(hannah.rules()).containsExactly(Rule.STALE_ADMIN, Rule.LEAVER_EFFECTIVE);
        assertThat(hannah.worst()).isEqualTo(Severity.CRITICAL);
        assertThat(hannah.open()).isEqualTo(2);
        assertThat(hannah.asOf()).isEqualTo(scene.read);
    }

    @Test
    void whatOneTenantHasIsNoPatternHoweverOftenItHasIt() {
        var subject = UUID.randomUUID();
        scene.judged(acme, "stale-admin", account(scene.person(acme, "one", subject), Severity.HIGH),
                account(scene.person(acme, "two", subject), Severity.HIGH));

        assertThat(scene.patterns(acme, birch)).isEmpty();
        assertThat(scene.modules.bean(Patterns.class).one(scene.look(), PatternScene.scope(acme, birch), stored(acme)))
                .isEmpty();
    }

    @Test
    void machinesAreComparedByTheirAccountNameInTheSameKindOfSystem() {
        scene.judged(acme, "credential-overdue", account(scene.machine(acme, "rmm-agent"), Severity.MODERATE));
        scene.judged(birch, "no-owner", account(scene.machine(birch, "rmm-agent"), Severity.LOW));
        scene.judged(calder, "no-owner", account(scene.machine(calder, "rmm-agent"), Severity.LOW));
        scene.database.superuser().sql("update connection set system = 'another' where tenant_id = :t")
                .param("t", calder.id().value()).update();
        scene.judged(calder, "no-owner", account(scene.machine(calder, "other"), Severity.LOW));

        var agent = only(scene.patterns(acme, birch, calder), PatternKind.MACHINE);

        assertThat(agent.title()).isEqualTo("rmm-agent");
        assertThat(agent.tenants()).extracting(VisibleTenant::id).containsExactly(acme.id(), birch.id());
        assertThat(agent.ruleTitles()).isEqualTo("Credential overdue, Identity without an owner");
    }

    @Test
    void peopleOfOneAccountNameAreNoPattern() {
        scene.judged(acme, "stale-admin", account(acme.sample().account("u", "admin"), Severity.HIGH));
        scene.judged(birch, "stale-admin", account(birch.sample().account("u", "admin"), Severity.HIGH));

        assertThat(scene.patterns(acme, birch)).isEmpty();
    }

    @Test
    void sharedAccountsOfOneNameAreOne() {
        scene.judged(acme, "shared-account", account(acme.sample().account("u", "administrator"), Severity.HIGH));
        scene.judged(birch, "shared-account", account(birch.sample().account("u", "administrator"), Severity.LOW));
        scene.judged(calder, "shared-account", account(calder.sample().account("u", "warehouse"), Severity.LOW));

        var found = scene.patterns(acme, birch, calder);

        assertThat(found).hasSize(1);
        assertThat(only(found, PatternKind.ACCOUNT).title())
                .isEqualTo("`administrator`, an account of several people");
    }

    @Test
    void theSameRoleUnderTheSameRuleIsOneAndUnderAnotherRuleIsNot() {
        scene.judged(acme, "excess-access", held(acme, "/Support", Severity.HIGH));
        scene.judged(birch, "excess-access", held(birch, "/Support", Severity.CRITICAL),
                held(birch, "/Kitchen", Severity.LOW));
        scene.judged(calder, "access-returned", held(calder, "/Support", Severity.HIGH));

        var support = only(scene.patterns(acme, birch, calder), PatternKind.ACCESS);

        assertThat(support.title()).isEqualTo("group `/Support`");
        assertThat(support.tenants()).extracting(VisibleTenant::id).containsExactly(acme.id(), birch.id());
    }

    @Test
    void whatPeopleOfTheMspWereGivenUnexpectedlyIsComparedByRoleAndGroup() {
        var detail = "{\"direct\":[{\"kind\":\"group\",\"name\":\"/Support/Administrators\"}]}";
        scene.judged(acme, "delegated-admin-unexpected",
                of(SubjectKind.ACCOUNT, scene.person(acme, "a", UUID.randomUUID()), Severity.CRITICAL, detail));
        scene.judged(birch, "delegated-admin-unexpected",
                of(SubjectKind.ACCOUNT, scene.person(birch, "b", UUID.randomUUID()), Severity.CRITICAL, detail));

        assertThat(scene.patterns(acme, birch)).extracting(PatternView::title)
                .containsExactly("group `/Support/Administrators`");
    }

    @Test
    void lockoutIsComparedBySettingAndOffIsNotWeak() {
        scene.judged(acme, "lockout-weak", lockout(acme, Severity.HIGH, OFF));
        scene.judged(birch, "lockout-weak", lockout(birch, Severity.MODERATE, SHORT));
        scene.judged(calder, "lockout-weak", lockout(calder, Severity.MODERATE, LATE));
        var dunmore = scene.tenant("dunmore-" + tests);
        scene.judged(dunmore, "lockout-weak", lockout(dunmore, Severity.HIGH, OFF));

        assertThat(scene.patterns(acme, birch, calder, dunmore)).extracting(PatternView::title, PatternView::count)
                .containsExactly(tuple("Lockout off (`bruteForceProtected`)", "2 of 4"),
                        tuple("Lockout weaker than intended (`failureFactor`)", "2 of 4"));
    }

    @Test
    void tenantsThatMayNotBeReadOrWereNotJudgedWhollyAreNotKnownAndNeverClear() {
        var subject = UUID.randomUUID();
        var hidden = scene.unread("hidden-" + tests);
        var silent = scene.tenant("silent-" + tests);
        scene.judged(hidden, "stale-admin", account(scene.person(hidden, "h", subject), Severity.CRITICAL));
        scene.judged(acme, "stale-admin", account(scene.person(acme, "h", subject), Severity.HIGH));
        scene.judgedInPart(birch, "stale-admin", account(scene.person(birch, "h", subject), Severity.HIGH));
        scene.clear(calder);

        var part = scene.part(scene.look(), PatternFilter.of(null, null, null, ""), hidden, silent, acme, birch,
                calder);

        assertThat(part.unread()).extracting(VisibleTenant::id).containsExactly(hidden.id());
        var found = part.items().getFirst();
        assertThat(found.worst()).isEqualTo(Severity.HIGH);
        assertThat(found.count()).isEqualTo("2 of 5");
        assertThat(found.notKnown()).extracting(VisibleTenant::id).containsExactly(hidden.id(), silent.id());
        assertThat(found.openText()).isEqualTo("≥ 2");
    }

    /** Readings are due once a day: two that did not come are too many. */
    @Test
    void whatWasReadTooLongAgoIsNotKnown() {
        var subject = UUID.randomUUID();
        var old = scene.read.minus(Duration.ofHours(72));
        scene.judged(acme, "stale-admin", account(scene.person(acme, "h", subject), Severity.HIGH));
        scene.judged(birch, "stale-admin", old, account(scene.person(birch, "h", subject), Severity.HIGH));
        scene.clear(calder);
        scene.judged(calder, "stale-admin", old);

        var found = only(scene.patterns(acme, birch, calder), PatternKind.IDENTITY);

        assertThat(found.notKnown()).extracting(VisibleTenant::id).containsExactly(calder.id());
        assertThat(found.lowerBound()).isTrue();
        assertThat(found.asOf()).isEqualTo(old);
    }

    @Test
    void whomAnotherRuleCouldHaveFoundIsNotClearWhereThatRuleDoesNotKnow() {
        var subject = UUID.randomUUID();
        scene.clear(acme);
        scene.clear(birch);
        scene.judged(acme, "stale-admin", account(scene.person(acme, "h", subject), Severity.HIGH));
        scene.judged(birch, "stale-admin", account(scene.person(birch, "h", subject), Severity.HIGH));
        scene.clear(calder);
        scene.judgedInPart(calder, "lockout-weak");
        assertThat(stale().notKnown()).as("a rule about settings finds nobody").isEmpty();
        assertThat(stale().lowerBound()).isFalse();

        scene.judgedInPart(calder, "leaver-effective");
        scene.judgedInPart(birch, "no-owner");

        assertThat(stale().notKnown()).extracting(VisibleTenant::id).containsExactly(calder.id());
        assertThat(stale().lowerBound()).as("another rule may find more of it in birch").isTrue();
    }

    /** Such is a tenant after an upgrade until its rules are asked. */
    @Test
    void whatWasJudgedBeforeFindingsHadTraitsIsNotKnown() {
        scene.judged(acme, "lockout-weak", lockout(acme, Severity.HIGH, OFF));
        scene.judged(birch, "lockout-weak", lockout(birch, Severity.HIGH, OFF));
        scene.judged(calder, "lockout-weak");
        assertThat(scene.patterns(acme, birch, calder).getFirst().notKnown()).isEmpty();

        scene.database.superuser().sql("update finding_summary set traited = false where tenant_id = :t")
                .param("t", calder.id().value()).update();

        assertThat(scene.patterns(acme, birch, calder).getFirst().notKnown()).extracting(VisibleTenant::id)
                .containsExactly(calder.id());
        scene.judged(calder, "lockout-weak");
        assertThat(scene.patterns(acme, birch, calder).getFirst().notKnown()).as("asked since").isEmpty();
    }

    @Test
    void weakCopiesOfOneRoleModelAreOneByTheRoleOrGroupThatLeadsToMore() {
        for (var place : List.of(acme, birch)) {
            long operators = place.sample().entitlement(new EntitlementKey("group", "o"), "/Support/Operators");
            scene.judged(place, "role-model-weaker", of(SubjectKind.ENTITLEMENT, operators, Severity.CRITICAL, null));
        }

        assertThat(scene.patterns(acme, birch)).extracting(PatternView::title)
                .containsExactly("group `/Support/Operators`");
    }

    @Test
    void aTenantAloneWithOneThatMayNotBeReadIsNoPattern() {
        var subject = UUID.randomUUID();
        var hidden = scene.unread("hidden-" + tests);
        scene.judged(hidden, "stale-admin", account(scene.person(hidden, "h", subject), Severity.HIGH));
        scene.judged(acme, "stale-admin", account(scene.person(acme, "h", subject), Severity.HIGH));

        assertThat(scene.patterns(acme, hidden)).isEmpty();
        var blind = scene.part(scene.look(), PatternFilter.of(null, null, null, ""), hidden);
        assertThat(blind.items()).isEmpty();
        assertThat(blind.unread()).extracting(VisibleTenant::id).containsExactly(hidden.id());
    }

    @Test
    void whatIsKeptIsSettledAndWhatIsToBeRevokedCountsUntilItIsSeenGone() {
        scene.judged(acme, "excess-access", held(acme, "/Support", Severity.HIGH));
        scene.judged(birch, "excess-access", held(birch, "/Support", Severity.HIGH));
        scene.judged(calder, "excess-access", held(calder, "/Support", Severity.HIGH));

        decide(acme, DecisionKind.REVOKE);
        decide(birch, DecisionKind.KEEP);

        var support = only(scene.patterns(acme, birch, calder), PatternKind.ACCESS);
        assertThat(support.count()).isEqualTo("2 of 3");
        assertThat(support.open()).isEqualTo(1);
        assertThat(support.ending()).isEqualTo(1);
        assertThat(support.findings("")).isEqualTo("/all/findings?pattern=%s&state=unfinished".formatted(support.id()));
        assertThat(support.ending(acme.seen())).isEqualTo("/t/%s/findings?pattern=%s&state=ending"
                .formatted(acme.seen().shortName(), support.id()));
        scene.judged(acme, "excess-access");
        assertThat(scene.patterns(acme, birch, calder)).as("gone from a complete reading").isEmpty();
    }

    @Test
    void filtersNarrowAndTheWorstComeFirst() {
        for (var place : List.of(acme, birch)) {
            scene.judged(place, "excess-access", held(place, "/Low", Severity.LOW),
                    held(place, "/Critical", Severity.CRITICAL));
        }
        scene.judged(calder, "excess-access", held(calder, "/Low", Severity.LOW));

        assertThat(scene.patterns(acme, birch, calder)).extracting(PatternView::title)
                .containsExactly("group `/Critical`", "group `/Low`");
        assertThat(scene.patterns(PatternFilter.of(null, null, "3", ""), acme, birch, calder))
                .extracting(PatternView::title).containsExactly("group `/Low`");
        assertThat(scene.patterns(PatternFilter.of("machine", null, null, ""), acme, birch, calder)).isEmpty();
        assertThat(scene.patterns(PatternFilter.of(null, null, null, "nobody"), acme, birch, calder)).isEmpty();
        var patterns = scene.modules.bean(Patterns.class);
        var all = PatternFilter.of(null, null, null, "");
        var first = patterns.over(scene.look(), PatternScene.scope(acme, birch, calder), all, null, 1);
        var second = patterns.over(scene.look(), PatternScene.scope(acme, birch, calder), all,
                first.end().orElseThrow(), 1);
        assertThat(first.total()).isEqualTo(2);
        assertThat(second.items()).extracting(PatternView::title).containsExactly("group `/Low`");
        assertThat(second.before()).isEqualTo(1);
        assertThat(second.end()).isEmpty();
        assertThat(PatternPlace.of(List.of(first.end().orElseThrow().keys()))).isEqualTo(first.end().orElseThrow());
    }

    @Test
    void theLookIsOnRecordFirstAndWithoutTheAuthorityNothingIsRead() {
        long before = scene.entries(TenantId.MSP);
        var permit = scene.look();
        var other = scene.person("otto-" + tests);
        var stranger = new Permit(permit.tenant(), permit.evaluation(), other, permit.capability(),
                permit.authorityId(), permit.authority());

        scene.patterns(acme, birch);

        assertThat(scene.entries(TenantId.MSP)).isEqualTo(before + 1);
        assertThatThrownBy(() -> scene.part(stranger, PatternFilter.of(null, null, null, ""), acme, birch))
                .isInstanceOf(AuthorityLostException.class);
    }

    private PatternView stale() {
        return only(scene.patterns(acme, birch, calder), PatternKind.IDENTITY);
    }

    private Fact held(Place place, String group, Severity severity) {
        long account = place.sample().account("of " + group, "of " + group);
        long entitlement = place.sample().entitlement(new EntitlementKey("group", group), group);
        var grant = place.sample().grant(account, entitlement, true, "[[%d]]".formatted(entitlement));
        return of(SubjectKind.GRANT, scene.database.superuser()
                .sql("select grant_id from access_grant where public_id = :id").param("id", grant).query(Long.class)
                .single(), severity, null);
    }

    private static Fact lockout(Place place, Severity severity, String detail) {
        return of(SubjectKind.CONNECTION, place.sample().connection(), severity, detail);
    }

    private void decide(Place place, DecisionKind kind) {
        var finding = scene.database.superuser().sql("select public_id from finding where tenant_id = :t")
                .param("t", place.id().value()).query(UUID.class).single();
        scene.modules.bean(DecideFinding.class).decide(place.sample().mayDecide(), finding,
                new DecisionRequest(kind, "looked at it", Optional.empty()))
                .orThrow(problem -> new IllegalStateException(problem.toString()));
    }

    private UUID stored(Place place) {
        return scene.database.superuser()
                .sql("select distinct pattern from finding_trait_count where tenant_id = :t")
                .param("t", place.id().value()).query(UUID.class).single();
    }
}
