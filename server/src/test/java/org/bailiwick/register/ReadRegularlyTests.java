package org.bailiwick.register;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.List;
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
class ReadRegularlyTests {
    private static final Duration MORE_THAN_A_DAY = Duration.ofHours(25);
    private final RegisterForTests register = new RegisterForTests();

    @AfterAll
    void drop() {
        register.close();
    }

    @Test
    void aSystemIsReadAgainADayAfterItsLastReadingBecauseTheProductAsked() {
        var acme = register.connected("daily");
        register.observe(acme, alice());
        register.says(acme, alice().account("bob"));

        later(Duration.ofHours(21));
        assertThat(readings(acme)).as("before its time").containsExactly("complete");
        later(Duration.ofHours(4));

        assertThat(readings(acme)).containsExactly("complete", "complete");
        assertThat(register.ask(String.class, acme, "select username from account where tenant_id = :tenant"))
                .containsExactlyInAnyOrder("alice", "bob");
        assertThat(register.ask(String.class, acme,
                """
                select convert_from(body, 'UTF8') from ev_entry
                where tenant_id = :tenant and action = 'snapshot requested'""")).singleElement()
                .satisfies(entry -> assertThat(entry).contains("\"actor\":{\"app_name\":\"Bailiwick\"}"));
        later(MORE_THAN_A_DAY);
        assertThat(readings(acme)).hasSize(3);
    }

    @Test
    void howeverAReadingEndsAnotherOneFollows() {
        var partial = register.connected("partial");
        register.observe(partial, alice().failing(ObjectKind.MEMBERSHIPS));
        var refused = register.connected("refused");
        var refusing = new FakeSystem();
        refusing.preflight = new Preflight.Refused(List.of("the secret is wrong; set it again"));
        register.observe(refused, refusing);

        later(MORE_THAN_A_DAY);

        assertThat(readings(partial)).containsExactly("partial", "partial");
        assertThat(readings(refused)).containsExactly("failed", "failed");
    }

    @Test
    void aSystemThatDoesNotAnswerIsNotAskedForASecondReadingBeforeTheFirstEnded() {
        var acme = register.connected("silent");
        register.observe(acme, alice());
        var silent = new FakeSystem();
        silent.preflight = new Preflight.Unreachable("connection refused");
        register.says(acme, silent);

        later(MORE_THAN_A_DAY);
        later(Duration.ofMinutes(1));
        assertThat(readings(acme)).containsExactly("complete", "requested");
        for (int attempt = 0; attempt < 45; attempt++) {
            later(Duration.ofMinutes(1));
        }

        assertThat(readings(acme)).containsExactly("complete", "failed");
        later(MORE_THAN_A_DAY);
        assertThat(readings(acme)).hasSize(3);
    }

    @Test
    void aReadingThatSomebodyAskedForPutsTheNextOneOff() {
        var acme = register.connected("asked");
        register.observe(acme, alice());
        later(Duration.ofHours(20));
        register.observe(acme, alice());

        later(Duration.ofHours(6));
        assertThat(readings(acme)).hasSize(2);
        later(Duration.ofHours(19));

        assertThat(readings(acme)).hasSize(3);
    }

    @Test
    void whileAReadingIsUnderWayNoOtherIsOrdered() {
        var acme = register.connected("busy");
        register.observe(acme, alice());
        register.database.time().advance(MORE_THAN_A_DAY);
        register.snapshot(acme);

        var outcome = look(acme, register.daily);

        assertThat(readings(acme)).containsExactly("complete", "running");
        assertThat(outcome).isInstanceOfSatisfying(Outcome.Again.class,
                again -> assertThat(again.due()).isAfter(now().plus(Duration.ofHours(21))));
    }

    @Test
    void aDisconnectedSystemIsNotReadAndOneThatIsConnectedAgainIs() {
        var acme = register.connected("gone");
        register.observe(acme, alice());
        state(acme, "disconnected");

        later(MORE_THAN_A_DAY);
        assertThat(readings(acme)).containsExactly("complete");
        assertThat(ordered(acme)).isEmpty();

        state(acme, "ready");
        register.observe(acme, alice());
        later(MORE_THAN_A_DAY);
        assertThat(readings(acme)).hasSize(3);
    }

    @Test
    void connectionsOfBeforeGetTheirReadingAtTheNextStartHoweverOftenAndWhereverThatIs() {
        var acme = register.connected("before");
        register.observe(acme, alice());
        var never = register.connected("never");
        register.says(never, alice());
        forget(acme);

        register.ordering(register.daily).started();
        register.ordering(register.daily).started();
        register.work();
        register.ordering(register.daily).handle(new WorkItem(acme.tenant(), OrderReadings.KIND, 1, 1, 1));

        assertThat(ordered(acme)).singleElement().satisfies(due -> assertThat(due)
                .isAfter(now().plus(Duration.ofHours(21))).isBefore(now().plus(Duration.ofHours(24))));
        later(MORE_THAN_A_DAY);
        assertThat(readings(acme)).hasSize(2);
        assertThat(readings(never)).as("what was never read is due at once").hasSize(2);
    }

    @Test
    void aShorterTimeBringsTheNextReadingForward() {
        var acme = register.connected("sooner");
        register.observe(acme, alice());

        register.ordering(register.schedule(Duration.ofHours(6)))
                .handle(new WorkItem(acme.tenant(), OrderReadings.KIND, 1, 1, 1));

        assertThat(ordered(acme)).singleElement()
                .satisfies(due -> assertThat(due).isBefore(now().plus(Duration.ofHours(6))));
    }

    @Test
    void nothingIsReadByItselfWhereThatIsTurnedOff() {
        var acme = register.connected("off");
        register.observe(acme, alice());
        var off = register.schedule(Duration.ZERO);
        forget(acme);

        register.ordering(off).started();
        register.ordering(off).handle(new WorkItem(acme.tenant(), OrderReadings.KIND, 1, 1, 1));

        assertThat(ordered(acme)).isEmpty();
        assertThat(look(acme, off)).isEqualTo(Outcome.done());
    }

    private static FakeSystem alice() {
        return new FakeSystem().account("alice");
    }

    private void later(Duration time) {
        register.database.time().advance(time);
        register.work();
    }

    private Instant now() {
        return register.database.platform().clock().now();
    }

    private Outcome look(RegisterForTests.Connected in, ReadingSchedule schedule) {
        return register.readingRegularly(schedule)
                .handle(new WorkItem(in.tenant(), ReadRegularly.KIND, in.connection(), 1, 1));
    }

    private List<String> readings(RegisterForTests.Connected in) {
        return register.ask(String.class, in,
                "select state from snapshot where tenant_id = :tenant order by requested_at, snapshot_id");
    }

    private List<Instant> ordered(RegisterForTests.Connected in) {
        return register.ask(OffsetDateTime.class, in,
                "select due from work where tenant_id = :tenant and kind = 'read regularly'").stream()
                .map(OffsetDateTime::toInstant).toList();
    }

    private void forget(RegisterForTests.Connected in) {
        register.finished(in, ReadRegularly.KIND, in.connection());
    }

    private void state(RegisterForTests.Connected in, String state) {
        register.database.superuser().sql("""
                                          update connection set state = :state,
                                            disconnected_at = case when :state = 'disconnected' then now() end
                                          where tenant_id = :tenant""").param("state", state)
                .param("tenant", in.tenant().value()).update();
    }
}
