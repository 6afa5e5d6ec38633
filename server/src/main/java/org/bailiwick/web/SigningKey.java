package org.bailiwick.web;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Set;
import javax.crypto.SecretKey;
import javax.crypto.spec.SecretKeySpec;
import org.bailiwick.platform.Ids;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.stereotype.Component;

/** The key under which cursors and notices are signed: a file only the server's user can read, shared by all nodes. */
@Component
final class SigningKey {
    static final String ALGORITHM = "HmacSHA256";
    private static final int BYTES = 32;
    private final SecretKey key;

    SigningKey(@Value("${bailiwick.var}") Path var, Ids ids) {
        var file = var.resolve("keys").resolve("signing-key");
        try {
            if (Files.notExists(file)) {
                write(file, ids.bytes(BYTES));
            }
            this.key = new SecretKeySpec(Files.readAllBytes(file), ALGORITHM);
        } catch (IOException failed) {
            throw new UncheckedIOException("the key file `%s` cannot be read or made".formatted(file), failed);
        }
    }

    SecretKey key() {
        return key;
    }

    private static void write(Path file, byte[] bytes) throws IOException {
        Files.createDirectories(file.getParent(),
                PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------")));
        var readableByOwner = PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------"));
        try (var channel = Files.newByteChannel(file, Set.of(StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE),
                readableByOwner)) {
            channel.write(ByteBuffer.wrap(bytes));
        } catch (FileAlreadyExistsException otherNode) {
            // Another node was faster; its key is the one to use.
            return;
        }
    }
}
