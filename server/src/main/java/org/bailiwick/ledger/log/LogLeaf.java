package org.bailiwick.ledger.log;

import java.util.List;
import org.bailiwick.proof.pack.DisclosedValue;

/**
 * An entry at its position.
 *
 * @param body the leaf verbatim
 * @param values what it committed to and still exists, by pointer
 */
public record LogLeaf(long index, byte[] body, List<DisclosedValue> values) {
    public LogLeaf {
        values = List.copyOf(values);
    }
}
