package org.bailiwick.platform;

import com.google.crypto.tink.Aead;
import com.google.crypto.tink.InsecureSecretKeyAccess;
import com.google.crypto.tink.KeysetHandle;
import com.google.crypto.tink.RegistryConfiguration;
import com.google.crypto.tink.TinkJsonProtoKeysetFormat;
import com.google.crypto.tink.aead.AeadConfig;
import com.google.crypto.tink.aead.PredefinedAeadParameters;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.GeneralSecurityException;
import java.util.Set;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.stereotype.Component;

/** Holds the key that wraps the tenants' data keys: a file only the server's user can read, outside the database. */
@Component
final class KeyProvider {
    private final Aead keyEncryptionKey;

    KeyProvider(@Value("${bailiwick.var}") Path var) throws GeneralSecurityException {
        AeadConfig.register();
        var file = var.resolve("keys").resolve("key-encryption-key.json");
        this.keyEncryptionKey = load(file).getPrimitive(RegistryConfiguration.get(), Aead.class);
    }

    Aead keyEncryptionKey() {
        return keyEncryptionKey;
    }

    private static KeysetHandle load(Path file) throws GeneralSecurityException {
        try {
            if (Files.notExists(file)) {
                write(file, TinkJsonProtoKeysetFormat.serializeKeyset(
                        KeysetHandle.generateNew(PredefinedAeadParameters.AES256_GCM), InsecureSecretKeyAccess.get()));
            }
            return TinkJsonProtoKeysetFormat.parseKeyset(Files.readString(file), InsecureSecretKeyAccess.get());
        } catch (IOException failed) {
            throw new UncheckedIOException("the key file `%s` cannot be read or made".formatted(file), failed);
        }
    }

    private static void write(Path file, String text) throws IOException {
        Files.createDirectories(file.getParent(),
                PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------")));
        try (var channel = Files.newByteChannel(file, Set.of(StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE),
                PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")))) {
            channel.write(java.nio.ByteBuffer.wrap(text.getBytes(java.nio.charset.StandardCharsets.UTF_8)));
        }
    }
}
