package org.bailiwick.register;

import static org.assertj.core.api.Assertions.assertThat;
import static org.bailiwick.register.FakeSystem.role;

import java.time.Duration;
import java.util.List;
import java.util.UUID;
import org.bailiwick.connector.ObjectKind;
import org.bailiwick.connector.Preflight;
import org.bailiwick.platform.WorkHandler.Outcome;
import org.bailiwick.platform.WorkItem;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

@Tag("sql")
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class ObserveConnectionTests {
    private final RegisterForTests register = new RegisterForTests();

    @AfterAll
    void drop() {
        register.close();
    }

    @Test
    void aReadingIsMergedAndRecordedInTheTenantsOwnRecord() {
        var acme = register.connected("read");
        register.says(acme, new FakeSystem().account("alice").has(role("admin")).holds("alice", role("admin")));

        var job = register.request(acme);
        register.work();

        assertThat(register.job(acme, job).state()).isEqualTo("complete");
        assertThat(register.job(acme, job).kinds()).hasSize(ObjectKind.values().length);
        assertThat(register.access(acme)).containsExactly("alice: admin directly");
        assertThat(entries(acme)).containsExactly("snapshot ended success");
    }

    @Test
    void whoeverFollowsTheRegisterIsToldOfEachMergedReadingAndOfNoOther() {
        var acme = register.connected("followed");

        register.observe(acme, new FakeSystem().account("alice").failing(ObjectKind.MEMBERSHIPS));
        var unreachable = new FakeSystem();
        unreachable.preflight = new Preflight.Refused(List.of("a permission is missing"));
        register.observe(acme, unreachable);

        assertThat(register.followed.taken).filteredOn(each -> each.tenant().equals(acme.tenant())).singleElement()
                .satisfies(each -> {
                    assertThat(each.connection()).isEqualTo(acme.connection());
                    assertThat(each.complete()).isFalse();
                });
    }

    @Test
    void signInsAreKnownAsFarBackAsReadingsReachIntoEachOther() {
        var acme = register.connected("reach");
        var now = register.database.platform().clock().now();

        register.observe(acme, new FakeSystem().account("alice").signInsSince(now.minus(Duration.ofDays(30))));
        register.observe(acme, new FakeSystem().account("alice").signInsSince(now.minus(Duration.ofDays(10))));
        assertThat(reach(acme)).isEqualTo(30);

        register.observe(acme, new FakeSystem().account("alice").signInsSince(null));
        assertThat(reach(acme)).isNull();
        var tenDays = new FakeSystem().account("alice").signInsSince(now.minus(Duration.ofDays(10)));
        register.observe(acme, tenDays.copy().failing(ObjectKind.ACCOUNTS));
        assertThat(reach(acme)).as("not of every account").isNull();
        register.observe(acme, tenDays);
        assertThat(reach(acme)).as("over both that did not know").isEqualTo(30);

        register.observe(acme, new FakeSystem().account("alice").signInsSince(now.plus(Duration.ofDays(1))));
        assertThat(reach(acme)).isEqualTo(-1);
    }

    @Test
    void aReadingThatIsStillWaitingIsTakenInsteadOfASecondOne() {
        var acme = register.connected("waiting");
        register.says(acme, new FakeSystem().account("alice"));

        var first = register.request(acme);

        assertThat(register.request(acme)).isEqualTo(first);
        register.work();
        assertThat(register.request(acme)).isNotEqualTo(first);
    }

    @Test
    void aKindThatFailedMakesTheSnapshotPartialAndItsKindNotKnown() {
        var acme = register.connected("half");
        register.says(acme, new FakeSystem().account("alice").failing(ObjectKind.MEMBERSHIPS));

        var job = register.request(acme);
        register.work();

        assertThat(register.job(acme, job).state()).isEqualTo("partial");
        assertThat(register.age(acme, DataAge.OF_IDENTITIES).observedAt()).isNotNull();
        var age = register.age(acme, DataAge.OF_GRANTS);
        assertThat(age.observedAt()).isNull();
        assertThat(age.completeness()).filteredOn(kind -> kind.kind().equals("memberships")).singleElement()
                .satisfies(kind -> {
                    assertThat(kind.state()).isEqualTo("not known");
                    assertThat(kind.problem()).contains("page 2 answered 503");
                });
    }

    @Test
    void whatWasOnceReadCompletelyKeepsItsAgeWhenALaterReadingFails() {
        var acme = register.connected("aging");
        register.observe(acme, new FakeSystem().account("alice"));
        var read = register.age(acme, DataAge.OF_GRANTS).observedAt();
        register.database.time().advance(Duration.ofHours(1));

        register.observe(acme, new FakeSystem().account("alice").failing(ObjectKind.MEMBERSHIPS));

        var age = register.age(acme, DataAge.OF_GRANTS);
        assertThat(age.completeness()).filteredOn(kind -> kind.kind().equals("memberships")).singleElement()
                .satisfies(kind -> {
                    assertThat(kind.state()).isEqualTo("partial");
                    assertThat(kind.observedAt()).isEqualTo(read);
                });
        assertThat(age.observedAt()).isEqualTo(read);
    }

    @Test
    void aTenantWithoutAConnectionIsNotKnown() {
        var tenant = register.database.tenant("bare");

        var age = register.age(new RegisterForTests.Connected(tenant, 0), DataAge.OF_GRANTS);

        assertThat(age.observedAt()).isNull();
        assertThat(age.completeness()).extracting(DataAge.Completeness::state).containsOnly("not known");
    }

    @Test
    void aRefusedConnectionFailsTheJobWithWhatToDo() {
        var acme = register.connected("refused");
        var system = new FakeSystem();
        system.preflight = new Preflight.Refused(List.of("the secret is wrong; set it again"));
        register.says(acme, system);

        var job = register.request(acme);
        register.work();

        assertThat(register.job(acme, job).state()).isEqualTo("failed");
        assertThat(register.job(acme, job).problem()).isEqualTo("the secret is wrong; set it again");
        assertThat(register.age(acme, DataAge.OF_GRANTS).observedAt()).isNull();
        assertThat(entries(acme)).containsExactly("snapshot ended failure");
    }

    @Test
    void aSystemThatDoesNotAnswerIsAskedAgainUntilItDoes() {
        var acme = register.connected("later");
        var system = new FakeSystem().account("alice");
        system.preflight = new Preflight.Unreachable("connection refused");
        register.says(acme, system);
        var job = register.request(acme);
        register.work();
        assertThat(register.job(acme, job).state()).isEqualTo("requested");
        assertThat(register.job(acme, job).problem()).isEqualTo("connection refused");

        system.preflight = new Preflight.Ready("fake", List.of());
        register.database.time().advance(Duration.ofMinutes(1));
        register.work();

        assertThat(register.job(acme, job).state()).isEqualTo("complete");
        assertThat(register.job(acme, job).problem()).isNull();
    }

    @Test
    void aSystemThatNeverAnswersFailsTheJobInTheEnd() {
        var acme = register.connected("never");
        var system = new FakeSystem();
        system.preflight = new Preflight.Unreachable("connection refused");
        register.says(acme, system);
        var job = register.request(acme);

        for (int attempt = 0; attempt < 45; attempt++) {
            register.work();
            register.database.time().advance(Duration.ofMinutes(1));
        }

        assertThat(register.job(acme, job).state()).isEqualTo("failed");
    }

    @Test
    void aNodeThatLostItsLeaseCannotMerge() {
        var acme = register.connected("fenced");
        register.says(acme, new FakeSystem().account("alice"));
        var job = register.request(acme);
        long snapshot = row(job);
        register.database.transactions().worker(acme.tenant(),
                tx -> register.snapshotStore.begin(tx, snapshot, 7));

        var outcome = register.observing().handle(new WorkItem(acme.tenant(), "observe", snapshot, 1, 6));

        assertThat(outcome).isEqualTo(Outcome.done());
        assertThat(register.ask(Long.class, acme, "select count(*) from account where tenant_id = :tenant"))
                .containsExactly(0L);
    }

    @Test
    void aReadingThatALaterOneOvertookIsNotMerged() {
        var acme = register.connected("overtaken");
        register.says(acme, new FakeSystem().account("old"));
        var slow = register.request(acme);
        long snapshot = row(slow);
        register.database.transactions().worker(acme.tenant(),
                tx -> register.snapshotStore.begin(tx, snapshot, 1_000));
        register.read(acme, new FakeSystem().account("new"));
        register.database.superuser().sql("""
                                          update snapshot set state = 'complete', started_at = now() + interval '1 hour'
                                          where tenant_id = :tenant and snapshot_id <> :slow""")
                .param("tenant", acme.tenant().value()).param("slow", snapshot).update();

        boolean may = register.database.transactions().worker(acme.tenant(),
                tx -> register.snapshotStore.mayMerge(tx, snapshot, 1_000));

        assertThat(may).isFalse();
    }

    private long row(UUID job) {
        return register.database.superuser().sql("select snapshot_id from snapshot where public_id = :job")
                .param("job", job).query(Long.class).single();
    }

    private List<String> entries(RegisterForTests.Connected in) {
        return register.ask(String.class, in,
                """
                select action || ' ' || outcome from ev_entry where tenant_id = :tenant order by occurred_at""");
    }

    /** For how many days sign-ins are known by the newest reading; null where they are not. */
    private Long reach(RegisterForTests.Connected in) {
        var days = register
                .ask(String.class, in,
                        """
                        select coalesce(round(extract(epoch from now() - sign_ins_since) / 86400)::text, '')
                        from snapshot where tenant_id = :tenant order by started_at desc limit 1""")
                .getFirst();
        return days.isEmpty() ? null : Long.valueOf(days);
    }
}
