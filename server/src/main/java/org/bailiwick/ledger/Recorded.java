package org.bailiwick.ledger;

import java.time.Instant;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.bailiwick.proof.Json;

/**
 * An entry as it was read back and checked against itself: what it says comes from its body alone.
 *
 * @param body empty where the stored bytes are not JSON any more
 * @param leafHash hexadecimal, as stored
 * @param disclosed erasable values that still exist and match their commitments, by JSON pointer
 * @param aside pointers of further values, which only the entry by itself is read with
 * @param redacted pointers of values that the body commits to and that are not there any more
 * @param faults what does not fit together, in words; empty where the entry is as it was recorded
 */
public record Recorded(UUID id, Instant occurredAt, Json.Obj body, String leafHash, Map<String, String> disclosed,
        List<String> aside, List<String> redacted, List<String> faults) {
    public Recorded {
        disclosed = Collections.unmodifiableMap(new LinkedHashMap<>(disclosed));
        aside = List.copyOf(aside);
        redacted = List.copyOf(redacted);
        faults = List.copyOf(faults);
    }

    public String action() {
        return body.textAt("bailiwick", "action").orElse("not readable");
    }

    public String outcome() {
        return body.textAt("bailiwick", "outcome").orElse(Outcome.UNKNOWN.text());
    }

    public Optional<String> ticket() {
        return body.textAt("bailiwick", "ticket", "uid");
    }

    public Optional<String> correlation() {
        return body.textAt("metadata", "correlation_uid");
    }

    public EntryPosition position() {
        return new EntryPosition(occurredAt, id);
    }
}
