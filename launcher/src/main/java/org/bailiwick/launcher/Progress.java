package org.bailiwick.launcher;

import java.io.PrintStream;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.function.Consumer;

/** Tells a waiting person what happens, with the seconds since the start. */
final class Progress implements Consumer<String> {
    private static final Duration REMIND = Duration.ofSeconds(10);

    private final PrintStream out;
    private final Clock clock;
    private final Instant begin;
    private volatile Instant lastSaid;

    Progress(PrintStream out, Clock clock, Instant begin) {
        this.out = out;
        this.clock = clock;
        this.begin = begin;
        this.lastSaid = begin;
    }

    /** Counting on from when the user typed the command, where the script told us. */
    static Progress since(PrintStream out, Optional<String> epochSeconds) {
        Clock clock = Clock.systemUTC();
        Instant begin = epochSeconds.map(Long::parseLong).map(Instant::ofEpochSecond).orElseGet(clock::instant);
        return new Progress(out, clock, begin);
    }

    @Override
    public void accept(String line) {
        lastSaid = clock.instant();
        out.printf("[%3d s] %s%n", Duration.between(begin, lastSaid).toSeconds(), line);
    }

    /** Repeats what is waited for when nothing was said for a while. */
    void waitingFor(String what) {
        if (Duration.between(lastSaid, clock.instant()).compareTo(REMIND) > 0) {
            accept("waiting for " + what);
        }
    }

    /** Without seconds: what others read or copy. */
    void line(String line) {
        out.println(line);
    }
}
