package org.bailiwick.launcher;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import org.jspecify.annotations.Nullable;

/** One launcher at a time on a folder; the lock ends with the process, however it ends. */
record FolderLock(FileChannel channel) implements AutoCloseable {

    static FolderLock take(Path file, String what) {
        try {
            Folders.create(file.toAbsolutePath().getParent());
            FileChannel channel = FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.WRITE);
            if (tryLock(channel) == null) {
                channel.close();
                throw new LaunchException("%s is already in use by another run (lock `%s`): stop that run first"
                        .formatted(what, file));
            }
            return new FolderLock(channel);
        } catch (IOException failure) {
            throw new LaunchException("`%s` cannot be written: check who owns the folder".formatted(file), failure);
        }
    }

    private static @Nullable FileLock tryLock(FileChannel channel) throws IOException {
        try {
            return channel.tryLock();
        } catch (OverlappingFileLockException sameProcess) {
            return null;
        }
    }

    @Override
    public void close() {
        try {
            channel.close();
        } catch (IOException failure) {
            throw new LaunchException("the lock could not be released", failure);
        }
    }
}
