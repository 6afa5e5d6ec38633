package org.bailiwick.platform;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;
import org.springframework.stereotype.Component;

/**
 * Claims durable work and hands it to its handler, on every node alike. A node that dies keeps nothing: its leases run
 * out and another node, or the same one after its restart, takes the work up again.
 */
@Component
final class WorkLoop implements SmartLifecycle {
    private static final Logger log = LoggerFactory.getLogger(WorkLoop.class);
    private static final int AT_ONCE = 4;
    private static final Duration IDLE = Duration.ofMillis(200);
    private static final Duration HEARTBEAT = Duration.ofSeconds(5);
    private static final Duration LONGEST_PAUSE = Duration.ofMinutes(1);

    private final Transactions transactions;
    private final WorkStore store;
    private final PlatformClock clock;
    private final Map<String, WorkHandler> handlers;
    private final Set<String> oneAtATime;
    private final UUID node;
    /** What is carried out here now: only its leases are held on to, so that what was lost is taken up again. */
    private final Set<Long> held = ConcurrentHashMap.newKeySet();
    private final Semaphore slots = new Semaphore(AT_ONCE);
    private final Semaphore finished = new Semaphore(0);
    private volatile boolean running;
    private ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();

    WorkLoop(Transactions transactions, WorkStore store, PlatformClock clock, Ids ids, List<WorkHandler> handlers) {
        this.transactions = transactions;
        this.store = store;
        this.clock = clock;
        this.node = ids.uuid();
        this.handlers = handlers.stream().collect(Collectors.toMap(WorkHandler::kind, Function.identity()));
        this.oneAtATime = handlers.stream().filter(WorkHandler::oneAtATime).map(WorkHandler::kind)
                .collect(Collectors.toSet());
    }

    @Override
    public void start() {
        running = true;
        threads = Executors.newVirtualThreadPerTaskExecutor();
        threads.execute(() -> repeat(this::claim, this::untilSomethingMayBeDue));
        threads.execute(() -> repeat(() -> transactions.work(tx -> {
            store.extend(tx, node, held);
            return true;
        }), () -> Thread.sleep(HEARTBEAT)));
    }

    @Override
    public void stop() {
        running = false;
        threads.shutdownNow();
        try {
            threads.awaitTermination(10, TimeUnit.SECONDS);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
        }
    }

    @Override
    public boolean isRunning() {
        return running;
    }

    private void claim() {
        int free = slots.availablePermits();
        if (free == 0) {
            return;
        }
        var claimed = transactions.work(tx -> store.claim(tx, node, free, oneAtATime));
        for (var each : claimed) {
            slots.acquireUninterruptibly();
            held.add(each.workId());
            threads.execute(() -> carryOut(each));
        }
    }

    private void carryOut(WorkStore.Claimed claimed) {
        try {
            var outcome = handle(claimed.item());
            transactions.work(tx -> {
                switch (outcome) {
                    case WorkHandler.Outcome.Done() -> store.finish(tx, claimed);
                    case WorkHandler.Outcome.Again(var due) -> store.postpone(tx, claimed, due);
                }
                return true;
            });
        } catch (RuntimeException lost) {
            log.warn("{} of tenant {} could not be put down; its lease runs out and it is taken up again",
                    claimed.item().kind(), claimed.item().tenant().value(), lost);
        } finally {
            held.remove(claimed.workId());
            slots.release();
            finished.release();
        }
    }

    /** What ended may have held back the next piece of its kind and tenant. */
    private void untilSomethingMayBeDue() throws InterruptedException {
        finished.tryAcquire(IDLE.toMillis(), TimeUnit.MILLISECONDS);
        finished.drainPermits();
    }

    private WorkHandler.Outcome handle(WorkItem item) {
        var handler = handlers.get(item.kind());
        if (handler == null) {
            log.error("nobody handles work of kind `{}`; it is tried again later", item.kind());
            return WorkHandler.Outcome.again(clock.now().plus(LONGEST_PAUSE));
        }
        try {
            return handler.handle(item);
        } catch (RuntimeException | Error failed) {
            var pause = pause(item.attempt());
            log.warn("{} of tenant {} failed and is tried again in {}", item.kind(), item.tenant().value(), pause,
                    failed);
            return WorkHandler.Outcome.again(clock.now().plus(pause));
        }
    }

    private static Duration pause(int attempt) {
        var doubled = Duration.ofSeconds(1L << Math.min(attempt, 6));
        return doubled.compareTo(LONGEST_PAUSE) > 0 ? LONGEST_PAUSE : doubled;
    }

    private void repeat(Runnable step, Pause pause) {
        while (running) {
            try {
                step.run();
            } catch (RuntimeException failed) {
                if (running) {
                    log.warn("work could not be claimed; the database may be away: {}", failed.getMessage());
                }
            }
            try {
                pause.take();
            } catch (InterruptedException interrupted) {
                return;
            }
        }
    }

    private interface Pause {
        void take() throws InterruptedException;
    }
}
