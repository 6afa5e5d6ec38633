package org.bailiwick.platform;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.Queue;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.bailiwick.testing.TestDatabase;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@Tag("sql")
class WorkLoopTests {
    private static final int PATIENCE_IN_SECONDS = 30;

    private TestDatabase database;
    private TenantId acme;
    private TenantId birch;

    @BeforeEach
    void twoTenants() {
        database = TestDatabase.create();
        acme = database.tenant("acme");
        birch = database.tenant("birch");
    }

    @AfterEach
    void drop() {
        database.close();
    }

    @Test
    void piecesOfOneKindAndTenantAreNeverUnderWayTogether() throws InterruptedException {
        var kind = new Recording(12);
        order(acme, 1, 2, 3, 4, 5, 6);
        order(birch, 1, 2, 3, 4, 5, 6);

        // two nodes, as when the server runs twice
        var nodes = List.of(node(kind), node(kind));
        nodes.forEach(WorkLoop::start);
        boolean all = kind.done.await(PATIENCE_IN_SECONDS, TimeUnit.SECONDS);
        nodes.forEach(WorkLoop::stop);

        assertThat(all).as("all pieces were carried out").isTrue();
        assertThat(kind.together).as("pieces that met another of their tenant").isEmpty();
        assertThat(kind.handled).hasSize(12).doesNotHaveDuplicates();
    }

    @Test
    void nodeHoldsOnePieceOfAKindThatIsDoneOneAtATime() {
        order(acme, 1);
        order(birch, 1);
        var kind = database.superuser().sql("select distinct kind from work").query(String.class).single();
        var store = new WorkStore();
        var node = database.platform().ids().uuid();

        var first = claim(store, node, kind);
        assertThat(first).hasSize(1);
        assertThat(claim(store, node, kind)).as("it holds one").isEmpty();
        assertThat(claim(store, database.platform().ids().uuid(), "another kind")).as("another node").hasSize(1);
        database.transactions().work(tx -> {
            store.finish(tx, first.getFirst());
            return true;
        });
        order(acme, 2);
        assertThat(claim(store, node, kind)).hasSize(1);
    }

    private List<WorkStore.Claimed> claim(WorkStore store, UUID node, String oneAtATime) {
        return database.transactions().work(tx -> store.claim(tx, node, 10, Set.of(oneAtATime)));
    }

    @Test
    void whatFailsIsTriedAgainAndHoldsNobodyElseUp() throws InterruptedException {
        var kind = new Recording(3);
        kind.failing.set(1);
        order(acme, 1);
        order(birch, 1, 2);

        var node = node(kind);
        node.start();
        boolean all = kind.done.await(PATIENCE_IN_SECONDS, TimeUnit.SECONDS);
        node.stop();

        assertThat(all).isTrue();
        assertThat(kind.failures.get()).isEqualTo(1);
    }

    @Test
    void whatADeadNodeHeldIsTakenUpWhenItsLeaseHasRunOut() {
        order(acme, 1);
        var store = new WorkStore();

        var byTheDead = claim(store);
        var tooEarly = claim(store);
        database.time().advance(WorkStore.LEASE.plus(Duration.ofSeconds(1)));
        var later = claim(store);

        assertThat(byTheDead).hasSize(1);
        assertThat(tooEarly).isEmpty();
        assertThat(later).singleElement()
                .satisfies(again -> assertThat(again.item().fence())
                        .isGreaterThan(byTheDead.getFirst().item().fence()));
    }

    @Test
    void aNodeHoldsOnToNothingThatItDoesNotCarryOut() {
        order(acme, 1);
        order(birch, 1);
        var store = new WorkStore();
        var node = database.platform().ids().uuid();
        var claimed = database.transactions().work(tx -> store.claim(tx, node, 10));
        var lost = claimed.getLast();

        database.time().advance(WorkStore.LEASE.minus(Duration.ofSeconds(1)));
        database.transactions().work(tx -> {
            store.extend(tx, node, Set.of(claimed.getFirst().workId()));
            return true;
        });
        database.time().advance(Duration.ofSeconds(2));

        assertThat(claim(store)).singleElement().extracting(WorkStore.Claimed::workId).isEqualTo(lost.workId());
    }

    @Test
    void aNodeWhoseLeaseRanOutCannotPutDownWhatAnotherTookUp() {
        order(acme, 1);
        var store = new WorkStore();
        var slow = claim(store).getFirst();
        database.time().advance(WorkStore.LEASE.plus(Duration.ofSeconds(1)));
        var other = claim(store).getFirst();

        database.transactions().work(tx -> {
            store.finish(tx, slow);
            return true;
        });

        assertThat(database.transactions().<Long>work(tx -> tx.sql("select work_id from work").query(Long.class)
                .single())).isEqualTo(other.workId());
    }

    private List<WorkStore.Claimed> claim(WorkStore store) {
        return database.transactions().work(tx -> store.claim(tx, database.platform().ids().uuid(), 10));
    }

    private WorkLoop node(WorkHandler handler) {
        return new WorkLoop(database.transactions(), new WorkStore(), database.platform().clock(),
                database.platform().ids(), List.of(handler));
    }

    private void order(TenantId tenant, long... subjects) {
        database.transactions().worker(tenant, tx -> {
            for (long subject : subjects) {
                new Work().order(tx, "recording", subject, tx.now());
            }
            return true;
        });
    }

    /** Takes its time, and notes whom it met. */
    private static final class Recording implements WorkHandler {
        private final ConcurrentHashMap<TenantId, Long> underWay = new ConcurrentHashMap<>();
        private final Queue<WorkItem> together = new ConcurrentLinkedQueue<>();
        private final Queue<String> handled = new ConcurrentLinkedQueue<>();
        private final AtomicInteger failures = new AtomicInteger();
        private final CountDownLatch done;
        private final AtomicInteger failing = new AtomicInteger();

        Recording(int pieces) {
            done = new CountDownLatch(pieces);
        }

        @Override
        public String kind() {
            return "recording";
        }

        @Override
        public Outcome handle(WorkItem item) {
            if (failing.getAndDecrement() > 0) {
                failures.incrementAndGet();
                throw new IllegalStateException("fails once");
            }
            if (underWay.putIfAbsent(item.tenant(), item.subject()) != null) {
                together.add(item);
            }
            pause();
            underWay.remove(item.tenant(), item.subject());
            handled.add(item.tenant() + "/" + item.subject());
            done.countDown();
            return Outcome.done();
        }

        private static void pause() {
            try {
                Thread.sleep(20);
            } catch (InterruptedException interrupted) {
                Thread.currentThread().interrupt();
            }
        }
    }
}
