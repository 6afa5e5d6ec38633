package org.bailiwick.register;

import java.util.EnumMap;
import java.util.Map;
import java.util.TreeMap;
import org.bailiwick.connector.Completeness;
import org.bailiwick.connector.ObjectKind;
import org.bailiwick.platform.TenantTx;
import org.springframework.stereotype.Component;

/** Takes a staged snapshot into the register: the whole of it in one transaction, in the order in which it refers. */
@Component
final class TakeSnapshot {
    private final StagedStore staged;
    private final SnapshotMergeStore merge;
    private final EffectiveAccessStore access;
    private final Doubts doubts;

    TakeSnapshot(StagedStore staged, SnapshotMergeStore merge, EffectiveAccessStore access, Doubts doubts) {
        this.staged = staged;
        this.merge = merge;
        this.access = access;
        this.doubts = doubts;
    }

    /**
     * @param kinds how completely each kind was read, as far as that is believed
     * @param rows per kind of row, how many appeared, changed, were gone or returned; kinds without difference absent
     */
    record Taken(Map<ObjectKind, Completeness> kinds, Map<String, Map<String, Long>> rows) {
        boolean complete() {
            return kinds.values().stream().allMatch(Completeness::complete);
        }
    }

    Taken take(TenantTx tx, SnapshotMergeStore.Into into, SnapshotStage stage) {
        staged.load(tx, stage);
        var kinds = doubts.afterStaging(tx, stage);
        var rows = new TreeMap<String, Map<String, Long>>();
        rows.put("entitlement", merge.entitlements(tx, into, complete(kinds, ObjectKind.ENTITLEMENTS)));
        rows.put("account", merge.accounts(tx, into, complete(kinds, ObjectKind.ACCOUNTS)));
        merge.signIns(tx, into);
        rows.put("setting", merge.settings(tx, into, complete(kinds, ObjectKind.SETTINGS)));
        doubts.afterMerging(tx, into.connection(), kinds);
        rows.put("credential", merge.credentials(tx, into, complete(kinds, ObjectKind.CREDENTIALS)));
        rows.put("containment", merge.containments(tx, into, complete(kinds, ObjectKind.CONTAINMENTS)));
        var derived = access.derive(tx, into,
                complete(kinds, ObjectKind.MEMBERSHIPS) && complete(kinds, ObjectKind.CONTAINMENTS));
        rows.put("grant", derived.rows());
        if (derived.deep()) {
            kinds.computeIfPresent(ObjectKind.CONTAINMENTS, (kind, said) -> Kinds.doubted(said,
                    "roles and groups are nested deeper than %d; access beyond is not known"
                            .formatted(EffectiveAccessStore.DEEPEST)));
        }
        rows.values().removeIf(Map::isEmpty);
        return new Taken(new EnumMap<>(kinds), rows);
    }

    private static boolean complete(Map<ObjectKind, Completeness> kinds, ObjectKind kind) {
        var said = kinds.get(kind);
        return said != null && said.complete();
    }
}
