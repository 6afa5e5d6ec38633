package org.bailiwick.lifecycle;

import java.time.Instant;
import java.util.Optional;
import org.bailiwick.platform.TenantId;

/**
 * How far a case is in one tenant, as last looked at.
 *
 * @param items how many accounts to disable and memberships to take away there are
 * @param verified of how many the end is proven
 * @param since when it became so
 * @param present whether the person has, or had, an account there; elsewhere it only is not known yet
 */
public record Standing(TenantId concerned, Stand stand, int items, int verified, Optional<String> detail,
        Instant since, boolean present) {
    boolean same(Standing other) {
        return stand == other.stand && items == other.items && verified == other.verified
                && detail.equals(other.detail) && present == other.present;
    }
}
