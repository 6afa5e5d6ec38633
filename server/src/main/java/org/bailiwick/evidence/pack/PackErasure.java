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

    /** Looks for it. @return whether something of this pack, which was ready, was erased */
    boolean settled(TenantTx tx, AuditPack pack) {
        if (!pack.erasedSince() && !erased(tx, pack)) {
            return false;
        }
        settle(tx, pack);
        return true;
    }

    /** Where it is known already. */
    void settle(TenantTx tx, AuditPack pack) {
        store.erasedSeen(tx, pack.id(), WHY);
        if (!holds.held(tx) && store.empty(tx, pack.id())) {
            record.outdated(tx, pack, WHY + "; what it kept of people was removed");
        }
    }

    private boolean erased(TenantTx tx, AuditPack pack) {
        var manifest = pack.manifest();
        if (manifest == null) {
            return false;
        }
        var told = store.told(tx, pack.id());
        return store.nameErased(tx, pack.id()) || told.isPresent() && disclosed(tx, manifest.entries()) < told.get();
    }

    private long disclosed(TenantTx tx, Manifest.Selection entries) {
        return switch (entries) {
            case Manifest.Selection.Range range -> log.disclosed(tx, range.from(), range.to());
            case Manifest.Selection.Filtered filtered -> log.disclosed(tx, filtered.indexes());
        };
    }
}
