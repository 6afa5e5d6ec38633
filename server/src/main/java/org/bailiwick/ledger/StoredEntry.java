package org.bailiwick.ledger;

import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import org.bailiwick.proof.Json;
import org.bailiwick.proof.LeafHash;
import org.bailiwick.proof.MalformedJsonException;
import org.jspecify.annotations.Nullable;

/**
 * A row of the record with its disclosures, not yet believed: whoever can edit the database can edit each column, so
 * every column must repeat what the hashed body says.
 */
record StoredEntry(UUID id, Instant occurredAt, String action, String outcome, @Nullable String ticket,
        UUID correlation, @Nullable UUID authority, @Nullable String capability, @Nullable UUID evaluation,
        byte[] bytes, LeafHash leafHash) {
    Recorded check(List<Disclosure> disclosures, List<String> aside) {
        List<String> faults = new ArrayList<>();
        if (!LeafHash.of(bytes).equals(leafHash)) {
            faults.add("the body was altered after it was recorded, its hash is another");
        }
        Json.Obj body = parse(faults);
        compare(body, faults);
        Map<String, String> disclosed = new LinkedHashMap<>();
        for (Disclosure disclosure : disclosures) {
            if (disclosure.isCommittedIn(body)) {
                disclosed.put(disclosure.pointer(), disclosure.value());
            } else {
                faults.add("the value of `%s` is not the one committed to".formatted(disclosure.pointer()));
            }
        }
        return new Recorded(id, occurredAt, body, leafHash.hex(), disclosed, aside, faults);
    }

    private Json.Obj parse(List<String> faults) {
        try {
            if (Json.parse(bytes) instanceof Json.Obj object) {
                return object;
            }
            faults.add("the body is not an object");
        } catch (MalformedJsonException malformed) {
            faults.add("the body cannot be read: " + malformed.getMessage());
        }
        return Json.object().build();
    }

    private void compare(Json.Obj body, List<String> faults) {
        compare(faults, "id", id.toString(), body.textAt("metadata", "uid").orElse(null));
        compare(faults, "time", occurredAt.toString(), body.textAt("time_dt").orElse(null));
        compare(faults, "action", action, body.textAt("bailiwick", "action").orElse(null));
        compare(faults, "outcome", outcome, body.textAt("bailiwick", "outcome").orElse(null));
        compare(faults, "ticket", ticket, body.textAt("bailiwick", "ticket", "uid").orElse(null));
        compare(faults, "correlation", correlation.toString(),
                body.textAt("metadata", "correlation_uid").orElse(null));
        // Rows of versions that did not repeat these have none; then there is nothing to compare.
        if (authority != null || capability != null) {
            compare(faults, "authority", String.valueOf(authority),
                    body.textAt("bailiwick", "authority", "uid").orElse(null));
            compare(faults, "capability", capability,
                    body.textAt("bailiwick", "authority", "capability").orElse(null));
        }
        if (evaluation != null) {
            compare(faults, "decision", evaluation.toString(),
                    body.textAt("bailiwick", "evaluation_uid").orElse(null));
        }
    }

    private static void compare(List<String> faults, String column, @Nullable String said, @Nullable String recorded) {
        if (!Objects.equals(said, recorded)) {
            faults.add("the %s beside the body is not the one in it".formatted(column));
        }
    }
}
