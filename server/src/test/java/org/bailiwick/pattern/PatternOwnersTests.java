package org.bailiwick.pattern;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.bailiwick.pattern.PatternScene.account;
import static org.bailiwick.pattern.PatternScene.scope;

import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.bailiwick.approval.Inbox;
import org.bailiwick.authority.AuthorityLostException;
import org.bailiwick.authority.Principal;
import org.bailiwick.authority.WhoMay;
import org.bailiwick.finding.Severity;
import org.bailiwick.pattern.PatternScene.Place;
import org.bailiwick.platform.PersonId;
import org.bailiwick.platform.Result;
import org.bailiwick.platform.TenantId;
import org.bailiwick.platform.Transactions;
import org.bailiwick.web.Scope;
import org.bailiwick.web.VisibleTenant;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/** A pattern has somebody who answers for it, for as long as they can see it. */
@Tag("sql")
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class PatternOwnersTests {
    private final PatternScene scene = new PatternScene();
    private final LocalDate inAYear = LocalDate.ofInstant(scene.read, ZoneOffset.UTC).plusYears(1);
    private Principal.Person olga;
    private int tests;
    private Place acme;
    private Place birch;
    private UUID subject;
    private UUID pattern;

    @AfterAll
    void stop() {
        scene.close();
    }

    @BeforeAll
    void people() {
        olga = scene.person("olga");
        give(olga, "oversight.read");
        scene.database.superuser()
                .sql("""
                     insert into tenant_person (tenant_id, person_id, name)
                     values (1, :rosa, 'Rosa Owner'), (1, :olga, 'Olga Deputy')
                     on conflict (tenant_id, person_id) do update set name = excluded.name""")
                .param("rosa", scene.rosa.id().value()).param("olga", olga.id().value()).update();
    }

    @BeforeEach
    void oneLeaverInTwoTenants() {
        tests++;
        acme = scene.tenant("acme-" + tests);
        birch = scene.tenant("birch-" + tests);
        scene.database.mayRead(olga.id(), acme.id(), birch.id());
        subject = UUID.randomUUID();
        scene.judged(acme, "leaver-effective", account(scene.person(acme, "ng-h", subject), Severity.CRITICAL));
        scene.judged(birch, "leaver-effective", account(scene.person(birch, "h.w", subject), Severity.CRITICAL));
        pattern = seen().id();
    }

    @Test
    void somebodyIsNamedWithAReasonOnTheMspsRecordAlone() {
        long ofAcme = scene.entries(acme.id());

        ok(name(olga, "she knows the leaver", "end it by a case", inAYear));

        assertThat(seen().owner()).isEqualTo(new PatternView.Owner(olga.id(), "Olga Deputy", true,
                "end it by a case", inAYear));
        assertThat(history()).containsExactly("owner named by rosa to Olga Deputy: she knows the leaver");
        assertThat(actions()).contains("pattern owner named");
        assertThat(scene.entries(acme.id())).as("no tenant learns of another").isEqualTo(ofAcme);
    }

    @Test
    void itIsHandedOverAndTakenBackAndSayingTheSameAgainWritesNothing() {
        assertThat(ok(name(null, "nobody has it", "", null)).recorded()).isFalse();
        assertThat(ok(name(olga, "first", "", null)).recorded()).isTrue();
        var again = ok(name(olga, "again", "", null));
        assertThat(again.recorded()).as("its reason is nowhere").isFalse();
        assertThat(PatternPages.words(again))
                .isEqualTo("Olga Deputy answers for the pattern already, with this plan and day; nothing was written");
        ok(name(olga, "there is a day now", "", inAYear));
        ok(name(scene.rosa, "back to me", "", null));
        ok(name(null, "nobody needs it", "", null));

        assertThat(seen().owner()).isNull();
        assertThat(history()).containsExactly("owner named by rosa to Olga Deputy: first",
                "plan changed by rosa to nobody: there is a day now", "owner named by rosa to Rosa Owner: back to me",
                "owner removed by rosa to nobody: nobody needs it");
        assertThat(actions()).contains("pattern plan changed", "pattern owner removed");
    }

    @Test
    void whatDoesNotFitNamesNobody() {
        assertThat(no(name(olga, " ", "", null))).isInstanceOf(PatternProblem.ReasonMissing.class);
        assertThat(no(name(olga, "x".repeat(2_001), "", null)))
                .isEqualTo(new PatternProblem.TooLong("justification", 2_000));
        assertThat(no(name(olga, "why", "x".repeat(2_001), null)))
                .isEqualTo(new PatternProblem.TooLong("plan", 2_000));
        assertThat(no(name(olga, "why", "", LocalDate.EPOCH))).isInstanceOf(PatternProblem.DueInThePast.class);
        assertThat(no(name(olga, "why", "", LocalDate.of(6_000_000, 1, 1))))
                .isEqualTo(new PatternProblem.DueTooLate(10));
        assertThat(no(name(null, "why", "a plan", null))).isInstanceOf(PatternProblem.PlanOfNobody.class);
        assertThat(no(names().name(scene.assign(), scope(acme, birch), pattern,
                new NamePatternOwner.Request(Optional.of(UUID.randomUUID()), "why", "", null))))
                .isInstanceOf(PatternProblem.OwnerDoesNotSeeIt.class);
        assertThat(no(names().name(scene.assign(), scope(acme), pattern, request(olga, "why", "", null))))
                .as("in one tenant alone it is no pattern").isInstanceOf(PatternProblem.NotFound.class);
        assertThat(seen().owner()).isNull();
        assertThat(history()).isEmpty();
    }

    @Test
    void whatCannotBeKeptOrShownOfAReasonAndAPlanIsReplaced() {
        ok(name(olga, "hers\u0000", "end\u202E it", null));

        assertThat(history()).containsExactly("owner named by rosa to Olga Deputy: hers\uFFFD");
        assertThat(Objects.requireNonNull(seen().owner()).plan()).isEqualTo("end\uFFFD it");
    }

    @Test
    void onlyWhoSeesItInTwoTenantsIsOfferedAndNamed() {
        var paul = scene.person("paul-" + tests);
        give(paul, "oversight.read");
        scene.database.mayRead(paul.id(), acme.id());

        assertThat(names().candidates(scene.assign(), Set.of(acme.id(), birch.id())).orElseThrow())
                .extracting(WhoMay.Holder::person).containsExactlyInAnyOrder(scene.rosa.id(), olga.id());
        assertThat(names().candidates(scene.permit(olga, "oversight.read"), Set.of(acme.id(), birch.id())))
                .as("she may name nobody").isEmpty();
        assertThat(no(name(paul, "why", "", null))).isInstanceOf(PatternProblem.OwnerDoesNotSeeIt.class);
        scene.database.mayRead(paul.id(), birch.id());
        ok(name(paul, "now he sees it", "", null));
    }

    @Test
    void nobodyAnswersForTheirOwnAccess() {
        scene.database.superuser().sql("update identity set person_id = :olga where subject = :subject")
                .param("olga", olga.id().value()).param("subject", subject).update();

        assertThat(no(name(olga, "why", "", null))).isInstanceOf(PatternProblem.OwnerOfOwnAccess.class);
        ok(name(scene.rosa, "somebody else", "", null));
    }

    @Test
    void whoSeesItNoLongerCountsAsNobody() {
        ok(name(olga, "first", "", null));
        assertThat(owned("mine", olga)).isEqualTo(1);
        assertThat(owned("mine", scene.rosa)).isZero();
        assertThat(owned("nobody", scene.rosa)).isZero();

        scene.database.superuser()
                .sql("update authority set revoked_at = since where tenant_id = :t and person_id = :olga")
                .param("t", birch.id().value()).param("olga", olga.id().value()).update();

        assertThat(Objects.requireNonNull(seen().owner()).answers()).isFalse();
        assertThat(owned("nobody", scene.rosa)).isEqualTo(1);
        assertThat(lines(olga)).isEmpty();
    }

    @Test
    void whatOneAnswersForStandsInTheirInboxAlone() {
        assertThat(lines(olga)).isEmpty();

        ok(name(olga, "first", "", null));

        assertThat(lines(olga)).containsExactly("1 pattern over tenants /all/patterns?owner=mine");
        assertThat(lines(scene.rosa)).isEmpty();
        scene.judged(birch, "leaver-effective");
        assertThat(lines(olga)).as("it is in one tenant alone").isEmpty();
    }

    @Test
    void aPatternThatEndedAndCameBackSaysSoAndKeepsItsOwner() {
        ok(name(olga, "first", "", null));
        long account = accountOf(birch);

        scene.judged(birch, "leaver-effective");
        watch();
        assertThat(scene.patterns(acme, birch)).isEmpty();
        assertThat(actions()).contains("pattern ended");
        scene.judged(birch, "leaver-effective", account(account, Severity.CRITICAL));
        watch();

        assertThat(seen().timesReturned()).isEqualTo(1);
        assertThat(Objects.requireNonNull(seen().owner()).name()).isEqualTo("Olga Deputy");
        assertThat(history()).containsExactly("owner named by rosa to Olga Deputy: first",
                "ended by nobody to nobody: fewer than two tenants have it",
                "returned by nobody to nobody: two tenants or more have it again");
    }

    /** Between the look at it and the row that says who answers, it ended, and who watched found nobody to answer. */
    @Test
    void aPatternThatEndedAsItWasNamedIsSaidToHaveEnded() {
        watch();
        ok(name(olga, "first", "", null));
        scene.database.superuser().sql("delete from finding_trait_count where tenant_id = :t")
                .param("t", birch.id().value()).update();

        watch();

        assertThat(actions()).contains("pattern ended");
    }

    @Test
    void theRecordSaysWhoseAccessItIsByTheSubjectAndNeverByAName() {
        ok(name(olga, "she knows the leaver", "", null));
        scene.judged(birch, "leaver-effective");
        watch();

        assertThat(seenOnRecord()).hasSize(2).allSatisfy(
                entry -> assertThat(entry).contains("one person or service " + subject).doesNotContain("Hannah"));
        assertThat(scene.database.superuser().sql("select to_jsonb(p)::text from pattern p where pattern = :id")
                .param("id", pattern).query(String.class).single()).contains(subject.toString())
                .doesNotContain("Hannah");
    }

    @Test
    void whatManyTenantsAskForIsWatchedOnceAndSoon() {
        ok(name(olga, "first", "", null));
        watch();
        scene.judged(acme, "leaver-effective");
        scene.judged(birch, "leaver-effective");

        ask();

        assertThat(scene.database.superuser().sql("select tenant_id from work where kind = :kind")
                .param("kind", WatchPatterns.KIND).query(Integer.class).list()).containsExactly(TenantId.MSP.value());
        assertThat(actions()).doesNotContain("pattern ended");
        watch();
        assertThat(actions()).containsOnlyOnce("pattern ended");
    }

    @Test
    void aPatternThatSomebodySeesNoLongerHasNotEnded() {
        ok(name(olga, "first", "", null));
        var calder = scene.unread("calder-" + tests);
        scene.judged(calder, "leaver-effective", account(scene.person(calder, "h", subject), Severity.CRITICAL));
        scene.judged(birch, "leaver-effective");
        watch();

        assertThat(scene.patterns(acme, birch, calder)).isEmpty();
        assertThat(history()).hasSize(1);
    }

    @Test
    void anAuthorityTakenBackAndAPermitForSomethingElseNameNobody() {
        assertThatThrownBy(
                () -> names().name(scene.look(), scope(acme, birch), pattern, request(olga, "why", "", null)))
                .hasMessageContaining("names no owner");
        var paul = scene.person("paul-assigns-" + tests);
        give(paul, "pattern.assign");
        scene.database.mayRead(paul.id(), acme.id(), birch.id());
        var permit = scene.permit(paul, "pattern.assign");
        scene.database.superuser().sql("update authority set revoked_at = since where person_id = :p and tenant_id = 1")
                .param("p", paul.id().value()).update();

        assertThatThrownBy(() -> names().name(permit, scope(acme, birch), pattern, request(olga, "why", "", null)))
                .isInstanceOf(AuthorityLostException.class);
    }

    private NamePatternOwner names() {
        return scene.modules.bean(NamePatternOwner.class);
    }

    private Result<NamePatternOwner.Answer, PatternProblem> name(Principal.@Nullable Person owner, String reason,
            String plan,
            @Nullable LocalDate due) {
        return names().name(scene.assign(), scope(acme, birch), pattern, request(owner, reason, plan, due));
    }

    private NamePatternOwner.Request request(Principal.@Nullable Person owner, String reason, String plan,
            @Nullable LocalDate due) {
        return new NamePatternOwner.Request(Optional.ofNullable(owner).map(each -> authority(each.id())), reason, plan,
                due);
    }

    private UUID authority(PersonId person) {
        return scene.database.superuser().sql("""
                                              select public_id from authority where tenant_id = 1
                                                and capability = 'oversight.read' and person_id = :person""")
                .param("person", person.value()).query(UUID.class).single();
    }

    private void give(Principal.Person person, String capability) {
        scene.database.superuser()
                .sql("""
                     with root as (insert into authority_root (until) values (null) returning root_id)
                     insert into authority (tenant_id, public_id, root_id, person_id, capability, side, source, since, reason)
                     select 1, gen_random_uuid(), root_id, :person, :capability, 'msp', 'delegation',
                       now() - interval '1 day', 'given' from root""")
                .param("person", person.id().value())
                .param("capability", capability).update();
    }

    private PatternView seen() {
        return PatternScene.only(scene.patterns(acme, birch), PatternKind.IDENTITY);
    }

    private int owned(String word, Principal.Person asker) {
        return scene.part(scene.permit(asker, "oversight.read"), PatternFilter.of(null, word, null, ""), acme, birch)
                .total();
    }

    private List<String> lines(Principal.Person person) {
        var msp = new VisibleTenant(TenantId.MSP, UUID.randomUUID(), "msp", "MSP", true);
        return scene.modules.bean(Inbox.class).theirs(person, new Scope(List.of(msp, acme.seen(), birch.seen()), false))
                .stream().map(line -> "%d %s %s".formatted(line.count(), line.what(), line.page())).toList();
    }

    private void watch() {
        ask();
        scene.database.time().advance(WatchPatterns.SOON);
        ask();
    }

    private void ask() {
        while (scene.modules.runDueWork(WatchPatterns.KIND::equals) > 0) {
            // until nothing is ordered any more
        }
    }

    private long accountOf(Place place) {
        return scene.database.superuser().sql("select account_id from account where tenant_id = :t")
                .param("t", place.id().value()).query(Long.class).single();
    }

    private List<String> history() {
        return scene.modules.bean(Transactions.class).tenant(TenantId.MSP,
                tx -> scene.modules.bean(PatternOwnerStore.class).events(tx, pattern)).stream()
                .map(event -> "%s by %s to %s: %s".formatted(event.what(),
                        event.person() == null
                                ? "nobody"
                                : event.person().equals("Rosa Owner") ? "rosa" : event.person(),
                        event.owner() == null ? "nobody" : event.owner(), event.detail()))
                .toList();
    }

    private List<String> actions() {
        return scene.database.superuser().sql("select action from ev_entry where tenant_id = 1 and target like :id")
                .param("id", "%" + pattern + "%").query(String.class).list();
    }

    /** All that entries about the pattern tell and could be erased. */
    private List<String> seenOnRecord() {
        return scene.database.superuser()
                .sql("""
                     select string_agg(d.value, ' | ') from ev_entry e join ev_disclosure d using (tenant_id, event_id)
                     where e.tenant_id = 1 and e.target = :target group by e.event_id""")
                .param("target", "pattern/" + pattern).query(String.class).list();
    }

    private static NamePatternOwner.Answer ok(Result<NamePatternOwner.Answer, PatternProblem> result) {
        return result.orThrow(problem -> new IllegalStateException(problem.toString()));
    }

    private static PatternProblem no(Result<NamePatternOwner.Answer, PatternProblem> result) {
        return ((Result.No<NamePatternOwner.Answer, PatternProblem>) result).problem();
    }
}
