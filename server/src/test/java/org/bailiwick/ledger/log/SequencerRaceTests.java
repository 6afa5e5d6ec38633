package org.bailiwick.ledger.log;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.bailiwick.platform.TenantId;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Two nodes empty the same inbox while people go on working: every entry gets one place, and no log has a gap. */
@Tag("sql")
class SequencerRaceTests {
    private static final int WRITERS = 4;
    private static final int EACH = 60;
    private static final Duration LONGEST = Duration.ofMinutes(1);

    @TempDir
    Path var;

    @Test
    void twoSequencersAtOnceAreHarmless() throws Exception {
        try (var scene = new LogScene(var); var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            var tenants = IntStream.range(0, 3).mapToObj(each -> scene.tenant("tenant-" + each)).toList();
            var written = new ConcurrentLinkedQueue<UUID>();
            var nodes = List.of(new SequencerLoop(scene.log.sequencer()), new SequencerLoop(scene.log.sequencer()));

            nodes.forEach(SequencerLoop::start);
            var writers = new ArrayList<Future<?>>();
            for (int writer = 0; writer < WRITERS; writer++) {
                writers.add(threads.submit(() -> write(scene, tenants, written)));
            }
            for (var writer : writers) {
                writer.get();
            }
            await("the inbox is empty").atMost(LONGEST).until(() -> inbox(scene) == 0);
            nodes.forEach(SequencerLoop::stop);

            assertThat(scene.database.superuser().sql("select event_id from ev_leaf").query(UUID.class).list())
                    .containsExactlyInAnyOrderElementsOf(written);
            for (var tenant : tenants) {
                assertThat(scene.view(tenant).stopped()).isNull();
                assertThat(scene.rebuild(tenant))
                        .isEqualTo(new RebuildLog.Pass(positions(scene, tenant), LogFaults.NONE));
            }
        }
    }

    /** How soon is measured by the bench. */
    @Test
    void entriesGetTheirPositionsByTheRunningLoopAlone() {
        try (var scene = new LogScene(var)) {
            var acme = scene.tenant("acme");
            var node = new SequencerLoop(scene.log.sequencer());
            node.start();
            scene.append(acme);
            await("the first is in the log").atMost(LONGEST).until(() -> scene.size(acme) == 1);

            scene.append(acme);

            await("and so is the one that came after it").atMost(LONGEST).until(() -> scene.size(acme) == 2);
            node.stop();
        }
    }

    private static void write(LogScene scene, List<TenantId> tenants, ConcurrentLinkedQueue<UUID> written) {
        for (int entry = 0; entry < EACH; entry++) {
            written.addAll(scene.append(tenants.get(entry % tenants.size()), 1 + entry % 3));
        }
    }

    private static long inbox(LogScene scene) {
        return scene.database.superuser().sql("select count(*) from ev_inbox").query(Long.class).single();
    }

    private static long positions(LogScene scene, TenantId tenant) {
        return scene.database.superuser().sql("select count(*) from ev_leaf where tenant_id = :tenant")
                .param("tenant", tenant.value()).query(Long.class).single();
    }
}
