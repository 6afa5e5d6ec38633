package org.bailiwick.evidence.pack;

import java.util.HashMap;
import java.util.Map;
import org.bailiwick.platform.Result;
import org.bailiwick.platform.TenantId;
import org.springframework.stereotype.Component;

/**
 * Places for packs that are fetched. Each fetch reads a whole period, so few are put together at once on a node, and no
 * tenant's people take the places of all others.
 */
@Component
final class DownloadSlots {
    static final int MOST = 4;
    static final int MOST_OF_TENANT = 2;

    private final Map<TenantId, Integer> taken = new HashMap<>();

    synchronized Result<Slot, PackProblem> take(TenantId tenant) {
        int ofTenant = taken.getOrDefault(tenant, 0);
        if (ofTenant >= MOST_OF_TENANT) {
            return Result.no(new PackProblem.TooManyDownloads(MOST_OF_TENANT, true));
        }
        if (taken.values().stream().mapToInt(Integer::intValue).sum() >= MOST) {
            return Result.no(new PackProblem.TooManyDownloads(MOST, false));
        }
        taken.put(tenant, ofTenant + 1);
        return Result.ok(new Slot(tenant));
    }

    private synchronized void giveBack(TenantId tenant) {
        taken.computeIfPresent(tenant, (of, places) -> places == 1 ? null : places - 1);
    }

    /** A place, until it is closed. */
    final class Slot implements AutoCloseable {
        private final TenantId tenant;

        private Slot(TenantId tenant) {
            this.tenant = tenant;
        }

        @Override
        public void close() {
            giveBack(tenant);
        }
    }
}
