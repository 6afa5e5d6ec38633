package org.bailiwick.evidence.pack;

import java.util.UUID;
import org.bailiwick.authority.Permit;
import org.bailiwick.ledger.Activity;
import org.bailiwick.ledger.Actor;
import org.bailiwick.ledger.Entry;
import org.bailiwick.ledger.Ledger;
import org.bailiwick.ledger.Outcome;
import org.bailiwick.ledger.Target;
import org.bailiwick.platform.TenantTx;
import org.bailiwick.proof.Json;
import org.bailiwick.proof.pack.PackBuilder;
import org.springframework.stereotype.Component;

/** What the tenant's ledger says about a pack: who asked for it, and the hash of its manifest, which seals it. */
@Component
final class PackRecord {
    private final Ledger ledger;

    PackRecord(Ledger ledger) {
        this.ledger = ledger;
    }

    void requested(TenantTx tx, Permit permit, AuditPack pack) {
        ledger.append(tx, Entry
                .of(Activity.AUDIT_PACK_REQUESTED, permit.principal().actor(), target(pack), Outcome.SUCCESS,
                        pack.correlation(), "the record of a period was asked for as one file")
                .under(permit.authority(), permit.evaluation())
                .withFacts(Json.object().put("since", pack.since().toString()).put("until", pack.until().toString())
                        .put("partial", pack.filtered()).build()));
    }

    /** @return the entry's id */
    UUID sealed(TenantTx tx, AuditPack pack, String manifestSha256, long entries) {
        return ledger.append(tx, Entry
                .of(Activity.AUDIT_PACK_SEALED, Actor.PRODUCT, target(pack), Outcome.SUCCESS, pack.correlation(),
                        "%d entries; the manifest has the SHA-256 %s".formatted(entries, manifestSha256))
                .withFacts(Json.object().put(PackBuilder.MANIFEST_FACT, manifestSha256).put("entries", entries)
                        .put("partial", pack.filtered()).build()));
    }

    /**
     * What it kept of people was removed.
     *
     * @param reason {@code erasure}, {@code retention} or {@code not known}
     */
    void outdated(TenantTx tx, AuditPack pack, String reason, String why) {
        ledger.append(tx, Entry.of(Activity.AUDIT_PACK_OUTDATED, Actor.PRODUCT, target(pack), Outcome.SUCCESS,
                pack.correlation(), why).withFacts(Json.object().put("reason", reason).build()));
    }

    void removed(TenantTx tx, Permit permit, AuditPack pack, String why) {
        ledger.append(tx, Entry
                .of(Activity.AUDIT_PACK_REMOVED, permit.principal().actor(), target(pack), Outcome.SUCCESS,
                        pack.correlation(), why)
                .under(permit.authority(), permit.evaluation()));
    }

    private static Target target(AuditPack pack) {
        return new Target("audit pack", pack.publicId().toString(), pack.title());
    }
}
