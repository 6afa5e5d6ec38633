package org.bailiwick.testing;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/**
 * Which of the processes that run tests side by side this one is: the first number that nobody holds. What it starts and
 * writes lies in a place of its own; the number is free again when the process has ended, however it ended.
 */
final class TestFork {
    private static final int MOST = 64;
    private static final Held HELD = take();

    private TestFork() {}

    private record Held(int number, FileLock lock) {}

    static int number() {
        return HELD.number();
    }

    private static Held take() {
        try {
            var folder = Files.createDirectories(Path.of("target", "test-forks"));
            for (int number = 1; number <= MOST; number++) {
                var channel = FileChannel.open(folder.resolve(Integer.toString(number)), StandardOpenOption.CREATE,
                        StandardOpenOption.WRITE);
                var lock = channel.tryLock();
                if (lock != null) {
                    return new Held(number, lock);
                }
                channel.close();
            }
            throw new IllegalStateException("more than %d processes run tests here".formatted(MOST));
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }
}
