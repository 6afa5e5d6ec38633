package org.bailiwick.launcher;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;

/** Stays until the user stops it: what died beside the server is started again, and when the server dies all ends. */
final class Watch {
    private static final Duration ROUND = Duration.ofSeconds(1);

    private final ServerProcess server;
    private final Progress progress;
    private final List<Supplier<Optional<String>>> restarts = new ArrayList<>();
    private boolean firstAdministratorShown;

    Watch(ServerProcess server, Progress progress) {
        this.server = server;
        this.progress = progress;
    }

    Watch(ServerProcess server, EmbeddedProduct product, Progress progress) {
        this(server, progress);
        restarts.add(product::restartWhereDead);
    }

    void untilStopped(Supplier<Optional<String>> restart) {
        restarts.add(restart);
        untilStopped();
    }

    void untilStopped() {
        while (true) {
            server.requireAlive();
            showFirstAdministrator();
            restarts.forEach(restart -> restart.get().ifPresent(progress));
            Patience.pause(ROUND);
        }
    }

    private void showFirstAdministrator() {
        if (!firstAdministratorShown) {
            server.firstAdministrator().ifPresent(line -> {
                firstAdministratorShown = true;
                progress.line(line);
            });
        }
    }
}
