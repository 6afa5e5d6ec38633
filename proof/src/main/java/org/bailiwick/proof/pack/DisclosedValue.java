package org.bailiwick.proof.pack;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.Arrays;
import org.bailiwick.proof.Base64Text;
import org.bailiwick.proof.CanonicalJson;
import org.bailiwick.proof.Commitment;
import org.bailiwick.proof.Json;
import org.bailiwick.proof.MalformedProofException;

/**
 * A value that an entry only committed to, with the salt by which that is checked: one line of the disclosures,
 * {@code {"index":…,"pointer":"/message","salt":"<base 64>","value":"…"}} in canonical form. A value that was erased
 * has no line, and the entry stays proven without it.
 *
 * @param index of the entry
 * @param pointer where the value would stand in the entry (RFC 6901)
 */
public record DisclosedValue(long index, String pointer, byte[] salt, String value)
        implements
            Comparable<DisclosedValue> {
    /** As the pack has it, without line feed. */
    public byte[] line() {
        var line = new StringBuilder(160 + value.length()).append("{\"index\":").append(index).append(",\"pointer\":");
        CanonicalJson.text(pointer, line);
        CanonicalJson.text(Base64Text.write(salt), line.append(",\"salt\":"));
        CanonicalJson.text(value, line.append(",\"value\":"));
        return line.append('}').toString().getBytes(UTF_8);
    }

    static DisclosedValue parse(byte[] line) {
        Json json = Json.parse(line);
        var value = new DisclosedValue(Manifest.whole(json.at("index").orElse(Json.nothing()), "index"),
                text(json, "pointer"), Base64Text.read(text(json, "salt")), text(json, "value"));
        if (!Arrays.equals(value.line(), line)) {
            throw new MalformedProofException("the line is not in canonical form, or says more than it should");
        }
        return value;
    }

    /** Whether the entry committed to exactly this under this pointer. */
    boolean isCommittedIn(Json entry) {
        if (salt.length < Commitment.MIN_SALT_BYTES) {
            return false;
        }
        var hex = Commitment.of(salt, value).hex();
        return entry.at("bailiwick", "commitments").orElse(Json.nothing()) instanceof Json.Arr commitments
                && commitments.items().stream().anyMatch(each -> isCommitment(each, hex));
    }

    /** Pointer and hash, and nothing beside them. */
    private boolean isCommitment(Json each, String hex) {
        return each instanceof Json.Obj object && object.members().size() == 2
                && object.members().get("pointer") instanceof Json.Text(var where) && where.equals(pointer)
                && object.members().get("hmac_sha256") instanceof Json.Text(var hash) && hash.equals(hex);
    }

    private static String text(Json json, String name) {
        return json.textAt(name)
                .orElseThrow(() -> new MalformedProofException("the text `" + name + "` is missing in the line"));
    }

    /** The order of the lines: by entry, then by pointer. */
    @Override
    public int compareTo(DisclosedValue other) {
        int byIndex = Long.compare(index, other.index);
        return byIndex != 0 ? byIndex : pointer.compareTo(other.pointer);
    }
}
