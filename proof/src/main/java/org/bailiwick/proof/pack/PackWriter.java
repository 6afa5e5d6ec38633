package org.bailiwick.proof.pack;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.zip.CRC32;

/** Writes the one byte form of a pack: the same contents give the same bytes, whenever and wherever it is written. */
public final class PackWriter {
    private final OutputStream out;
    private final List<ZipRecord> records = new ArrayList<>();
    private long at;

    private PackWriter(OutputStream out) {
        this.out = out;
    }

    /**
     * Does not close the stream. At most 65,535 files and 4 GiB: a longer period is given as several packs.
     *
     * @throws IllegalArgumentException if a name is not one of a pack, or there is too much
     */
    public static void write(OutputStream out, Map<String, PackContent> contents) throws IOException {
        if (contents.isEmpty() || contents.size() > ZipRecord.MOST_FILES) {
            throw new IllegalArgumentException("a pack has 1 to 65535 files, not " + contents.size());
        }
        SortedMap<String, PackContent> sorted = new TreeMap<>(contents);
        var writer = new PackWriter(out);
        for (Map.Entry<String, PackContent> content : sorted.entrySet()) {
            writer.file(content.getKey(), content.getValue());
        }
        writer.directory();
    }

    private void file(String name, PackContent content) throws IOException {
        if (!PackFiles.isName(name)) {
            throw new IllegalArgumentException("`" + name + "` is no name of a file in a pack");
        }
        ZipRecord record = describe(name, content);
        out.write(record.local());
        try (InputStream bytes = content.open()) {
            if (bytes.transferTo(out) != record.size()) {
                throw new IOException("`" + name + "` changed while it was packed");
            }
        }
        records.add(record);
        at = record.end();
        if (at > ZipRecord.MOST_BYTES) {
            throw new IllegalArgumentException("the pack exceeds 4 GiB, give the period as several packs");
        }
    }

    private ZipRecord describe(String name, PackContent content) throws IOException {
        var crc = new CRC32();
        byte[] buffer = new byte[1 << 16];
        long size = 0;
        try (InputStream bytes = content.open()) {
            for (int read = bytes.read(buffer); read >= 0; read = bytes.read(buffer)) {
                crc.update(buffer, 0, read);
                size += read;
            }
        }
        return new ZipRecord(name, size, (int) crc.getValue(), at);
    }

    private void directory() throws IOException {
        long bytes = 0;
        for (ZipRecord record : records) {
            byte[] central = record.central();
            out.write(central);
            bytes += central.length;
        }
        out.write(ZipRecord.end(records.size(), bytes, at));
        out.flush();
    }
}
