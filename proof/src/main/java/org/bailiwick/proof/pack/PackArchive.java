package org.bailiwick.proof.pack;

import java.io.Closeable;
import java.io.EOFException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Arrays;
import java.util.HashSet;
import java.util.Locale;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.zip.CRC32;

/**
 * Reads a pack without believing it: first every byte around the contents is compared with what it must be, so names
 * are unique and harmless, files lie side by side, and nothing hides between them. Nothing is ever unpacked to disk,
 * and nothing can grow: contents are stored as they are.
 */
final class PackArchive implements Closeable {
    /** Files other than entries and disclosures are read as a whole. */
    static final int LONGEST_SMALL_FILE = 64 << 20;

    private final FileChannel channel;
    private final SortedMap<String, ZipRecord> records = new TreeMap<>();

    private PackArchive(FileChannel channel) {
        this.channel = channel;
    }

    /** @throws FaultException if the archive is not of the one form that a pack has */
    static PackArchive open(Path pack) throws IOException {
        FileChannel channel = FileChannel.open(pack, StandardOpenOption.READ);
        try {
            var archive = new PackArchive(channel);
            archive.readDirectory();
            return archive;
        } catch (IOException | RuntimeException failed) {
            channel.close();
            throw failed;
        }
    }

    private void readDirectory() throws IOException {
        long size = channel.size();
        FaultException.require(size >= ZipRecord.END_BYTES && size <= ZipRecord.MOST_BYTES + (64 << 20), Fault.ARCHIVE,
                "it has %d bytes, a pack has 22 to 4 GiB".formatted(size));
        byte[] end = read(size - ZipRecord.END_BYTES, ZipRecord.END_BYTES);
        ByteBuffer fields = ByteBuffer.wrap(end).order(ByteOrder.LITTLE_ENDIAN);
        int files = fields.getShort(10) & 0xffff;
        long directoryBytes = fields.getInt(12) & ZipRecord.MOST_BYTES;
        long directoryAt = fields.getInt(16) & ZipRecord.MOST_BYTES;
        FaultException.require(Arrays.equals(end, ZipRecord.end(files, directoryBytes, directoryAt))
                && directoryAt + directoryBytes == size - ZipRecord.END_BYTES && directoryBytes <= 64 << 20,
                Fault.ARCHIVE, "its last 22 bytes are not the end of a pack; was it cut, or something appended");
        byte[] directory = read(directoryAt, (int) directoryBytes);
        int at = 0;
        long next = 0;
        Set<String> folded = new HashSet<>();
        for (int i = 0; i < files; i++) {
            ZipRecord record = record(directory, at, i, next);
            FaultException.require(folded.add(record.name().toLowerCase(Locale.ROOT)), record.name(),
                    "another file's name differs in upper and lower case only");
            at += record.central().length;
            next = record.end();
        }
        FaultException.require(at == directory.length && next == directoryAt, Fault.ARCHIVE,
                "something stands between the files and the end that is neither file nor directory");
    }

    private ZipRecord record(byte[] directory, int at, int number, long expectedAt) throws IOException {
        ZipRecord record;
        try {
            record = ZipRecord.read(directory, at);
        } catch (IndexOutOfBoundsException short_) {
            throw new FaultException(Fault.of(Fault.ARCHIVE, "the directory ends within its record " + (number + 1)));
        }
        String name = PackFiles.isName(record.name()) ? record.name() : Fault.ARCHIVE;
        String which = "the directory's record %d of it ".formatted(number + 1);
        FaultException.require(!name.equals(Fault.ARCHIVE), Fault.ARCHIVE,
                "the name in the directory's record %d is none that a pack may have".formatted(number + 1));
        FaultException.require(records.isEmpty() || records.lastKey().compareTo(name) < 0, name,
                which + "is not in the order of names, or the name stands twice");
        byte[] central = record.central();
        FaultException.require(Arrays.equals(central, Arrays.copyOfRange(directory, at, at + central.length))
                && record.offset() == expectedAt, name, which + "is not as a pack's must be");
        byte[] local = record.local();
        FaultException.require(record.end() <= channel.size() && Arrays.equals(local, read(expectedAt, local.length)),
                name, "the header before its content is not as the directory says");
        records.put(name, record);
        return record;
    }

    SortedMap<String, ZipRecord> files() {
        return records;
    }

    boolean has(String name) {
        return records.containsKey(name);
    }

    ZipRecord file(String name) {
        ZipRecord record = records.get(name);
        if (record == null) {
            throw new FaultException(Fault.of(name, "the file is missing in the pack"));
        }
        return record;
    }

    /** The whole content, its checksum compared. */
    byte[] read(String name) throws IOException {
        ZipRecord record = file(name);
        FaultException.require(record.size() <= LONGEST_SMALL_FILE, name, "the file is larger than 64 MiB");
        byte[] content = read(record.contentAt(), (int) record.size());
        var crc = new CRC32();
        crc.update(content);
        FaultException.require((int) crc.getValue() == record.crc32(), name,
                "the content is not the one that was packed, its checksum is another");
        return content;
    }

    /** Fills the buffer from a place in a file's content; returns how many bytes there were, 0 at its end. */
    int read(ZipRecord record, long position, byte[] buffer, int from) throws IOException {
        int length = (int) Math.min(buffer.length - from, record.size() - position);
        ByteBuffer target = ByteBuffer.wrap(buffer, from, length);
        fill(target, record.contentAt() + position);
        return length;
    }

    private byte[] read(long position, int length) throws IOException {
        byte[] bytes = new byte[length];
        fill(ByteBuffer.wrap(bytes), position);
        return bytes;
    }

    private void fill(ByteBuffer target, long position) throws IOException {
        long at = position;
        while (target.hasRemaining()) {
            int read = channel.read(target, at);
            if (read < 0) {
                throw new EOFException("the pack became shorter while it was read");
            }
            at += read;
        }
    }

    @Override
    public void close() throws IOException {
        channel.close();
    }
}
