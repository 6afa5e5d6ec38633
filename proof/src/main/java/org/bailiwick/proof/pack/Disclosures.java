package org.bailiwick.proof.pack;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import org.bailiwick.proof.Json;
import org.bailiwick.proof.MalformedJsonException;
import org.bailiwick.proof.MalformedProofException;
import org.jspecify.annotations.Nullable;

/** The disclosed values of a pack, read side by side with the entries: both are sorted by index. */
final class Disclosures {
    /** A value before or after a change may be long; a ledger keeps what is larger elsewhere. */
    private static final int LONGEST_LINE = 16 << 20;
    private static final String COMMITMENT = "\"hmac_sha256\":";

    private final LineStream lines;
    private @Nullable DisclosedValue next;
    private long disclosed;
    private long committed;

    Disclosures(PackArchive archive) throws IOException {
        lines = LineStream.summedUp(archive, PackFiles.DISCLOSURES, LONGEST_LINE);
        advance();
    }

    /** Checks all values of this entry, whose own bytes are proven by now. */
    void check(long index, LineStream entry) throws IOException {
        committed += commitments(entry.buffer(), entry.from(), entry.length());
        DisclosedValue value = next;
        if (value == null || value.index() > index) {
            return;
        }
        if (value.index() < index) {
            throw fault(value.index(), "the pack does not have this entry");
        }
        Json body = body(index, entry.line());
        while (value != null && value.index() == index) {
            if (!value.isCommittedIn(body)) {
                throw fault(index, "line %d is not what the entry committed to".formatted(lines.number()));
            }
            disclosed++;
            advance();
            value = next;
        }
    }

    private static Json body(long index, byte[] entry) {
        try {
            return Json.parse(entry);
        } catch (MalformedJsonException notJson) {
            throw fault(index, "the entry it discloses a value of is not JSON: " + notJson.getMessage());
        }
    }

    private void advance() throws IOException {
        DisclosedValue last = next;
        next = null;
        if (!lines.next()) {
            return;
        }
        try {
            next = DisclosedValue.parse(lines.line());
        } catch (MalformedProofException | MalformedJsonException malformed) {
            throw new FaultException(Fault.of(PackFiles.DISCLOSURES,
                    "line %d: %s".formatted(lines.number(), malformed.getMessage())));
        }
        if (last != null && last.compareTo(next) >= 0) {
            throw fault(next.index(), "line %d is not in the order of index and pointer".formatted(lines.number()));
        }
    }

    /** After the last entry: nothing may be left. */
    Manifest.Digest finish() {
        if (next != null) {
            throw fault(next.index(), "the pack does not have this entry");
        }
        return lines.digest();
    }

    long disclosed() {
        return disclosed;
    }

    long keptBack() {
        return committed - disclosed;
    }

    /**
     * How many commitments an entry holds, without parsing it. In canonical JSON these bytes are a member's name
     * wherever they stand: within a text, the quotes would be escaped.
     */
    static int commitments(byte[] buffer, int from, int length) {
        // A text of one byte a character is copied and searched by instructions that look at many bytes at once.
        var text = new String(buffer, from, length, StandardCharsets.ISO_8859_1);
        int count = 0;
        for (int at = text.indexOf(COMMITMENT); at >= 0; at = text.indexOf(COMMITMENT, at + COMMITMENT.length())) {
            count++;
        }
        return count;
    }

    private static FaultException fault(long index, String why) {
        return new FaultException(Fault.of(PackFiles.DISCLOSURES, index, why));
    }
}
