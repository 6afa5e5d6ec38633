package org.bailiwick.proof.pack;

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
        return CanonicalJson.bytes(Json.object().put("index", index).put("pointer", pointer)
                .put("salt", Base64Text.write(salt)).put("value", value).build());
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
        Json commitment = Json.object().put("pointer", pointer).put("hmac_sha256", Commitment.of(salt, value).hex())
                .build();
        return entry.at("bailiwick", "commitments").orElse(Json.nothing()) instanceof Json.Arr commitments
                && commitments.items().contains(commitment);
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
