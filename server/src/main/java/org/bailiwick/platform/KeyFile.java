package org.bailiwick.platform;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.function.Supplier;

/**
 * A line of text that only the server's user may read, outside the database: secrets, and what must outlive a restore.
 * All nodes of an installation have the same files.
 */
public final class KeyFile {
    private KeyFile() {}

    public static boolean exists(Path file) {
        return Files.exists(file);
    }

    public static String read(Path file) {
        try {
            return Files.readString(file).strip();
        } catch (IOException failed) {
            throw new UncheckedIOException("the key file `%s` cannot be read".formatted(file), failed);
        }
    }

    /** What the file says; where there is none, it is made, complete or not at all. */
    public static String readOrMake(Path file, Supplier<String> text) {
        if (Files.notExists(file)) {
            try {
                make(file, text.get());
            } catch (IOException failed) {
                throw new UncheckedIOException("the key file `%s` cannot be made".formatted(file), failed);
            }
        }
        return read(file);
    }

    private static void make(Path file, String text) throws IOException {
        Files.createDirectories(file.getParent(),
                PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------")));
        var written = Files.createTempFile(file.getParent(), file.getFileName().toString(), ".new",
                PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
        Files.write(written, (text + "\n").getBytes(UTF_8));
        try {
            // A link fails where another node was faster, whose file is then the one to use.
            Files.createLink(file, written);
        } catch (java.nio.file.FileAlreadyExistsException otherNode) {
            return;
        } finally {
            Files.delete(written);
        }
    }
}
