package org.bailiwick.register;

import java.util.EnumMap;
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

    /** Looks at what was staged, before anything is merged. */
    Map<ObjectKind, Completeness> afterStaging(TenantTx tx, SnapshotStage stage) {
        var believed = new EnumMap<ObjectKind, Completeness>(ObjectKind.class);
        store.different(tx).forEach((kind, kept) -> believed.put(kind, judged(stage.completeness(kind), kept)));
        return believed;
    }

    /** Looks for what refers to accounts and entitlements that nobody listed, once these are merged. */
    void afterMerging(TenantTx tx, long connection, Map<ObjectKind, Completeness> believed) {
        doubt(believed, ObjectKind.MEMBERSHIPS, store.strangeMemberships(tx, connection));
        doubt(believed, ObjectKind.CONTAINMENTS, store.strangeContainments(tx, connection));
        doubt(believed, ObjectKind.CREDENTIALS, store.strangeCredentials(tx, connection));
    }

    private static Completeness judged(Completeness said, long kept) {
        var told = said.itemsTold();
        if (told != null && kept < told) {
            return Kinds.doubted(said, "the system told of %d %s and listed %d different ones; read it again"
                    .formatted(told, Kinds.word(said.kind()), kept));
        }
        if (said.kind() == ObjectKind.ACCOUNTS && kept == 0) {
            return Kinds.doubted(said, "the system listed no account, not even the one that reads it; "
                    + "check what the connection's account may see");
        }
        return said;
    }

    private static void doubt(Map<ObjectKind, Completeness> believed, ObjectKind kind, long strangers) {
        if (strangers > 0) {
            believed.computeIfPresent(kind, (same, said) -> Kinds.doubted(said,
                    "%d of the %s name accounts or entitlements that were not listed; read the system again"
                            .formatted(strangers, Kinds.word(kind))));
        }
    }
}
