package org.bailiwick.proof.pack;

import java.io.IOException;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.Objects;
import java.util.zip.CRC32;
import org.jspecify.annotations.Nullable;

/**
 * Goes through a file of lines in a pack once, however large it is, and compares its checksum at the end. A line stays where it is
 * in the buffer. Memory is bounded by the longest line that is allowed.
 */
final class LineStream {
    private static final int BUFFER = 1 << 18;
    private static final int STRIDE = 4 * Long.BYTES;
    private static final VarHandle EIGHT = MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);
    private static final long ONES = 0x0101010101010101L;
    private static final long HIGHEST = ONES << 7;
    private static final long LINE_FEEDS = ONES * '\n';

    private final PackArchive archive;
    private final ZipRecord record;
    private final int longest;
    private final @Nullable MessageDigest sha256;
    private final CRC32 crc = new CRC32();
    private byte[] buffer;
    private int from;
    private int length;
    private int filled;
    private long position;
    private long number;

    private LineStream(PackArchive archive, String name, int longest, @Nullable MessageDigest sha256) {
        this.archive = archive;
        this.record = archive.file(name);
        this.longest = longest;
        this.sha256 = sha256;
        this.buffer = new byte[BUFFER];
    }

    /**
     * Of a file whose lines are proven one by one.
     *
     * @param longest bytes of a line without its line feed
     */
    static LineStream of(PackArchive archive, String name, int longest) {
        return new LineStream(archive, name, longest, null);
    }

    /** Of a file for which the manifest vouches as a whole, see {@link #digest}. */
    static LineStream summedUp(PackArchive archive, String name, int longest) {
        return new LineStream(archive, name, longest, sha256());
    }

    /** Moves to the next line; false at the end of the file. Lines are not empty and each ends in a line feed. */
    boolean next() throws IOException {
        int start = number == 0 ? 0 : from + length + 1;
        int at = start;
        while (true) {
            at = lineFeed(at);
            if (at < filled) {
                break;
            }
            if (at - start > longest) {
                throw wrong("line %d is longer than the %d bytes that are allowed", number + 1, longest);
            }
            int scanned = at - start;
            if (!fill(start)) {
                if (scanned == 0) {
                    return false;
                }
                throw wrong("line %d, the last one, does not end in a line feed", number + 1);
            }
            start = 0;
            at = scanned;
        }
        from = start;
        length = at - start;
        number++;
        if (length == 0 || length > longest) {
            throw wrong("line %d has %d bytes, 1 to %d are allowed", number, length, longest);
        }
        return true;
    }

    /** Where the next line feed stands, or the end of what is filled; 32 bytes at a time, for it is a hot place. */
    private int lineFeed(int start) {
        int at = start;
        while (at + STRIDE <= filled && (lineFeeds(at) | lineFeeds(at + Long.BYTES)
                | lineFeeds(at + 2 * Long.BYTES) | lineFeeds(at + 3 * Long.BYTES)) == 0) {
            at += STRIDE;
        }
        while (at < filled && buffer[at] != '\n') {
            at++;
        }
        return at;
    }

    /** Not zero where one of the eight bytes from here on is a line feed: only it borrows into its highest bit. */
    private long lineFeeds(int at) {
        long differs = (long) EIGHT.get(buffer, at) ^ LINE_FEEDS;
        return differs - ONES & ~differs & HIGHEST;
    }

    /** Keeps what stands from {@code start} on, at the beginning of the buffer, and reads more behind it. */
    private boolean fill(int start) throws IOException {
        int kept = filled - start;
        if (kept == buffer.length) {
            buffer = Arrays.copyOf(buffer, (int) Math.min(2L * buffer.length, longest + 1L));
        } else {
            System.arraycopy(buffer, start, buffer, 0, kept);
        }
        int read = archive.read(record, position, buffer, kept);
        crc.update(buffer, kept, read);
        if (sha256 != null) {
            sha256.update(buffer, kept, read);
        }
        position += read;
        filled = kept + read;
        from = 0;
        length = number == 0 ? 0 : -1;
        return read > 0;
    }

    byte[] buffer() {
        return buffer;
    }

    int from() {
        return from;
    }

    int length() {
        return length;
    }

    byte[] line() {
        return Arrays.copyOfRange(buffer, from, from + length);
    }

    /** Of the line, counted from 1. */
    long number() {
        return number;
    }

    /** Once all lines are read. */
    void requireChecksum() {
        FaultException.require((int) crc.getValue() == record.crc32(), record.name(),
                "the content is not the one that was packed, its checksum is another");
    }

    /** Once all lines are read: what the manifest must say of the file. Compares the checksum first. */
    Manifest.Digest digest() {
        requireChecksum();
        return new Manifest.Digest(HexFormat.of().formatHex(Objects.requireNonNull(sha256).digest()), position);
    }

    private FaultException wrong(String why, Object... values) {
        return new FaultException(Fault.of(record.name(), why.formatted(values)));
    }

    static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }
}
