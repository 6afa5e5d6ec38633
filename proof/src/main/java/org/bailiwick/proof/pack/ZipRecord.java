package org.bailiwick.proof.pack;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;

/**
 * The bytes of a ZIP around the contents (PKWARE APPNOTE 4.3), of which a pack has one form only: stored, not
 * compressed; no extra fields, comments, flags or attributes; the time 1980-01-01. Writer and reader both make them
 * here, so whatever is not exactly these bytes is not a pack.
 *
 * @param size bytes of the content, less than 2^32
 * @param offset where the file's own header begins
 */
record ZipRecord(String name, long size, int crc32, long offset) {
    static final int LOCAL_BYTES = 30;
    static final int CENTRAL_BYTES = 46;
    static final int END_BYTES = 22;
    static final int MOST_FILES = 0xffff;
    static final long MOST_BYTES = 0xffff_ffffL;

    private static final int LOCAL = 0x04034b50;
    private static final int CENTRAL = 0x02014b50;
    private static final int END = 0x06054b50;
    private static final short VERSION = 10;
    private static final short FIRST_OF_JANUARY_1980 = 0x21;

    byte[] local() {
        ByteBuffer header = buffer(LOCAL_BYTES + name.length()).putInt(LOCAL).putShort(VERSION);
        return description(header).put(name.getBytes(US_ASCII)).array();
    }

    byte[] central() {
        ByteBuffer header = buffer(CENTRAL_BYTES + name.length()).putInt(CENTRAL).putShort(VERSION).putShort(VERSION);
        return description(header).putShort((short) 0).putShort((short) 0).putShort((short) 0).putInt(0)
                .putInt((int) offset).put(name.getBytes(US_ASCII)).array();
    }

    /** Flags to the length of the extra field: the same in both headers. */
    private ByteBuffer description(ByteBuffer header) {
        return header.putShort((short) 0).putShort((short) 0).putShort((short) 0).putShort(FIRST_OF_JANUARY_1980)
                .putInt(crc32).putInt((int) size).putInt((int) size).putShort((short) name.length())
                .putShort((short) 0);
    }

    long contentAt() {
        return offset + LOCAL_BYTES + name.length();
    }

    long end() {
        return contentAt() + size;
    }

    static byte[] end(int files, long directoryBytes, long directoryAt) {
        return buffer(END_BYTES).putInt(END).putShort((short) 0).putShort((short) 0).putShort((short) files)
                .putShort((short) files).putInt((int) directoryBytes).putInt((int) directoryAt).putShort((short) 0)
                .array();
    }

    /** What a directory's record says at its fixed places; whether the rest is as it must be, {@link #central} tells. */
    static ZipRecord read(byte[] directory, int at) {
        ByteBuffer record = ByteBuffer.wrap(directory).order(ByteOrder.LITTLE_ENDIAN);
        int nameBytes = record.getShort(at + 28) & 0xffff;
        if (at + CENTRAL_BYTES + nameBytes > directory.length) {
            throw new IndexOutOfBoundsException("the record ends beyond the directory");
        }
        String name = new String(directory, at + CENTRAL_BYTES, nameBytes, US_ASCII);
        return new ZipRecord(name, record.getInt(at + 24) & MOST_BYTES, record.getInt(at + 16),
                record.getInt(at + 42) & MOST_BYTES);
    }

    private static ByteBuffer buffer(int bytes) {
        return ByteBuffer.allocate(bytes).order(ByteOrder.LITTLE_ENDIAN);
    }
}
