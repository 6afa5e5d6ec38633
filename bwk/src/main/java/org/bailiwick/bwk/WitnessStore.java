package org.bailiwick.bwk;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.Closeable;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Optional;
import org.bailiwick.proof.note.SignatureType;
import org.bailiwick.proof.note.SignedCheckpoint;
import org.bailiwick.proof.note.SigningKey;
import org.jspecify.annotations.Nullable;

/**
 * A witness's memory in a folder of its own: its key, and for each log the newest checkpoint that it cosigned. A memory
 * that cannot be read is an error, never an empty one, or a rolled-back log would be cosigned again.
 */
final class WitnessStore implements Closeable {
    private final Path folder;
    private final FileChannel lockFile;

    private WitnessStore(Path folder, FileChannel lockFile) {
        this.folder = folder;
        this.lockFile = lockFile;
    }

    /** @throws IOException if another witness runs on the same folder: two memories would be none */
    static WitnessStore open(Path folder) throws IOException {
        Files.createDirectories(folder);
        FileChannel lockFile = FileChannel.open(folder.resolve("lock"), StandardOpenOption.CREATE,
                StandardOpenOption.WRITE);
        FileLock lock = tryLock(lockFile);
        if (lock == null) {
            lockFile.close();
            throw new IOException("another witness runs on `" + folder + "`: stop it or use another folder");
        }
        return new WitnessStore(folder, lockFile);
    }

    private static @Nullable FileLock tryLock(FileChannel file) throws IOException {
        try {
            return file.tryLock();
        } catch (OverlappingFileLockException heldByThisProcess) {
            return null;
        }
    }

    /** The key of the folder; made from the seed where there is none yet, readable by its owner only. */
    SigningKey key(String name, byte[] seed) throws IOException {
        Path file = folder.resolve("key");
        if (!Files.exists(file)) {
            var made = new SigningKey(name, SignatureType.COSIGNATURE, seed);
            Files.deleteIfExists(folder.resolve("key.new"));
            Files.createFile(folder.resolve("key.new"),
                    PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
            write(file, (made.secret() + "\n").getBytes(UTF_8));
        }
        SigningKey key = SigningKey.parse(Files.readString(file).strip());
        if (!key.verifierKey().name().equals(name)) {
            throw new IOException("the key in `%s` is that of `%s`, not of `%s`".formatted(folder,
                    key.verifierKey().name(), name));
        }
        return key;
    }

    Optional<SignedCheckpoint> last(String origin) throws IOException {
        Path file = file(originHash(origin));
        return Files.exists(file) ? Optional.of(SignedCheckpoint.parse(Files.readAllBytes(file))) : Optional.empty();
    }

    /** @param originHash SHA-256 of the origin in lower-case hexadecimal digits, as in the address */
    Optional<byte[]> lastByHash(String originHash) throws IOException {
        if (!originHash.matches("[0-9a-f]{64}") || !Files.exists(file(originHash))) {
            return Optional.empty();
        }
        return Optional.of(Files.readAllBytes(file(originHash)));
    }

    /** On disk for good when this returns. */
    void put(SignedCheckpoint checkpoint) throws IOException {
        write(file(originHash(checkpoint.checkpoint().origin())), checkpoint.bytes());
    }

    private Path file(String originHash) {
        return folder.resolve(originHash + ".checkpoint");
    }

    private void write(Path file, byte[] content) throws IOException {
        Path fresh = folder.resolve(file.getFileName() + ".new");
        try (FileChannel channel = FileChannel.open(fresh, StandardOpenOption.CREATE, StandardOpenOption.WRITE,
                StandardOpenOption.TRUNCATE_EXISTING)) {
            ByteBuffer bytes = ByteBuffer.wrap(content);
            while (bytes.hasRemaining()) {
                channel.write(bytes);
            }
            channel.force(true);
        }
        Files.move(fresh, file, StandardCopyOption.ATOMIC_MOVE);
        try (FileChannel directory = FileChannel.open(folder, StandardOpenOption.READ)) {
            directory.force(true);
        }
    }

    static String originHash(String origin) {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(origin.getBytes(UTF_8)));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }

    @Override
    public void close() throws IOException {
        lockFile.close();
    }
}
