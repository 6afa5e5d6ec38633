package org.bailiwick.launcher;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.util.HexFormat;

/** Files that only their owner may read: passwords, and the settings that carry them. Replaced whole, never half written. */
final class PrivateFile {
    private static final int SECRET_BYTES = 24;

    private PrivateFile() {}

    static String read(Path file) {
        try {
            return Files.readString(file, StandardCharsets.UTF_8).strip();
        } catch (IOException failure) {
            throw new LaunchException("`%s` cannot be read: check who owns it".formatted(file), failure);
        }
    }

    static void write(Path file, String content) {
        try {
            Path folder = Folders.create(file.toAbsolutePath().getParent());
            Path whole = Files.createTempFile(folder, "." + file.getFileName(), ".new",
                    PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
            Files.writeString(whole, content, StandardCharsets.UTF_8);
            Files.move(whole, file, StandardCopyOption.ATOMIC_MOVE);
        } catch (IOException failure) {
            throw new LaunchException("`%s` cannot be written: check who owns the folder".formatted(file), failure);
        }
    }

    /** The secret kept in the file; made and kept at the first call. */
    static String secret(Path file) {
        if (!Files.exists(file)) {
            byte[] random = new byte[SECRET_BYTES];
            new SecureRandom().nextBytes(random);
            write(file, HexFormat.of().formatHex(random));
        }
        return read(file);
    }
}
