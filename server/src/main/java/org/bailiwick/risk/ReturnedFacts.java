package org.bailiwick.risk;

import java.time.Instant;
import java.util.List;
import java.util.UUID;

/**
 * A grant that is effective although a change that removed it was verified.
 *
 * @param verifiedAt when the removal was read back
 * @param change public id of that change
 * @param steps names on one path from the account's direct membership to what it holds
 */
public record ReturnedFacts(long grant, String username, Held held, Instant verifiedAt, UUID change,
        List<String> steps) {
    public ReturnedFacts {
        steps = List.copyOf(steps);
    }
}
