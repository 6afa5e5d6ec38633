package org.bailiwick.proof.tile;

import java.io.ByteArrayOutputStream;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.bailiwick.proof.MalformedProofException;

/** Up to 256 entries verbatim, each after its length in two bytes (C2SP tlog-tiles), so none exceeds 65,535 bytes. */
public record EntryBundle(List<byte[]> entries) {
    public static final int LONGEST_ENTRY = 0xffff;

    public EntryBundle {
        if (entries.isEmpty() || entries.size() > TilePath.FULL) {
            throw new MalformedProofException("a bundle has 1 to 256 entries, not " + entries.size());
        }
        for (byte[] entry : entries) {
            if (entry.length > LONGEST_ENTRY) {
                throw new MalformedProofException("an entry has at most 65535 bytes, not " + entry.length);
            }
        }
        entries = entries.stream().map(byte[]::clone).toList();
    }

    /** @throws MalformedProofException if a length leads beyond the end, or there are not as many as the path says */
    public static EntryBundle read(TilePath path, byte[] content) {
        List<byte[]> entries = new ArrayList<>();
        int at = 0;
        while (at < content.length) {
            int start = at + 2;
            int end = start > content.length
                    ? start
                    : start + ((content[at] & 0xff) << 8) + (content[at + 1] & 0xff);
            if (end > content.length) {
                throw new MalformedProofException("`%s` ends within its entry %d".formatted(path, entries.size()));
            }
            if (entries.size() == path.width()) {
                throw new MalformedProofException("`%s` has more than %d entries".formatted(path, path.width()));
            }
            entries.add(Arrays.copyOfRange(content, start, end));
            at = end;
        }
        if (entries.size() != path.width()) {
            throw new MalformedProofException(
                    "`%s` has %d entries, not %d".formatted(path, entries.size(), path.width()));
        }
        return new EntryBundle(entries);
    }

    public byte[] bytes() {
        var bytes = new ByteArrayOutputStream();
        for (byte[] entry : entries) {
            bytes.write(entry.length >> 8);
            bytes.write(entry.length);
            bytes.writeBytes(entry);
        }
        return bytes.toByteArray();
    }
}
