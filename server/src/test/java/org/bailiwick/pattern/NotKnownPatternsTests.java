package org.bailiwick.pattern;

import static org.assertj.core.api.Assertions.assertThat;
import static org.bailiwick.pattern.PatternScene.account;

import java.time.Duration;
import java.util.List;
import java.util.UUID;
import org.bailiwick.finding.Severity;
import org.bailiwick.pattern.PatternScene.Place;
import org.bailiwick.platform.TenantId;
import org.bailiwick.web.VisibleTenant;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/** A list without a pattern says "none" only where that is known of each tenant. */
@Tag("sql")
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class NotKnownPatternsTests {
    private final PatternScene scene = new PatternScene();
    private int tests;
    private Place acme;
    private Place birch;

    @AfterAll
    void stop() {
        scene.close();
    }

    @BeforeEach
    void twoTenantsThatMayBeRead() {
        tests++;
        acme = scene.tenant("acme-" + tests);
        birch = scene.tenant("birch-" + tests);
    }

    @Test
    void tenantsThatWereNeverJudgedShareNobodyKnowsWhat() {
        var part = all();

        assertThat(part.items()).isEmpty();
        assertThat(part.unread()).isEmpty();
        assertThat(notKnown(part)).containsExactly(acme.id(), birch.id());
        assertThat(page(part).whole()).isFalse();
        assertThat(page(part).total()).isEqualTo("≥ 0");
        assertThat(page(part).notJudged()).isEqualTo("%s, %s".formatted(acme.seen().name(), birch.seen().name()));
    }

    @Test
    void whatEachRuleLookedForAndDidNotFindIsNotThere() {
        scene.clear(acme);
        scene.clear(birch);

        assertThat(notKnown(all())).isEmpty();
        assertThat(page(all()).whole()).isTrue();
        assertThat(page(all()).total()).isEqualTo("0");
    }

    @Test
    void whatWasReadTooLongAgoIsNoNone() {
        scene.clear(acme);
        scene.clear(birch);
        scene.judged(birch, "no-owner", scene.read.minus(Duration.ofDays(10)));

        assertThat(notKnown(all())).containsExactly(birch.id());
        assertThat(page(all()).whole()).isFalse();
    }

    /** One tenant has it, of the other nobody knows: there is no line that could say so. */
    @Test
    void aWeaknessThatOneTenantHasAndAnotherMayHaveMakesTheCountALowerBound() {
        scene.clear(acme);
        scene.judged(acme, "stale-admin",
                account(scene.person(acme, "h", UUID.randomUUID()), Severity.HIGH));
        scene.clear(birch);
        scene.judgedInPart(birch, "stale-admin");

        assertThat(all().total()).isZero();
        assertThat(all().lowerBound()).isTrue();
        assertThat(notKnown(all())).containsExactly(birch.id());
    }

    @Test
    void whoAsksForOneKindAsksTheRulesThatCouldFindItAlone() {
        scene.clear(acme);
        scene.clear(birch);
        scene.judgedInPart(acme, "lockout-weak");
        scene.judgedInPart(birch, "credential-overdue");

        assertThat(notKnown(of("setting"))).containsExactly(acme.id());
        assertThat(notKnown(of("machine"))).containsExactly(birch.id());
        assertThat(notKnown(of("account"))).isEmpty();
        assertThat(notKnown(of("access"))).isEmpty();
        assertThat(notKnown(all())).containsExactly(acme.id(), birch.id());
    }

    private PatternPart all() {
        return scene.part(scene.look(), PatternFilter.of(null, null, null, ""), acme, birch);
    }

    private PatternPart of(String kind) {
        return scene.part(scene.look(), PatternFilter.of(kind, null, null, ""), acme, birch);
    }

    private static List<TenantId> notKnown(PatternPart part) {
        return part.notKnown().stream().map(VisibleTenant::id).toList();
    }

    private static PatternsPage page(PatternPart part) {
        return new PatternsPage(part, PatternFilter.of(null, null, null, ""), null, null);
    }
}
