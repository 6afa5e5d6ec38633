package org.bailiwick.launcher;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * A real PostgreSQL that needs no installation: whoever clones the project can run it, and what is written is kept, also
 * when the machine loses power. Data lies in {@code var/<name>-<major>}, its password, port and lock beside it. A server
 * that a killed run left behind is adopted when it answers to our password, and stopped otherwise.
 */
public final class EmbeddedPostgres implements AutoCloseable {
    private static final Duration START_LIMIT = Duration.ofSeconds(90);
    private static final Duration RETRY_LIMIT = Duration.ofSeconds(15);
    private static final Duration STOP_GRACE = Duration.ofSeconds(20);

    private final PostgresPlace place;
    private final FolderLock lock;
    private final int port;
    private ChildProcess postmaster;

    private EmbeddedPostgres(PostgresPlace place, FolderLock lock, Consumer<String> say) {
        this.place = place;
        this.lock = lock;
        Optional<PostmasterFile> leftover = adoptable();
        if (leftover.isPresent()) {
            port = leftover.get().port();
            postmaster = new ChildProcess(ProcessHandle.of(leftover.get().pid()).orElseThrow());
            say.accept("PostgreSQL of an earlier run still answers on port %d: using it".formatted(port));
        } else {
            place.data().stopProcesses();
            port = place.port().choose(say);
            postmaster = launch();
        }
    }

    /** Starts the version on the class path. */
    public static EmbeddedPostgres start(Path var, String name) {
        return start(var, name, line -> {});
    }

    /** As above; what is worth knowing during the start is said. */
    public static EmbeddedPostgres start(Path var, String name, Consumer<String> say) {
        return start(var, name, PostgresBinaries.onClassPath(), RunAs.choose(Folders.create(var), say), say);
    }

    /** Starts the version that a jar of PostgreSQL's binaries carries. */
    public static EmbeddedPostgres start(Path var, String name, Path binariesJar) {
        Consumer<String> silent = line -> {};
        return start(var, name, PostgresBinaries.in(binariesJar), RunAs.choose(Folders.create(var), silent), silent);
    }

    static EmbeddedPostgres start(Path var, String name, PostgresBinaries binaries, RunAs runAs,
            Consumer<String> say) {
        var place = new PostgresPlace(var.toAbsolutePath().normalize(), name, binaries, runAs);
        FolderLock lock = FolderLock.take(place.beside("lock"), "PostgreSQL in `%s`".formatted(place.data().folder()));
        try {
            place.prepare(say);
            return new EmbeddedPostgres(place, lock, say);
        } catch (RuntimeException failure) {
            lock.close();
            throw failure;
        }
    }

    private Optional<PostmasterFile> adoptable() {
        List<ProcessHandle> running = place.data().processes();
        return PostmasterFile.of(place.data().folder())
                .filter(file -> running.stream().anyMatch(process -> process.pid() == file.pid()))
                .filter(file -> Patience.until(Duration.ofSeconds(3),
                        () -> answer(file.port()) != PostgresAnswer.NOT_YET)
                        && answer(file.port()) == PostgresAnswer.YES);
    }

    /** A server killed by force holds its memory a moment longer, so a start that meets it is tried again. */
    private ChildProcess launch() {
        long giveUp = System.nanoTime() + RETRY_LIMIT.toNanos();
        while (true) {
            place.data().removeStaleLock();
            LogFile log = LogFile.from(place.log());
            ChildProcess started = ChildProcess.start(place.serverCommand(port), Path.of("/"),
                    Map.of("LC_ALL", "C"), place.log());
            PostgresAnswer answer = firstAnswer(started);
            if (answer == PostgresAnswer.YES) {
                return started;
            }
            started.stop("QUIT", Duration.ofSeconds(5));
            if (answer == PostgresAnswer.WRONG_PASSWORD) {
                throw place.wrongPassword();
            }
            boolean inTheWay = log.says("postmaster.pid") || log.says("shared memory block");
            if (!inTheWay || System.nanoTime() > giveUp) {
                throw new LaunchException("PostgreSQL did not start in `%s`; %s"
                        .formatted(place.data().folder(), log.tail()));
            }
            Patience.pause(Duration.ofMillis(500));
        }
    }

    private PostgresAnswer firstAnswer(ChildProcess started) {
        try {
            Patience.until(START_LIMIT, () -> !started.isAlive() || answer(port) != PostgresAnswer.NOT_YET);
            return started.isAlive() ? answer(port) : PostgresAnswer.NOT_YET;
        } catch (RuntimeException interrupted) {
            started.stop("INT", STOP_GRACE);
            throw interrupted;
        }
    }

    private PostgresAnswer answer(int candidate) {
        return PostgresAnswer.of(url(candidate, "postgres"), superuser(), password());
    }

    /** Starts it again on the same port after it died under us; rows that were committed are there. */
    void restart() {
        place.data().stopProcesses();
        postmaster = launch();
    }

    boolean isAlive() {
        return postmaster.isAlive();
    }

    public int port() {
        return port;
    }

    public String superuser() {
        return PostgresData.SUPERUSER;
    }

    public String password() {
        return place.password();
    }

    public String jdbcUrl(String database) {
        return url(port, database);
    }

    private static String url(int port, String database) {
        return "jdbc:postgresql://127.0.0.1:%d/%s".formatted(port, database);
    }

    /** Fast shutdown: open transactions are rolled back, committed ones are on disk. */
    @Override
    public synchronized void close() {
        postmaster.stop("INT", STOP_GRACE);
        lock.close();
    }
}
