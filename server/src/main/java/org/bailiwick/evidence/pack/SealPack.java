package org.bailiwick.evidence.pack;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Set;
import java.util.function.LongConsumer;
import org.bailiwick.ledger.log.LogExtract;
import org.bailiwick.ledger.log.TenantLogs;
import org.bailiwick.platform.Transactions;
import org.bailiwick.proof.Json;
import org.bailiwick.proof.pack.Manifest;
import org.bailiwick.proof.pack.PackBuilder;
import org.bailiwick.proof.pack.PackContent;
import org.bailiwick.proof.pack.PackFiles;
import org.springframework.stereotype.Component;

/**
 * Collects what a pack is made of and puts the hash of its manifest on record. The entry, the manifest and the files that
 * tell how things stood commit together, so a pack is sealed once. What was collected is kept for the pack's end.
 */
@Component
final class SealPack {
    /** Of 4 GiB, beside tiles, documents and the archive's own. */
    private static final long MOST_BYTES = 3_900_000_000L;

    private final Transactions transactions;
    private final AuditPackStore store;
    private final CollectEntries entries;
    private final PackDocuments documents;
    private final PackRecord record;
    private final PackFolder folder;
    private final LogExtract log;
    private final TenantLogs logs;

    SealPack(Transactions transactions, AuditPackStore store, CollectEntries entries, PackDocuments documents,
            PackRecord record, PackFolder folder, LogExtract log, TenantLogs logs) {
        this.transactions = transactions;
        this.store = store;
        this.entries = entries;
        this.documents = documents;
        this.record = record;
        this.folder = folder;
        this.log = log;
        this.logs = logs;
    }

    void run(AuditPack pack, Manifest.Selection selection, LongConsumer progress) throws IOException {
        var spool = folder.spool();
        boolean sealed = false;
        try {
            progress.accept(0);
            var counts = entries.into(spool, pack.tenant(), PackForm.NEWEST, selection, progress);
            var documents = this.documents.write(pack, selection, counts);
            var builder = transactions.worker(pack.tenant(),
                    tx -> new PackBuilder(log.origin(tx), logs.publicId(tx).toString(), pack.since(), pack.until(),
                            Json.parse(pack.query().getBytes(UTF_8)), PackForm.NEWEST.tool(),
                            selection));
            builder.requiring(Set.of(PackFiles.HEADS_PROOF));
            spool.addTo(builder);
            documents.files().forEach((name, content) -> builder.add(name, new PackContent.Bytes(content)));
            if (spool.size() > MOST_BYTES) {
                throw new PackFailedException("the period has more than a pack can hold, 4 GiB; pack it in parts");
            }
            keep(pack, builder.manifest(), documents, counts.values());
            sealed = true;
        } finally {
            if (!sealed) {
                spool.close();
            }
        }
        folder.keep(pack.id(), spool);
    }

    private void keep(AuditPack pack, Manifest manifest, PackDocuments.Written documents, long told) {
        byte[] bytes = manifest.bytes();
        transactions.worker(pack.tenant(), tx -> {
            var entry = record.sealed(tx, pack, sha256(bytes), manifest.entries().count());
            if (!store.recorded(tx, pack.id(), entry,
                    new AuditPackStore.Kept(bytes, documents.files(), told, documents.people()))) {
                throw new IllegalStateException("the pack was sealed by somebody else meanwhile");
            }
            return true;
        });
    }

    private static String sha256(byte[] bytes) {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
        } catch (NoSuchAlgorithmException missing) {
            throw new IllegalStateException("every Java platform has SHA-256", missing);
        }
    }
}
