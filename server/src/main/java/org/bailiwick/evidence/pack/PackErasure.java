package org.bailiwick.evidence.pack;

import org.bailiwick.ledger.log.LegalHolds;
import org.bailiwick.ledger.log.LogExtract;
import org.bailiwick.platform.TenantTx;
import org.bailiwick.proof.pack.Manifest;
import org.springframework.stereotype.Component;

/**
 * What was erased in a tenant does not live on in its packs. A pack is outdated once a value that it disclosed, or the name
 * of anybody whom its files may name, is not there any more: then nothing that it kept stays, and the record says so. Only
 * a legal hold keeps it, and even then nobody gets it.
 */
@Component
final class PackErasure {
    static final String WHY = "data that it holds was erased since it was built";
    /** Not known is not fine. */
    static final String UNKNOWN = "it is of before it was noted whose names a pack may hold, so it is not known whether one was erased";

    private final AuditPackStore store;
    private final LogExtract log;
    private final LegalHolds holds;
    private final PackRecord record;

    PackErasure(AuditPackStore store, LogExtract log, LegalHolds holds, PackRecord record) {
        this.store = store;
        this.log = log;
        this.holds = holds;
        this.record = record;
    }

    /** Looks at it, however it ended. */
    void look(TenantTx tx, AuditPack pack) {
        switch (pack.state()) {
            case REQUESTED, RUNNING, REMOVED -> {
            }
            case FAILED -> letGoFailed(tx, pack.id());
            case READY, OUTDATED -> settled(tx, pack);
        }
    }

    /** Its files name people, and nothing more comes of them. */
    void letGoFailed(TenantTx tx, long pack) {
        if (!holds.held(tx)) {
            store.removeFiles(tx, pack);
        }
    }

    /**
     * Looks for it, in a worker's transaction: all that the pack disclosed is counted.
     *
     * @return whether something of this pack was erased, or may have been
     */
    boolean settled(TenantTx tx, AuditPack pack) {
        if (namesSettled(tx, pack)) {
            return true;
        }
        if (!valueErased(tx, pack)) {
            return false;
        }
        settle(tx, pack);
        return true;
    }

    /** Looks at what is quickly seen: what is known already, and names. */
    boolean namesSettled(TenantTx tx, AuditPack pack) {
        if (pack.manifest() == null) {
            return false;
        }
        if (pack.erasedSince() || store.nameErased(tx, pack.id())) {
            settle(tx, pack);
            return true;
        }
        if (store.namesKnown(tx, pack.id())) {
            return false;
        }
        store.ended(tx, pack.id(), PackState.OUTDATED, UNKNOWN);
        empty(tx, pack, UNKNOWN);
        return true;
    }

    /** Where it is known already. */
    void settle(TenantTx tx, AuditPack pack) {
        store.erasedSeen(tx, pack.id(), WHY);
        empty(tx, pack, WHY);
    }

    private void empty(TenantTx tx, AuditPack pack, String why) {
        if (!holds.held(tx) && store.empty(tx, pack.id())) {
            record.outdated(tx, pack, why + "; what it kept of people was removed");
        }
    }

    /** Of a pack that is sealed: whether a name or a value of it is not there any more. */
    boolean erasedSince(TenantTx tx, AuditPack pack) {
        return store.nameErased(tx, pack.id()) || valueErased(tx, pack);
    }

    private boolean valueErased(TenantTx tx, AuditPack pack) {
        var manifest = pack.manifest();
        var told = store.told(tx, pack.id());
        return manifest != null && told.isPresent() && disclosed(tx, manifest.entries()) < told.get();
    }

    private long disclosed(TenantTx tx, Manifest.Selection entries) {
        return switch (entries) {
            case Manifest.Selection.Range range -> log.disclosed(tx, range.from(), range.to());
            case Manifest.Selection.Filtered filtered -> log.disclosed(tx, filtered.indexes());
        };
    }
}
