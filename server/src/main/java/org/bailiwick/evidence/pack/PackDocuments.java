package org.bailiwick.evidence.pack;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.InputStream;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import org.bailiwick.evidence.control.ControlMap;
import org.bailiwick.ledger.log.LogExtract;
import org.bailiwick.platform.Transactions;
import org.bailiwick.proof.note.VerifierKey;
import org.bailiwick.proof.pack.Manifest;
import org.bailiwick.proof.pack.PackFiles;
import org.springframework.stereotype.Component;

/** The files of a pack beside its entries: keys, how to check it, and how things stood when it was built. */
@Component
final class PackDocuments {
    private final Transactions transactions;
    private final LogExtract log;
    private final ControlMap controls;
    private final StandingStore store;
    private final WriteSummary summary;

    PackDocuments(Transactions transactions, LogExtract log, ControlMap controls, StandingStore store,
            WriteSummary summary) {
        this.transactions = transactions;
        this.log = log;
        this.controls = controls;
        this.store = store;
        this.summary = summary;
    }

    /** @param people who may be named in them, by inside id */
    record Written(SortedMap<String, byte[]> files, List<Long> people) {}

    Written write(AuditPack pack, Manifest.Selection selection, EntryCounts counts)
            throws IOException {
        var files = keys(pack);
        var standing = standing(pack);
        files.put("controls.csv", ControlTable.bytes(standing));
        files.put("oscal/assessment-results.json", new OscalResults(pack, standing, counts).bytes());
        new OscalPlan(pack, standing).bytes().ifPresent(plan -> files.put("oscal/poam.json", plan));
        var told = PackSummary.of(pack, standing, selection, transactions.worker(pack.tenant(), log::origin), counts);
        byte[] html = summary.html(told);
        files.put("summary.html", html);
        files.put("summary.pdf", summary.pdf(told, html));
        files.put("VERIFY.md", resource("VERIFY.md"));
        files.put("verify.py", resource("verify.py"));
        return new Written(files, standing.people());
    }

    private SortedMap<String, byte[]> keys(AuditPack pack) {
        return transactions.worker(pack.tenant(), tx -> {
            var files = new TreeMap<String, byte[]>();
            files.put(PackFiles.POLICY, log.policy(tx, false));
            files.put("keys/log.vkey", lines(log.keys(tx)));
            files.put("keys/heads.vkey", lines(log.headsKeys()));
            return files;
        });
    }

    private Standing standing(AuditPack pack) {
        return transactions.worker(pack.tenant(), tx -> {
            var tenant = store.tenant(tx);
            var findings = store.findings(tx);
            return new Standing(tx.now(), tenant.name(), tenant.id(), controls.frameworks(), controls.all(tx),
                    findings, store.notClosed(tx) - findings.size(), store.people(tx));
        });
    }

    private static byte[] lines(Iterable<VerifierKey> keys) {
        var lines = new StringBuilder();
        keys.forEach(key -> lines.append(key.vkey()).append('\n'));
        return lines.toString().getBytes(UTF_8);
    }

    private static byte[] resource(String name) throws IOException {
        try (InputStream in = PackDocuments.class.getResourceAsStream("/pack/" + name)) {
            if (in == null) {
                throw new IllegalStateException("`%s` is not in the server".formatted(name));
            }
            return in.readAllBytes();
        }
    }
}
