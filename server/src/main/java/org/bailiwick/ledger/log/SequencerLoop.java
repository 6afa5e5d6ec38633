package org.bailiwick.ledger.log;

import java.time.Duration;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;
import org.springframework.stereotype.Component;

/**
 * Empties the inbox, on every node alike. Whichever node comes first takes a tenant's entries; one that dies leaves
 * nothing half done, because all of a tenant's step commits together.
 */
@Component
final class SequencerLoop implements SmartLifecycle {
    private static final Logger log = LoggerFactory.getLogger(SequencerLoop.class);
    private static final Duration IDLE = Duration.ofMillis(200);
    /** A checkpoint over a few entries costs as much as one over thousands: after such a round more may come first. */
    private static final Duration GATHER = Duration.ofMillis(350);
    private static final Duration AFTER_FAILURE = Duration.ofSeconds(2);
    /** As many as the role has connections. */
    private static final int LOOPS = 2;

    private final Sequencer sequencer;
    private volatile boolean running;
    private ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();

    SequencerLoop(Sequencer sequencer) {
        this.sequencer = sequencer;
    }

    @Override
    public void start() {
        running = true;
        threads = Executors.newVirtualThreadPerTaskExecutor();
        for (int loop = 0; loop < LOOPS; loop++) {
            int part = loop;
            threads.execute(() -> repeat(part));
        }
    }

    @Override
    public void stop() {
        running = false;
        // Each loop ends with its step: an interrupted step would tear its connection, and commits or not as a whole anyway.
        threads.shutdown();
        try {
            if (!threads.awaitTermination(10, TimeUnit.SECONDS)) {
                threads.shutdownNow();
            }
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
        }
    }

    @Override
    public boolean isRunning() {
        return running;
    }

    /** None in a backlog. */
    private static Duration pauseAfter(int taken) {
        if (taken >= SequenceTenant.BATCH) {
            return Duration.ZERO;
        }
        return taken == 0 ? IDLE : GATHER;
    }

    private void repeat(int part) {
        while (running) {
            var pause = Duration.ZERO;
            try {
                int taken = sequencer.round(part, LOOPS);
                if (part == 0) {
                    sequencer.heads();
                }
                pause = pauseAfter(taken);
            } catch (RuntimeException failed) {
                if (running) {
                    log.warn("the inbox could not be emptied; the database may be away: {}", failed.getMessage());
                }
                pause = AFTER_FAILURE;
            }
            try {
                Thread.sleep(pause);
            } catch (InterruptedException interrupted) {
                return;
            }
        }
    }
}
