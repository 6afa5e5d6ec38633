package org.bailiwick.evidence.pack;

import java.util.Collection;
import java.util.List;
import java.util.TreeSet;
import java.util.UUID;
import org.bailiwick.platform.TenantTx;
import org.bailiwick.proof.pack.Manifest;
import org.springframework.stereotype.Component;

/** Which packs were built or are being built, and tell of certain entries: an erasure beside one of those ends them. */
@Component
public final class PacksTelling {
    private final AuditPackStore store;

    PacksTelling(AuditPackStore store) {
        this.store = store;
    }

    /** @param title the period that it is of */
    public record Pack(UUID id, String title) {}

    /** @param positions in the log */
    public List<Pack> of(TenantTx tx, Collection<Long> positions) {
        var sorted = new TreeSet<>(positions);
        return store.sealed(tx).stream().filter(pack -> {
            var manifest = pack.manifest();
            return manifest != null && tells(manifest.entries(), sorted);
        }).map(pack -> new Pack(pack.publicId(), pack.title())).toList();
    }

    private static boolean tells(Manifest.Selection entries, TreeSet<Long> positions) {
        return switch (entries) {
            case Manifest.Selection.Range range -> {
                var first = positions.ceiling(range.from());
                yield first != null && first < range.to();
            }
            case Manifest.Selection.Filtered filtered -> filtered.indexes().stream().anyMatch(positions::contains);
        };
    }
}
