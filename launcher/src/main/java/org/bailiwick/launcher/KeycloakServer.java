package org.bailiwick.launcher;

import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.function.Consumer;

/**
 * A real Keycloak for the demo and for tests, so that what is shown and tested is what a customer runs. Its home holds the
 * unpacked distribution, its data, its ports and the bootstrap administrator's password. One that a killed run left behind
 * is adopted when it answers to our password, and stopped otherwise.
 */
public final class KeycloakServer implements AutoCloseable {
    private static final Duration START_LIMIT = Duration.ofMinutes(8);
    private static final Duration PASSWORD_LIMIT = Duration.ofSeconds(15);
    private static final Duration STOP_GRACE = Duration.ofSeconds(15);

    private final KeycloakPlace place;
    private final FolderLock lock;
    private final Consumer<String> say;
    private final int port;
    private volatile Optional<ChildProcess> process;
    private volatile boolean closed;

    private KeycloakServer(KeycloakPlace place, FolderLock lock, Consumer<String> say) {
        this.place = place;
        this.lock = lock;
        this.say = say;
        process = place.leftover();
        OptionalInt earlier = place.httpPort().remembered();
        if (process.isPresent() && earlier.isPresent() && accepts(earlier.getAsInt())) {
            port = earlier.getAsInt();
        } else {
            place.stopLeftovers();
            process = Optional.empty();
            port = place.httpPort().choose(say);
        }
    }

    /** Starts on the data of the last time; returns when its administrator can sign in. */
    public static KeycloakServer start(Path zip, Path home) {
        return reserve(KeycloakPlace.of(zip, home), line -> {}).start();
    }

    /** Starts without any data and for a short life, as tests need it. */
    public static KeycloakServer startFresh(Path zip, Path home) {
        KeycloakPlace place = KeycloakPlace.forTests(zip, home);
        try (FolderLock lock = place.lock()) {
            place.stopLeftovers();
            Folders.delete(place.data());
            place.kept().offer(place.distribution());
        }
        KeycloakServer started = reserve(place, line -> {}).start();
        place.kept().keep(place.distribution());
        return started;
    }

    /** Its address and password are settled, nothing runs yet: others may be told of it before it answers. */
    static KeycloakServer reserve(KeycloakPlace place, Consumer<String> say) {
        FolderLock lock = place.lock();
        try {
            return new KeycloakServer(place, lock, say);
        } catch (RuntimeException failure) {
            lock.close();
            throw failure;
        }
    }

    KeycloakServer start() {
        if (process.isPresent()) {
            say.accept("Keycloak of an earlier run still answers on port %d: using it".formatted(port));
            return this;
        }
        try {
            place.unpack(say);
            launch();
            return this;
        } catch (RuntimeException failure) {
            close();
            throw failure;
        }
    }

    /** Starts it again on the same port and data after it died under us. */
    void restart() {
        place.stopLeftovers();
        launch();
    }

    private void launch() {
        LogFile log = LogFile.from(place.log());
        ChildProcess started = spawn();
        if (!Patience.until(START_LIMIT, () -> !started.isAlive() || log.says("Listening on") || accepts(port))) {
            throw new LaunchException("Keycloak did not answer within %d minutes; %s"
                    .formatted(START_LIMIT.toMinutes(), log.tail()));
        }
        Patience.until(PASSWORD_LIMIT, () -> !started.isAlive() || accepts(port));
        if (!started.isAlive()) {
            throw new LaunchException("Keycloak ended while it started; " + log.tail());
        }
        if (!accepts(port)) {
            throw new LaunchException(
                    "Keycloak does not take the password in `%s`: bring back that file, or remove `%s`"
                            .formatted(place.passwordFile(), place.data()));
        }
    }

    /** Not after close(): a start that runs in the background must not leave a process behind. */
    private synchronized ChildProcess spawn() {
        if (closed) {
            throw new LaunchException("Keycloak was stopped while it started");
        }
        ChildProcess started = place.spawn(port, say);
        process = Optional.of(started);
        return started;
    }

    private boolean accepts(int candidate) {
        return KeycloakSignIn.accepts(url(candidate), adminUser(), adminPassword());
    }

    boolean isAlive() {
        return process.map(ChildProcess::isAlive).orElse(false);
    }

    public String url() {
        return url(port);
    }

    private static String url(int port) {
        return "http://127.0.0.1:" + port;
    }

    public String adminUser() {
        return KeycloakPlace.ADMIN;
    }

    public String adminPassword() {
        return place.password();
    }

    /** Stops the server when this process ends without having closed it, as tests do. */
    public KeycloakServer closeAtExit() {
        Runtime.getRuntime().addShutdownHook(new Thread(this::close));
        return this;
    }

    /** Asks it to stop, waits, then ends its whole process tree. */
    @Override
    public synchronized void close() {
        closed = true;
        process.ifPresent(running -> running.stop("TERM", STOP_GRACE));
        lock.close();
    }
}
