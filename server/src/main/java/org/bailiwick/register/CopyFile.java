package org.bailiwick.register;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
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
 * file loses its name as soon as it is open. Their digest tells whether they are the same as those read before.
 */
final class CopyFile implements AutoCloseable {
    private static final byte[] SIGNATURE = {'P', 'G', 'C', 'O', 'P', 'Y', '\n', (byte) 0xff, '\r', '\n', 0};
    private static final Instant EPOCH = Instant.parse("2000-01-01T00:00:00Z");
    private static final int NULL = -1;
    private static final short END = -1;
    private static final int BUFFER = 1 << 16;

    private final FileChannel channel;
    private final RowsDigest digest;
    private ByteBuffer buffer = ByteBuffer.allocate(2 * BUFFER);
    private long rows;

    /** @param salt of the digest */
    CopyFile(Path file, byte[] salt) {
        digest = new RowsDigest(salt);
        try {
            channel = FileChannel.open(file, Set.of(StandardOpenOption.CREATE_NEW, StandardOpenOption.READ,
                    StandardOpenOption.WRITE, StandardOpenOption.DELETE_ON_CLOSE));
        } catch (IOException failed) {
            throw new UncheckedIOException("a snapshot could not be staged at `%s`".formatted(file), failed);
        }
        buffer.put(SIGNATURE).putInt(0).putInt(0);
    }

    /** @param values text, boolean, instant or null, in the order of the table's columns */
    void row(@Nullable Object... values) {
        int start = buffer.position();
        room(Short.BYTES).putShort((short) values.length);
        for (var value : values) {
            field(value);
        }
        digest.add(buffer.array(), start, buffer.position() - start);
        rows++;
        if (buffer.position() >= BUFFER) {
            flush();
        }
    }

    long rows() {
        return rows;
    }

    /** Of all rows, in whatever order they came, and of what was said of them. */
    byte[] digest(long... said) {
        return digest.value(said);
    }

    /** Ends the file; what was written can be read once, and nothing more can be written. */
    InputStream finished() {
        room(Short.BYTES).putShort(END);
        flush();
        try {
            channel.position(0);
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
        return new BufferedInputStream(Channels.newInputStream(channel), BUFFER);
    }

    @Override
    public void close() {
        try {
            channel.close();
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }

    private void field(@Nullable Object value) {
        switch (value) {
            case null -> room(Integer.BYTES).putInt(NULL);
            case String text -> {
                var bytes = text.getBytes(StandardCharsets.UTF_8);
                room(Integer.BYTES + bytes.length).putInt(bytes.length).put(bytes);
            }
            case Integer number -> room(Integer.BYTES * 2).putInt(Integer.BYTES).putInt(number);
            case Boolean flag -> room(Integer.BYTES + 1).putInt(1).put((byte) (flag ? 1 : 0));
            case Instant time -> room(Integer.BYTES + Long.BYTES).putInt(Long.BYTES).putLong(
                    TimeUnit.SECONDS.toMicros(time.getEpochSecond() - EPOCH.getEpochSecond())
                            + TimeUnit.NANOSECONDS.toMicros(time.getNano()));
            default -> throw new IllegalArgumentException("no column takes a " + value.getClass());
        }
    }

    private ByteBuffer room(int bytes) {
        if (buffer.remaining() < bytes) {
            var larger = ByteBuffer.allocate(Math.max(2 * buffer.capacity(), buffer.position() + bytes));
            buffer = larger.put(buffer.flip());
        }
        return buffer;
    }

    private void flush() {
        buffer.flip();
        try {
            while (buffer.hasRemaining()) {
                channel.write(buffer);
            }
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
        buffer.clear();
    }
}
