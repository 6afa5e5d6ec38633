package org.bailiwick.ledger;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.bailiwick.proof.Json;
import org.bailiwick.proof.LeafHash;
import org.bailiwick.proof.MalformedJsonException;

/**
 * A row of the record with its disclosures, not yet believed: whoever can edit the database can edit each column, so
 * every column must repeat what the hashed body says.
 */
record StoredEntry(FoundBy foundBy, byte[] bytes, LeafHash leafHash) {
    UUID id() {
        return foundBy.id();
    }

    Recorded check(List<Disclosure> disclosures, List<String> aside) {
        List<String> faults = new ArrayList<>();
        if (!LeafHash.of(bytes).equals(leafHash)) {
            faults.add("the body was altered after it was recorded, its hash is another");
        }
        Json.Obj body = parse(faults);
        faults.addAll(foundBy.faults(body));
        Map<String, String> disclosed = new LinkedHashMap<>();
        for (Disclosure disclosure : disclosures) {
            if (disclosure.isCommittedIn(body)) {
                disclosed.put(disclosure.pointer(), disclosure.value());
            } else {
                faults.add("the value of `%s` is not the one committed to".formatted(disclosure.pointer()));
            }
        }
        Set<String> redacted = Disclosure.pointersOf(Disclosure.commitmentsIn(body));
        disclosures.forEach(disclosure -> redacted.remove(disclosure.pointer()));
        aside.forEach(redacted::remove);
        return new Recorded(id(), foundBy.occurredAt(), body, leafHash.hex(), disclosed, aside, List.copyOf(redacted),
                faults);
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
}
