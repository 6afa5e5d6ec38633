package org.bailiwick.bwk;

import java.io.Closeable;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;

/** A file that is there whole or not at all, and never in the place of another unless that was wanted. */
final class WholeFile implements Closeable {
    private final Path file;
    private final Path part;
    private final boolean replace;

    private WholeFile(Path file, Path part, boolean replace) {
        this.file = file;
        this.part = part;
        this.replace = replace;
    }

    static WholeFile at(Path named, boolean replace) throws IOException {
        Path file = named.toAbsolutePath();
        Path folder = file.getParent();
        if (folder == null || Files.isDirectory(file)) {
            throw new UsageException("`" + named + "` is a folder: name the file to write");
        }
        if (!Files.isDirectory(folder)) {
            throw new NoSuchFileException(folder.toString());
        }
        if (!replace && Files.exists(file, LinkOption.NOFOLLOW_LINKS)) {
            throw taken(file);
        }
        Path part = Files.createTempFile(folder, "." + file.getFileName() + ".", ".part");
        // Where the process is told to end meanwhile, nothing of a tenant's record lies about.
        part.toFile().deleteOnExit();
        return new WholeFile(file, part, replace);
    }

    /** Where to write; readable by its owner alone. */
    Path part() {
        return part;
    }

    /** Now it is whole. */
    Path keep() throws IOException {
        try (FileChannel channel = FileChannel.open(part, StandardOpenOption.WRITE)) {
            channel.force(true);
        }
        if (replace) {
            Files.move(part, file, StandardCopyOption.ATOMIC_MOVE);
        } else {
            link();
        }
        return file;
    }

    /** A second name refuses where there is a file meanwhile; a rename would replace it. */
    private void link() throws IOException {
        try {
            Files.createLink(file, part);
        } catch (FileAlreadyExistsException meanwhile) {
            throw taken(file);
        } catch (UnsupportedOperationException | FileSystemException noLinks) {
            // Some file systems have no second names; this one refuses too, though not in one step.
            Files.move(part, file);
        }
    }

    private static RefusedException taken(Path file) {
        return new RefusedException(ExitCode.CONFLICT,
                "there is `" + file + "` already: name another file, or replace it with `--force`");
    }

    @Override
    public void close() throws IOException {
        Files.deleteIfExists(part);
    }
}
