package org.bailiwick.evidence.pack;

import java.util.Optional;
import org.bailiwick.ledger.log.LegalHolds;
import org.bailiwick.ledger.log.LogExtract;
import org.bailiwick.ledger.log.Removal;
import org.bailiwick.ledger.log.TenantLogs;
import org.bailiwick.platform.TenantTx;
import org.bailiwick.proof.pack.Manifest;
import org.springframework.stereotype.Component;

/**
 * What was erased in a tenant does not live on in its packs, nor what retention removed. A pack is outdated once a value that
 * it disclosed, the name of anybody whom its files may name, or an entry is not there any more: then nothing that it kept
 * stays, and the record says which of these it was. Only a legal hold keeps it, and even then nobody gets it.
 */
@Component
final class PackErasure {
    static final String ERASED = "data that it holds was erased";
    static final String WHY = ERASED + " since it was built";
    static final String NOT_KEPT = "entries that it holds came to the end of their time and were removed by retention";
    static final String RETENTION = NOT_KEPT + " since it was built";
    /** Not known is not fine. */
    static final String UNKNOWN = "it is of before it was noted whose names a pack may hold, so it is not known whether one was erased";

    private final AuditPackStore store;
    private final LogExtract log;
    private final TenantLogs logs;
    private final LegalHolds holds;
    private final PackRecord record;

    PackErasure(AuditPackStore store, LogExtract log, TenantLogs logs, LegalHolds holds, PackRecord record) {
        this.store = store;
        this.log = log;
        this.logs = logs;
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
     * @return whether something of this pack was erased or removed, or may have been
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

    /** Looks at what is quickly seen: what is known already, names, and how far retention came. */
    boolean namesSettled(TenantTx tx, AuditPack pack) {
        if (pack.manifest() == null) {
            return false;
        }
        if (pack.erasedSince() || store.nameErased(tx, pack.id())) {
            settle(tx, pack);
            return true;
        }
        if (notKept(tx, pack)) {
            return outdated(tx, pack, "retention", RETENTION);
        }
        return !store.namesKnown(tx, pack.id()) && outdated(tx, pack, "not known", UNKNOWN);
    }

    private boolean outdated(TenantTx tx, AuditPack pack, String reason, String why) {
        store.ended(tx, pack.id(), PackState.OUTDATED, why);
        empty(tx, pack, reason, why);
        return true;
    }

    /** Where it is known already. */
    void settle(TenantTx tx, AuditPack pack) {
        store.erasedSeen(tx, pack.id(), WHY);
        empty(tx, pack, "erasure", WHY);
    }

    private void empty(TenantTx tx, AuditPack pack, String reason, String why) {
        if (!holds.held(tx) && store.empty(tx, pack.id())) {
            record.outdated(tx, pack, reason, why + "; what it kept of people was removed");
        }
    }

    /** Of a pack that is sealed: what happened to it, where a name, an entry or a value of it is not there any more. */
    Optional<String> gone(TenantTx tx, AuditPack pack) {
        if (store.nameErased(tx, pack.id())) {
            return Optional.of(ERASED);
        }
        if (notKept(tx, pack)) {
            return Optional.of(NOT_KEPT);
        }
        return valueErased(tx, pack) ? Optional.of(ERASED) : Optional.empty();
    }

    /** Values of entries that retention removed are not erased by anybody, so they are not counted as that. */
    private boolean notKept(TenantTx tx, AuditPack pack) {
        var manifest = pack.manifest();
        var removed = logs.removal(tx).map(Removal::before);
        return manifest != null && removed.isPresent()
                && first(manifest.entries()).filter(first -> first < removed.get()).isPresent();
    }

    private static Optional<Long> first(Manifest.Selection entries) {
        return switch (entries) {
            case Manifest.Selection.Range range when range.count() > 0 -> Optional.of(range.from());
            case Manifest.Selection.Range none -> Optional.empty();
            case Manifest.Selection.Filtered filtered -> filtered.indexes().stream().findFirst();
        };
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
