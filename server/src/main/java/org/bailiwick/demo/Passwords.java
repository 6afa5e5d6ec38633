package org.bailiwick.demo;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Properties;
import org.bailiwick.platform.Ids;

/** Random passwords and secrets of the demo, made once and kept beside its data for the next start. */
final class Passwords {
    private final Path file;
    private final Ids ids;
    private final Properties known = new Properties();

    Passwords(Path file, Ids ids) {
        this.file = file;
        this.ids = ids;
        try {
            if (Files.exists(file)) {
                try (var reader = Files.newBufferedReader(file)) {
                    known.load(reader);
                }
            }
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }

    synchronized String of(String name) {
        var password = known.getProperty(name);
        if (password == null) {
            password = ids.token();
            known.setProperty(name, password);
            save();
        }
        return password;
    }

    private void save() {
        try {
            Files.createDirectories(file.getParent());
            var fresh = Files.createTempFile(file.getParent(), "passwords", ".tmp",
                    PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
            try (var writer = Files.newBufferedWriter(fresh)) {
                known.store(writer, null);
            }
            Files.move(fresh, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }
}
