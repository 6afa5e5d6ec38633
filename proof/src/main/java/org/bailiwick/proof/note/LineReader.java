package org.bailiwick.proof.note;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.bailiwick.proof.MalformedProofException;
import org.bailiwick.proof.tree.TreeHash;

/** The lines before a checkpoint, each ended by one line feed; what they say is ASCII and checked by who reads them. */
public final class LineReader {
    private static final int LONGEST = 1 << 20;
    /** The way up in a tree of 2^63 leaves. */
    private static final int LONGEST_PROOF = 63;

    private final byte[] bytes;
    private int at;

    public LineReader(byte[] bytes) {
        this.bytes = bytes.clone();
    }

    /** Without its line feed. */
    public String next() {
        int end = at;
        while (end < bytes.length && bytes[end] != '\n') {
            end++;
        }
        if (end == bytes.length || end - at > LONGEST) {
            throw new MalformedProofException("the file ends, or a line of it is too long, where a line is expected");
        }
        String line = new String(bytes, at, end - at, UTF_8);
        at = end + 1;
        return line;
    }

    /** The hashes of a proof, one a line, up to and with the blank line after them. */
    public List<TreeHash> hashes() {
        List<TreeHash> hashes = new ArrayList<>();
        for (String line = next(); !line.isEmpty(); line = next()) {
            if (hashes.size() == LONGEST_PROOF) {
                throw new MalformedProofException("a proof has at most " + LONGEST_PROOF + " hashes");
            }
            hashes.add(TreeHash.fromBase64(line));
        }
        return hashes;
    }

    /** The bytes after the last line that was read. */
    public byte[] rest() {
        return Arrays.copyOfRange(bytes, at, bytes.length);
    }
}
