package org.bailiwick.register;

import java.util.Map;
import org.bailiwick.connector.Completeness;
import org.bailiwick.connector.ObjectKind;
import org.bailiwick.platform.TenantTx;
import org.springframework.stereotype.Component;

/**
 * What a system says about its own completeness is not simply believed: a page served twice in place of another, a list
 * without the account that reads it, and memberships of accounts that were not listed all make a kind incomplete.
 */
@Component
final class Doubts {
    private final StagedStore store;

    Doubts(StagedStore store) {
        this.store = store;
    }

    /** Looks at what was staged of a kind, before it is merged. */
    Completeness afterStaging(TenantTx tx, Completeness said, long rows) {
        var told = said.itemsTold();
        if (told != null) {
            long kept = store.different(tx, said.kind());
            if (kept < told) {
                return Kinds.doubted(said, "the system told of %d %s and listed %d different ones; read it again"
                        .formatted(told, Kinds.word(said.kind()), kept));
            }
        }
        if (said.kind() == ObjectKind.ACCOUNTS && rows == 0) {
            return Kinds.doubted(said, "the system listed no account, not even the one that reads it; "
                    + "check what the connection's account may see");
        }
        return said;
    }

    /** Looks for what refers to accounts and entitlements that nobody listed, once these are merged. */
    void afterMerging(TenantTx tx, long connection, ObjectKind kind, Map<ObjectKind, Completeness> believed) {
        doubt(believed, kind, switch (kind) {
            case CONTAINMENTS -> store.strangeContainments(tx, connection);
            case CREDENTIALS -> store.strangeCredentials(tx, connection);
            case ACCOUNTS, ENTITLEMENTS, MEMBERSHIPS, SETTINGS -> 0;
        });
    }

    /** @param strangers how many of the rows name something that nobody listed */
    void doubt(Map<ObjectKind, Completeness> believed, ObjectKind kind, long strangers) {
        if (strangers > 0) {
            believed.computeIfPresent(kind, (same, said) -> Kinds.doubted(said,
                    "%d of the %s name accounts or entitlements that were not listed; read the system again"
                            .formatted(strangers, Kinds.word(kind))));
        }
    }
}
