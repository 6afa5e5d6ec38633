package org.bailiwick.register;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import org.bailiwick.change.SampleTenant;
import org.bailiwick.connector.EntitlementKey;
import org.bailiwick.connector.ObjectKind;
import org.bailiwick.connector.Observed;
import org.bailiwick.connector.Preflight;
import org.bailiwick.finding.Judge;
import org.bailiwick.finding.Judging;
import org.bailiwick.finding.Rule;
import org.bailiwick.platform.TenantTx;
import org.bailiwick.template.ExpectedScopes;
import org.bailiwick.testing.TestDatabase;
import org.bailiwick.testing.TestModules;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.config.BeanPostProcessor;

/**
 * After a reading only those rules are asked that look at what it found to be another, and the findings are then what
 * all rules would have said.
 */
@Tag("sql")
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class FindingsAfterReadingsTests {
    private static final EntitlementKey ADMIN = new EntitlementKey(EntitlementKey.CLIENT_ROLE,
            "realm-management/realm-admin");
    private static final EntitlementKey CLERK = FakeSystem.role("clerk");
    private static final EntitlementKey STAFF = FakeSystem.group("/Staff");
    private static final String SCOPE = """
                                        {"roleModel": [{"kind": "group", "name": "/Staff", "leadsTo": [
                                           {"kind": "realm role", "name": "clerk"}]}],
                                         "functions": {"clerk": {"entitlements": [{"kind": "group", "name": "/Staff"}]}},
                                         "people": {"tom": {"functions": ["clerk"]}, "uma": {"functions": ["clerk"]}}}
                                        """;
    /** Of these, what they look at elsewhere is not known here: they are asked after each reading. */
    private static final List<String> ALWAYS = List.of("access-returned", "leaver-effective");

    private final TestDatabase database = TestDatabase.create();
    private final Map<Long, FakeSystem> systems = new HashMap<>();
    private final Set<String> asked = new TreeSet<>();
    private final TestModules modules = TestModules.over(database, context -> {
        context.registerBean("systemsToRead", Systems.class, () -> new Systems((tenant, id) -> systems.get(id)));
        context.registerBean(NotingWhoIsAsked.class, () -> new NotingWhoIsAsked(asked));
    });
    private int tenants;
    private SampleTenant tenant;
    private FakeSystem system;

    FindingsAfterReadingsTests() {
        database.superuser().sql("insert into mail_domain values (1, 'msp.example', now())").update();
    }

    /** Each judge answers as itself and it is noted that it did. */
    private record NotingWhoIsAsked(Set<String> asked) implements BeanPostProcessor {
        @Override
        public Object postProcessAfterInitialization(Object bean, String name) {
            return bean instanceof Judge judge ? noted(judge) : bean;
        }

        private Judge noted(Judge judge) {
            return (Judge) Proxy.newProxyInstance(getClass().getClassLoader(), new Class<?>[]{Judge.class},
                    (proxy, method, arguments) -> {
                        if (method.getName().equals("judge")) {
                            asked.add(judge.rule());
                        }
                        try {
                            var answer = method.invoke(judge, arguments);
                            return answer instanceof Judge prepared ? noted(prepared) : answer;
                        } catch (InvocationTargetException failed) {
                            throw failed.getCause();
                        }
                    });
        }
    }

    @AfterAll
    void stop() {
        modules.close();
        database.close();
    }

    @BeforeEach
    void everyRuleKnowsItsAnswer() {
        tenant = SampleTenant.create(database, modules, "reading-" + ++tenants, "automatic");
        database.superuser().sql("update connection set system = 'keycloak' where tenant_id = :tenant")
                .param("tenant", tenant.id().value()).update();
        tenant.give("operator", SampleTenant.operator(), "scope.propose", "msp");
        tenant.give("approver", SampleTenant.approver(), "scope.approve", "tenant");
        var scopes = modules.bean(ExpectedScopes.class);
        var proposed = scopes
                .propose(tenant.permit(SampleTenant.operator(), "Otto", "scope.propose"),
                        SCOPE.getBytes(StandardCharsets.UTF_8))
                .orThrow(problem -> new IllegalStateException(problem.toString()));
        scopes.approve(tenant.permit(SampleTenant.approver(), "Ada", "scope.approve"), proposed.publicId(),
                proposed.hash(), "").orThrow(problem -> new IllegalStateException(problem.toString()));
        system = new FakeSystem().has(ADMIN, CLERK, STAFF).contains(STAFF, CLERK)
                .account("tom").account("front-desk").account("otto", "Otto", "otto@msp.example", true)
                .signedIn("uma", now().minus(Duration.ofDays(1))).service("backup")
                .holds("tom", STAFF).holds("uma", STAFF).holds("uma", ADMIN).holds("otto", ADMIN)
                .secret("backup", "key", now().minus(Duration.ofDays(300)), now().plus(Duration.ofDays(500)))
                .setting("bruteForceProtected", "true").setting("failureFactor", "5")
                .signInsSince(now().minus(Duration.ofDays(400)));
        read(system);
        work();
    }

    @Test
    void aReadingThatSaysTheSameHasOnlyTheAgeChanged() {
        var findings = findings();
        var before = ages();
        assertThat(ask("select rule from finding_summary where basis is not null")).hasSize(rules().size());

        assertThat(askedAfter(system)).containsExactlyElementsOf(ALWAYS);

        assertThat(findings()).isEqualTo(findings);
        assertThat(ages()).hasSameSizeAs(before).doesNotContainAnyElementsOf(before);
        assertThat(ask("select rule from finding_summary_day d natural join finding_summary s where d.as_of = s.as_of"))
                .hasSize(Rule.values().length);
    }

    @Test
    void whatIsReadOtherwiseHasThoseRulesAskedThatLookAtIt() {
        assertThat(askedAfter(system.copy().setting("maxFailureWaitSeconds", "1"))).contains("lockout-weak")
                .hasSize(ALWAYS.size() + 1);
        assertThat(askedAfter(system.copy().setting("maxFailureWaitSeconds", "1").secret("backup", "other",
                now().minus(Duration.ofDays(700)), null))).contains("credential-overdue").hasSize(ALWAYS.size() + 1);
        assertThat(ask("select title from finding where rule = 'credential-overdue' and state = 'open'")).hasSize(1);
        assertThat(askedAfter(system.copy().setting("maxFailureWaitSeconds", "1"))).as("it is gone again")
                .contains("credential-overdue").hasSize(ALWAYS.size() + 1);
        assertThat(ask("select title from finding where rule = 'credential-overdue' and state = 'open'")).isEmpty();
        assertThat(askedAfter(system.copy().setting("maxFailureWaitSeconds", "1").holds("tom", ADMIN)))
                .doesNotContain("lockout-weak", "role-model-weaker").hasSize(rules().size() - 2 + ALWAYS.size());
        assertThat(askedAfter(system.copy().setting("maxFailureWaitSeconds", "1").contains(STAFF, ADMIN)))
                .doesNotContain("lockout-weak").hasSize(rules().size() - 1 + ALWAYS.size());
        assertThat(ask("select title from finding where rule = 'role-model-weaker' and state = 'open'")).hasSize(1);
    }

    @Test
    void aSignInIsLookedAtByWhoeverJudgesSilence() {
        var first = system.copy().signedIn("tom", now().minus(Duration.ofDays(200)));
        first.objects.removeIf(each -> each instanceof Observed.Account account && account.id().equals("tom")
                && account.lastSignInAt() == null);
        assertThat(askedAfter(first)).containsAll(ALWAYS).contains("stale-admin");

        var again = system.copy().signedIn("tom", now().minus(Duration.ofDays(100)));
        again.objects.removeIf(each -> each instanceof Observed.Account account && account.id().equals("tom")
                && account.lastSignInAt() == null);
        assertThat(askedAfter(again)).containsExactly("access-returned", "leaver-effective", "stale-admin");
    }

    @Test
    void timeHasRulesAskedThatLookAtIt() {
        assertThat(askedAfter(system)).containsExactlyElementsOf(ALWAYS);

        database.time().advance(Duration.ofDays(100));

        assertThat(askedAfter(system)).containsExactly("access-returned", "credential-overdue", "leaver-effective",
                "stale-admin");
        assertThat(ask("select title from finding where rule = 'credential-overdue' and state = 'open'")).hasSize(1);
        assertThat(ask("select title from finding where rule = 'stale-admin' and state = 'open'"))
                .anyMatch(title -> title.contains("`uma`"));
    }

    /** Whoever cannot read everything says so at each reading anew, and nothing is passed over afterwards. */
    @Test
    void whereAReadingWasNotWholeRulesAreAskedThenAndWhenItIsAgain() {
        assertThat(askedAfter(system.copy().failing(ObjectKind.SETTINGS))).contains("lockout-weak")
                .hasSize(ALWAYS.size() + 1);
        assertThat(ask("select rule from finding_summary where basis is null")).contains("lockout-weak");
        assertThat(askedAfter(system.copy().failing(ObjectKind.SETTINGS))).contains("lockout-weak");

        assertThat(askedAfter(system)).contains("lockout-weak").hasSize(ALWAYS.size() + 1);
        assertThat(askedAfter(system)).containsExactlyElementsOf(ALWAYS);
    }

    @Test
    void whatIsNotReadButLookedAtHasRulesAskedToo() {
        database.superuser()
                .sql("""
                     insert into tenant_person (tenant_id, person_id, name, mail, mail_verified)
                     values (:tenant, 4711, 'Kim', 'kim@acme.example', true)""").param("tenant", tenant.id().value())
                .update();
        assertThat(askedAfter(system)).containsExactly("access-returned", "leaver-effective", "no-owner");

        database.superuser().sql("insert into mail_domain values (1, 'other-%d.example', now())".formatted(tenants))
                .update();
        assertThat(askedAfter(system)).containsExactly("access-returned", "delegated-admin-unexpected",
                "excess-access", "leaver-effective");
    }

    /** A verified change that did not last is seen by the next reading, also where that says what was said before. */
    @Test
    void ruleWithAFindingThatIsToEndIsAsked() {
        database.superuser()
                .sql("update finding_summary set ending = 1 where tenant_id = :tenant and rule = 'excess-access'")
                .param("tenant", tenant.id().value()).update();

        assertThat(askedAfter(system)).containsExactly("access-returned", "excess-access", "leaver-effective");
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4})
    void findingsAreWhatAllRulesWouldSayHoweverOftenOnlySomeWereAsked(long seed) {
        var random = new Random(seed);
        int passedOver = 0;
        for (int step = 1; step <= 40; step++) {
            switch (random.nextInt(6)) {
                case 0 -> database.time().advance(Duration.ofDays(random.nextInt(60)));
                case 1 -> {
                }
                default -> somethingElse(random);
            }
            var reading = random.nextInt(8) == 0
                    ? system.copy().failing(ObjectKind.values()[random.nextInt(ObjectKind.values().length)])
                    : system;
            if (random.nextInt(8) == 0) {
                reading = new FakeSystem();
                reading.preflight = new Preflight.Refused(List.of("the secret is wrong; set it again"));
            }
            asked.clear();
            read(reading);
            work();
            passedOver += Rule.values().length - asked.size();
            if (random.nextInt(3) == 0) {
                var said = everythingSaid();
                all();
                assertThat(everythingSaid()).as("step %d of %d", step, seed).isEqualTo(said);
            }
        }
        assertThat(passedOver).as("how often a rule was not asked").isGreaterThan(50);
    }

    private void somethingElse(Random random) {
        var who = List.of("tom", "uma", "otto", "front-desk", "backup").get(random.nextInt(5));
        var right = List.of(ADMIN, CLERK, STAFF).get(random.nextInt(3));
        switch (random.nextInt(7)) {
            case 0 -> thereOrNot(new Observed.Membership(who, right));
            case 1 -> thereOrNot(new Observed.Containment(STAFF, ADMIN));
            case 2 -> thereOrNot(new Observed.Credential("backup", "client secret", "k" + random.nextInt(2), "x",
                    Instant.parse("2026-03-01T00:00:00Z"), Instant.parse("2027-06-01T00:00:00Z")));
            case 3 -> thereOrNot(new Observed.Setting("failureFactor", random.nextBoolean() ? "5" : "30"));
            case 4 -> system.objects.replaceAll(each -> each instanceof Observed.SignIns
                    ? new Observed.SignIns(random.nextBoolean() ? null : now().minus(Duration.ofDays(200)), "not kept")
                    : each);
            case 5 -> system.objects.replaceAll(
                    each -> each instanceof Observed.Account account && account.id().equals(who)
                            ? new Observed.Account(account.id(), account.username(), account.displayName(),
                                    account.mail(), account.mailVerified(), account.service(), account.enabled(), false,
                                    account.createdAt(), account.pendingActions(),
                                    now().minus(Duration.ofDays(random.nextInt(120))))
                            : each);
            default -> system.objects.replaceAll(
                    each -> each instanceof Observed.Account account && account.id().equals(who)
                            ? new Observed.Account(account.id(), account.username(), account.displayName(),
                                    account.mail(), account.mailVerified(), account.service(),
                                    !Boolean.TRUE.equals(account.enabled()), false, account.createdAt(),
                                    account.pendingActions(), account.lastSignInAt())
                            : each);
        }
    }

    private void thereOrNot(Observed object) {
        if (!system.objects.remove(object)) {
            if (object instanceof Observed.Setting setting) {
                system.objects.removeIf(each -> each instanceof Observed.Setting other
                        && other.key().equals(setting.key()));
            }
            system.objects.add(object);
        }
    }

    /** Which rules are asked by what follows from this reading, but for what becomes known otherwise. */
    private Set<String> askedAfter(FakeSystem said) {
        asked.clear();
        read(said);
        modules.runDueWork(kind -> kind.equals("judge reading"));
        return new TreeSet<>(asked);
    }

    private void read(FakeSystem said) {
        systems.put(tenant.connection(), said);
        database.superuser().sql("delete from work where kind = 'judge' and subject = 0").update();
        database.transactions().tenant(tenant.id(),
                tx -> modules.bean(Snapshots.class).request(tx, tenant.connection(), null));
        modules.runDueWork(kind -> kind.equals(ObserveConnection.KIND));
    }

    /** All rules are asked, as they are once a day. */
    private void all() {
        database.transactions().worker(tenant.id(), (TenantTx tx) -> {
            modules.bean(Judging.class).order(tx);
            return true;
        });
        modules.runDueWork(kind -> kind.equals("judge"));
    }

    private void work() {
        for (int round = 0; round < 20 && modules.runDueWork() > 0; round++) {
            // until nothing is due
        }
    }

    private Instant now() {
        return Instant.now().plus(database.time().get());
    }

    /** Rules that tell by what they were answered. */
    private static List<String> rules() {
        var rules = new ArrayList<String>();
        for (var rule : Rule.values()) {
            rules.add(rule.id());
        }
        rules.removeAll(ALWAYS);
        return rules;
    }

    private List<String> ages() {
        return ask("select rule || ' ' || as_of from finding_summary where basis is not null");
    }

    private List<String> findings() {
        return ask("select finding_id || ' ' || xmin from finding where tenant_id > 0");
    }

    private List<String> everythingSaid() {
        var said = new ArrayList<>(ask("""
                                       select rule || ' ' || key || ' ' || state || ' ' || severity || ' ' || title
                                         || reasons::text || coalesce(detail::text, '') from finding"""));
        said.addAll(ask("""
                        select concat_ws(' ', rule, open_critical, open_high, open_moderate, open_low, decided, known,
                          not_known, why, case when basis is not null then as_of end) from finding_summary"""));
        said.addAll(ask("select what || event_id from finding_event"));
        return said;
    }

    private List<String> ask(String sql) {
        return database.superuser().sql("select * from (%s) told (it) order by it".formatted(
                sql.contains(" where ") ? sql + " and tenant_id = :tenant" : sql + " where tenant_id = :tenant"))
                .param("tenant", tenant.id().value()).query(String.class).list();
    }
}
