package org.bailiwick.evidence;

import java.util.List;
import java.util.UUID;
import org.bailiwick.ledger.log.Removal;
import org.bailiwick.ledger.log.TenantLogs;
import org.bailiwick.platform.TenantTx;
import org.bailiwick.proof.tile.TilePath;
import org.bailiwick.web.Refusal;
import org.bailiwick.web.RefusedException;
import org.springframework.http.HttpStatus;

/** What retention has removed is said to be removed, since when and why; it is never as if it had not been. */
final class Gone {
    private Gone() {}

    /** @throws RefusedException 410 where the entry had its position and its bytes were removed */
    static boolean unlessKept(TenantTx tx, TenantLogs logs, UUID entry) {
        var position = logs.positions(tx, List.of(entry)).get(entry);
        if (position != null) {
            logs.removal(tx).filter(removal -> position < removal.before()).ifPresent(removal -> {
                throw refused(removal);
            });
        }
        return true;
    }

    /** @throws RefusedException 410 where a bundle of entries is asked for that has removed ones */
    static boolean unlessKept(TenantTx tx, TenantLogs logs, TilePath path) {
        if (path.level() == TilePath.ENTRIES) {
            logs.removal(tx).filter(removal -> path.index() * TilePath.FULL < removal.before()).ifPresent(removal -> {
                throw refused(removal);
            });
        }
        return true;
    }

    private static RefusedException refused(Removal removal) {
        return new RefusedException(Refusal.of(HttpStatus.GONE, "removed-by-retention", "removed by retention",
                "it was removed by retention on %s, as everything from before %s; its hash is still in the log"
                        .formatted(removal.at(), removal.olderThan())));
    }
}
