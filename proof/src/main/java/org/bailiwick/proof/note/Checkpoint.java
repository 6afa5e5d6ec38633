package org.bailiwick.proof.note;

import java.util.List;
import org.bailiwick.proof.DecimalText;
import org.bailiwick.proof.Excerpt;
import org.bailiwick.proof.MalformedProofException;
import org.bailiwick.proof.tree.TreeHash;

/**
 * The state of a log in three lines: which log, how many entries, and the root of their tree (C2SP tlog-checkpoint).
 * Whoever has a signed checkpoint can hold the log to it for ever.
 *
 * @param origin the log's identity, for a tenant {@code <instance>/t/<tenant-uuid>}
 * @param extensions further lines, which nobody audits; ours has none
 */
public record Checkpoint(String origin, long size, TreeHash root, List<String> extensions) {
    public Checkpoint {
        if (size < 0) {
            throw new IllegalArgumentException("a log has no negative size, got " + size);
        }
        requireLine(origin);
        extensions.forEach(Checkpoint::requireLine);
        extensions = List.copyOf(extensions);
    }

    public Checkpoint(String origin, long size, TreeHash root) {
        this(origin, size, root, List.of());
    }

    /** @param text of the note, the final line feed included */
    public static Checkpoint parse(String text) {
        if (!text.endsWith("\n")) {
            throw new MalformedProofException("a checkpoint ends with a line feed");
        }
        List<String> lines = List.of(text.substring(0, text.length() - 1).split("\n", -1));
        if (lines.size() < 3) {
            throw new MalformedProofException("a checkpoint has the three lines origin, size and root");
        }
        return new Checkpoint(lines.get(0), DecimalText.read(lines.get(1)), TreeHash.fromBase64(lines.get(2)),
                lines.subList(3, lines.size()));
    }

    /** The text that is signed, the final line feed included. */
    public String text() {
        var text = new StringBuilder(origin + "\n" + size + "\n" + root.base64() + "\n");
        extensions.forEach(line -> text.append(line).append('\n'));
        return text.toString();
    }

    private static void requireLine(String line) {
        if (line.isEmpty() || line.chars().anyMatch(symbol -> symbol < 0x20)) {
            throw new MalformedProofException("`" + Excerpt.of(line) + "` is no line of a checkpoint");
        }
    }
}
