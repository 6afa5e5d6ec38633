package org.bailiwick.pattern;

import static org.assertj.core.api.Assertions.assertThat;
import static org.bailiwick.pattern.PatternScene.account;

import java.util.UUID;
import org.bailiwick.finding.Severity;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Who is called by name in a row of a version before is called by the subject, so that an erasure finds and keeps it gone. */
@Tag("sql")
class PatternNamesTests {
    @Test
    void theNameThatAnEarlierVersionKeptIsForgottenAndTheSubjectKept() {
        try (var scene = new PatternScene()) {
            var acme = scene.tenant("acme");
            var birch = scene.tenant("birch");
            var subject = UUID.randomUUID();
            scene.judged(acme, "stale-admin", account(scene.person(acme, "h", subject), Severity.HIGH));
            scene.judged(birch, "stale-admin", account(scene.person(birch, "h", subject), Severity.HIGH));
            var pattern = PatternScene.only(scene.patterns(acme, birch), PatternKind.IDENTITY).id();
            for (var each : new UUID[]{pattern, new UUID(7, 7)}) {
                scene.database.superuser().sql("""
                                               insert into pattern (tenant_id, pattern, kind, name, state, state_at)
                                               values (1, :pattern, 'identity', 'Hannah Weiss', 'present', now())""")
                        .param("pattern", each).update();
            }

            scene.modules.runDueWork(WatchPatterns.KIND::equals);
            scene.database.time().advance(WatchPatterns.SOON);
            while (scene.modules.runDueWork(WatchPatterns.KIND::equals) > 0) {
                // until nothing is ordered any more
            }

            assertThat(scene.database.superuser()
                    .sql("select concat_ws(' ', name, '/', subject) from pattern order by subject")
                    .query(String.class).list())
                    .containsExactly("one person or service %s / %s".formatted(subject, subject),
                            "one person or service /");
            assertThat(scene.database.superuser()
                    .sql("select string_agg(value, ' ') from ev_disclosure where tenant_id = 1").query(String.class)
                    .single()).doesNotContain("Hannah");
        }
    }
}
