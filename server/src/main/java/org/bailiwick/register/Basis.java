package org.bailiwick.register;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Map;
import java.util.TreeMap;
import org.bailiwick.proof.CanonicalJson;
import org.bailiwick.proof.Json;

/**
 * All that an answer about a tenant is made of: with the same basis it is the same answer, but for its age. There is one
 * only where the newest reading of every system got all of it.
 *
 * @param parts what stands for each part; for what was read that is the digest of its rows
 * @param asOf all of it was read then or later
 */
public record Basis(Map<String, String> parts, Instant asOf) {
    public Basis {
        parts = Map.copyOf(parts);
    }

    /** The same answer, made of this too. */
    public Basis with(String part, String value) {
        var more = new TreeMap<>(parts);
        more.put(part, value);
        return new Basis(more, asOf);
    }

    /** What two bases are compared by. */
    public String text() {
        var members = Json.object();
        parts.forEach(members::put);
        return new String(CanonicalJson.bytes(members.build()), StandardCharsets.UTF_8);
    }
}
