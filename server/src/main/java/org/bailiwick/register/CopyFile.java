package org.bailiwick.register;

import java.io.BufferedInputStream;
import java.io.BufferedOutputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Instant;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * Rows in PostgreSQL's binary COPY format, on disk while a system is being read and gone from it whatever happens: the
 * file loses its name as soon as it is open.
 */
final class CopyFile implements AutoCloseable {
    private static final byte[] SIGNATURE = {'P', 'G', 'C', 'O', 'P', 'Y', '\n', (byte) 0xff, '\r', '\n', 0};
    private static final Instant EPOCH = Instant.parse("2000-01-01T00:00:00Z");
    private static final int NULL = -1;
    private static final int END = -1;
    private static final int BUFFER = 1 << 16;

    private final FileChannel channel;
    private final DataOutputStream out;

    CopyFile(Path file) {
        try {
            channel = FileChannel.open(file, Set.of(StandardOpenOption.CREATE_NEW, StandardOpenOption.READ,
                    StandardOpenOption.WRITE, StandardOpenOption.DELETE_ON_CLOSE));
            out = new DataOutputStream(new BufferedOutputStream(Channels.newOutputStream(channel), BUFFER));
            out.write(SIGNATURE);
            out.writeInt(0);
            out.writeInt(0);
        } catch (IOException failed) {
            throw new UncheckedIOException("a snapshot could not be staged at `%s`".formatted(file), failed);
        }
    }

    /** @param values text, boolean, instant or null, in the order of the table's columns */
    void row(@Nullable Object... values) {
        try {
            out.writeShort(values.length);
            for (var value : values) {
                field(value);
            }
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }

    /** Ends the file; what was written can be read once, and nothing more can be written. */
    InputStream finished() {
        try {
            out.writeShort(END);
            out.flush();
            channel.position(0);
            return new BufferedInputStream(Channels.newInputStream(channel), BUFFER);
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }

    @Override
    public void close() {
        try {
            channel.close();
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }

    private void field(@Nullable Object value) throws IOException {
        switch (value) {
            case null -> out.writeInt(NULL);
            case String text -> {
                var bytes = text.getBytes(StandardCharsets.UTF_8);
                out.writeInt(bytes.length);
                out.write(bytes);
            }
            case Boolean flag -> {
                out.writeInt(1);
                out.writeBoolean(flag);
            }
            case Instant time -> {
                out.writeInt(Long.BYTES);
                out.writeLong(TimeUnit.SECONDS.toMicros(time.getEpochSecond() - EPOCH.getEpochSecond())
                        + TimeUnit.NANOSECONDS.toMicros(time.getNano()));
            }
            default -> throw new IllegalArgumentException("no column takes a " + value.getClass());
        }
    }
}
