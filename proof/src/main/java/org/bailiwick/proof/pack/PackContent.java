package org.bailiwick.proof.pack;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/** What goes into a pack under one name; read twice, once for its sums and once to be written. */
public sealed interface PackContent {
    InputStream open() throws IOException;

    record Bytes(byte[] bytes) implements PackContent {
        @Override
        public InputStream open() {
            return new ByteArrayInputStream(bytes);
        }
    }

    /** For what does not fit into memory. */
    record File(Path path) implements PackContent {
        @Override
        public InputStream open() throws IOException {
            return Files.newInputStream(path);
        }
    }

    /** As the manifest states it. */
    default Manifest.Digest digest() throws IOException {
        try (InputStream content = open()) {
            MessageDigest sha256 = MessageDigest.getInstance("SHA-256");
            byte[] buffer = new byte[1 << 16];
            long size = 0;
            for (int read = content.read(buffer); read >= 0; read = content.read(buffer)) {
                sha256.update(buffer, 0, read);
                size += read;
            }
            return new Manifest.Digest(HexFormat.of().formatHex(sha256.digest()), size);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }
}
