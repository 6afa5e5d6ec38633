package org.bailiwick.launcher;

import java.io.IOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import org.jspecify.annotations.Nullable;

/** Folders made and removed, with a message that a user can act on. */
final class Folders {
    private Folders() {}

    static Path create(@Nullable Path folder) {
        if (folder == null) {
            throw new LaunchException("a folder was expected: give a path below one");
        }
        try {
            return Files.createDirectories(folder);
        } catch (IOException failure) {
            throw new LaunchException("folder `%s` cannot be made: check who owns the one above it".formatted(folder),
                    failure);
        }
    }

    static void delete(Path folder) {
        if (!Files.exists(folder, LinkOption.NOFOLLOW_LINKS)) {
            return;
        }
        try {
            Files.walkFileTree(folder, new Deleting());
        } catch (IOException failure) {
            throw new LaunchException("folder `%s` cannot be removed: remove it by hand".formatted(folder), failure);
        }
    }

    private static final class Deleting extends SimpleFileVisitor<Path> {
        @Override
        public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) throws IOException {
            Files.delete(file);
            return FileVisitResult.CONTINUE;
        }

        @Override
        public FileVisitResult postVisitDirectory(Path folder, @Nullable IOException failure) throws IOException {
            if (failure != null) {
                throw failure;
            }
            Files.delete(folder);
            return FileVisitResult.CONTINUE;
        }
    }
}
