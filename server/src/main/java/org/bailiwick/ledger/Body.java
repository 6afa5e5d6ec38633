package org.bailiwick.ledger;

import java.util.List;
import org.bailiwick.proof.CanonicalJson;
import org.bailiwick.proof.Json;
import org.bailiwick.proof.LeafHash;

/**
 * An entry's final form: the leaf of the tenant's log, and beside it the erasable values that the leaf commits to.
 * Bytes and hash never change; what is stored is what was hashed.
 */
record Body(byte[] bytes, LeafHash leafHash, List<Disclosure> disclosures) {
    /** A leaf of a tiled log has at most 65,535 bytes; this leaves room for what the log adds. */
    static final int MAX_BYTES = 48 * 1024;

    static Body of(Json.Obj event, List<Disclosure> disclosures) {
        byte[] bytes = CanonicalJson.bytes(event);
        if (bytes.length > MAX_BYTES) {
            throw new IllegalArgumentException("the entry has %d bytes, more than %d; put large values before or after"
                    .formatted(bytes.length, MAX_BYTES));
        }
        return new Body(bytes, LeafHash.of(bytes), List.copyOf(disclosures));
    }
}
