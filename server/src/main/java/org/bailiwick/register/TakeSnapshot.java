package org.bailiwick.register;

import java.util.EnumMap;
import java.util.EnumSet;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.bailiwick.connector.Completeness;
import org.bailiwick.connector.ObjectKind;
import org.bailiwick.platform.TenantTx;
import org.springframework.stereotype.Component;

/**
 * Takes a staged snapshot into the register: the whole of it in one transaction, in the order in which it refers. A kind
 * of which the same was read as the register holds is not even loaded, unless what it refers to has come or gone.
 */
@Component
final class TakeSnapshot {
    private final StagedStore staged;
    private final SnapshotMergeStore merge;
    private final EffectiveAccessStore access;
    private final SnapshotDigestStore digests;
    private final Doubts doubts;
    private final NamesStore names;

    TakeSnapshot(StagedStore staged, SnapshotMergeStore merge, EffectiveAccessStore access,
            SnapshotDigestStore digests, Doubts doubts, NamesStore names) {
        this.staged = staged;
        this.merge = merge;
        this.access = access;
        this.digests = digests;
        this.doubts = doubts;
        this.names = names;
    }

    /**
     * @param kinds how completely each kind was read, as far as that is believed
     * @param rows per kind of row, how many appeared, changed, were gone or returned; kinds without difference absent
     * @param same kinds of which the register held the same already, so that nothing was compared
     */
    record Taken(Map<ObjectKind, Completeness> kinds, Map<String, Map<String, Long>> rows, Set<ObjectKind> same) {
        boolean complete() {
            return kinds.values().stream().allMatch(Completeness::complete);
        }
    }

    Taken take(TenantTx tx, SnapshotMergeStore.Into into, SnapshotStage stage) {
        staged.prepare(tx);
        var taking = new Taking(tx, into, stage, digests.known(tx, into.connection()));
        boolean entitlements = taking.kind(ObjectKind.ENTITLEMENTS, "entitlement", false, merge::entitlements);
        boolean accounts = taking.kind(ObjectKind.ACCOUNTS, "account", false, merge::accounts);
        taking.signIns();
        taking.kind(ObjectKind.SETTINGS, "setting", false, merge::settings);
        taking.kind(ObjectKind.CREDENTIALS, "credential", accounts, merge::credentials);
        boolean nesting = taking.kind(ObjectKind.CONTAINMENTS, "containment", entitlements, merge::containments);
        taking.grants(entitlements || accounts || nesting);
        staged.finish(tx);
        return new Taken(taking.kinds, taking.rows, taking.same);
    }

    private interface Merge {
        Map<String, Long> run(TenantTx tx, SnapshotMergeStore.Into into, boolean complete);
    }

    /** One snapshot on its way. */
    private final class Taking {
        private final TenantTx tx;
        private final SnapshotMergeStore.Into into;
        private final SnapshotStage stage;
        private final Map<ObjectKind, SnapshotDigestStore.Digest> known;
        private final Map<ObjectKind, Completeness> kinds = new EnumMap<>(ObjectKind.class);
        private final Map<String, Map<String, Long>> rows = new TreeMap<>();
        private final Set<ObjectKind> same = EnumSet.noneOf(ObjectKind.class);

        private Taking(TenantTx tx, SnapshotMergeStore.Into into, SnapshotStage stage,
                Map<ObjectKind, SnapshotDigestStore.Digest> known) {
            this.tx = tx;
            this.into = into;
            this.stage = stage;
            this.known = known;
        }

        /**
         * @param anyway whether what this kind refers to has come or gone, so that the same rows say something else
         * @return whether objects of this kind came or went
         */
        private boolean kind(ObjectKind kind, String row, boolean anyway, Merge merge) {
            if (!load(kind, anyway)) {
                return false;
            }
            doubts.afterMerging(tx, into.connection(), kind, kinds);
            var counts = merge.run(tx, into, complete(kind));
            if (!counts.isEmpty()) {
                rows.put(row, counts);
            }
            names.write(tx, kind);
            remember(kind, complete(kind));
            return counts.keySet().stream().anyMatch(what -> !what.equals("changed"));
        }

        private void signIns() {
            if (stage.count(StagedTable.SIGN_INS) > 0) {
                staged.load(tx, stage, StagedTable.SIGN_INS);
                merge.signIns(tx, into);
            }
        }

        private void grants(boolean anyway) {
            if (!load(ObjectKind.MEMBERSHIPS, anyway)) {
                return;
            }
            long held = access.hold(tx, into);
            doubts.doubt(kinds, ObjectKind.MEMBERSHIPS, stage.count(StagedTable.MEMBERSHIPS) - held);
            boolean complete = complete(ObjectKind.MEMBERSHIPS) && complete(ObjectKind.CONTAINMENTS);
            var derived = access.derive(tx, into, complete);
            if (!derived.rows().isEmpty()) {
                rows.put("grant", derived.rows());
            }
            if (derived.deep()) {
                kinds.computeIfPresent(ObjectKind.CONTAINMENTS, (kind, said) -> Kinds.doubted(said,
                        "roles and groups are nested deeper than %d; access beyond is not known"
                                .formatted(EffectiveAccessStore.DEEPEST)));
            }
            remember(ObjectKind.MEMBERSHIPS, complete && !derived.deep());
        }

        /** @return false where the register holds the same already */
        private boolean load(ObjectKind kind, boolean anyway) {
            var said = stage.completeness(kind);
            var before = known.get(kind);
            if (!anyway && said.complete() && before != null && before.same(digest(kind))) {
                same.add(kind);
                kinds.put(kind, said);
                return false;
            }
            var table = StagedTable.of(kind);
            staged.load(tx, stage, table);
            kinds.put(kind, doubts.afterStaging(tx, said, stage.count(table)));
            return true;
        }

        private void remember(ObjectKind kind, boolean complete) {
            var before = known.get(kind);
            if (!complete) {
                if (before != null) {
                    digests.forget(tx, into.connection(), kind);
                }
            } else if (before == null || !before.same(digest(kind))) {
                digests.put(tx, into.connection(), kind, digest(kind));
            }
        }

        private SnapshotDigestStore.Digest digest(ObjectKind kind) {
            return new SnapshotDigestStore.Digest(stage.salt(), stage.digest(kind));
        }

        private boolean complete(ObjectKind kind) {
            var said = kinds.get(kind);
            return said != null && said.complete();
        }
    }
}
