package org.bailiwick.launcher;

import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;

/**
 * The one program that a user starts: it starts what is needed, watches it, and stops all of it in the order server,
 * Keycloak, PostgreSQL, whether the user asks for that or a part of it fails.
 */
public final class Launcher {
    private static final List<String> COMMANDS = List.of("demo", "serve", "migrate", "database-setup");
    private static final int FAILED = 1;
    private static final int WRONG_USAGE = 2;
    private static final int STOP_LIMIT_SECONDS = 90;

    private Launcher() {}

    public static void main(String[] arguments) {
        var out = new PrintStream(System.out, true, StandardCharsets.UTF_8);
        var err = new PrintStream(System.err, true, StandardCharsets.UTF_8);
        var ended = new CountDownLatch(1);
        var stopping = new AtomicBoolean();
        stopOnSignal(Thread.currentThread(), stopping, ended, out);
        int exitCode = FAILED;
        try {
            exitCode = run(Options.parse(List.of(arguments), System.getenv()), out);
        } catch (UsageException wrong) {
            err.println(wrong.getMessage());
            exitCode = WRONG_USAGE;
        } catch (LaunchException failure) {
            if (!stopping.get()) {
                err.println("bailiwick: " + failure.getMessage());
            }
        } finally {
            ended.countDown();
        }
        System.exit(exitCode);
    }

    private static int run(Options options, PrintStream out) {
        if (!COMMANDS.contains(options.command())) {
            throw new UsageException("unknown command `%s`: see `./bailiwick help`".formatted(options.command()));
        }
        options.port();
        var installation = Installation.from(options);
        if (options.command().equals("database-setup")) {
            out.println(new ServerJar(installation).databaseSetup());
            return 0;
        }
        try (FolderLock lock = installation.lock()) {
            var progress = Progress.since(out, Optional.ofNullable(System.getProperty("bailiwick.began")));
            switch (options.command()) {
                case "demo" -> new Demo(installation, options, progress).run();
                case "serve" -> new Serve(installation, options, progress).run();
                default -> new Migrate(installation, options, progress).run();
            }
        }
        return 0;
    }

    /** The main thread itself closes what it opened; the signal only interrupts it and waits until it has done so. */
    private static void stopOnSignal(Thread main, AtomicBoolean stopping, CountDownLatch ended, PrintStream out) {
        Runtime.getRuntime().addShutdownHook(new Thread(() -> {
            if (ended.getCount() > 0) {
                out.println("stopping");
                stopping.set(true);
                main.interrupt();
                await(ended);
                out.println("stopped");
            }
        }));
    }

    private static void await(CountDownLatch ended) {
        try {
            if (!ended.await(STOP_LIMIT_SECONDS, TimeUnit.SECONDS)) {
                System.err.println("not everything stopped in time: see `var/log`, the next start clears it up");
            }
        } catch (InterruptedException alreadyEnding) {
            Thread.currentThread().interrupt();
        }
    }
}
