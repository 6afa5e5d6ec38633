package org.bailiwick.evidence.pack;

import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.nio.file.Files;
import org.bailiwick.platform.Transactions;
import org.bailiwick.web.VisibleTenant;
import org.springframework.http.ContentDisposition;
import org.springframework.http.HttpHeaders;
import org.springframework.stereotype.Component;

/**
 * Gives a pack to whoever may read the record: put together anew each time, so that nothing erased lies about, and given
 * only where it has the bytes that it had when it was built.
 */
@Component
final class PackDownload {
    private final Transactions transactions;
    private final AuditPackStore store;
    private final AssemblePack assemble;
    private final PackFolder folder;

    PackDownload(Transactions transactions, AuditPackStore store, AssemblePack assemble, PackFolder folder) {
        this.transactions = transactions;
        this.store = store;
        this.assemble = assemble;
        this.folder = folder;
    }

    void write(VisibleTenant tenant, AuditPack pack, HttpServletResponse response) throws IOException {
        var manifest = pack.manifest();
        var built = pack.built();
        if (manifest == null || built == null || pack.state() != PackState.READY) {
            throw PackRefusals.thrown(absent(pack));
        }
        try (var spool = folder.spool()) {
            switch (assemble.in(spool, pack, manifest, done -> {})) {
                case AssemblePack.Assembled.Changed(var why) -> throw outdated(pack, why);
                case AssemblePack.Assembled.Whole(var file, var size, var sha256) -> {
                    if (!sha256.equals(built.sha256())) {
                        throw outdated(pack, "it does not come out as it was, though its files do");
                    }
                    response.setContentType("application/zip");
                    response.setContentLengthLong(size);
                    response.setHeader(HttpHeaders.ETAG, "\"" + sha256 + "\"");
                    response.setHeader(HttpHeaders.CONTENT_DISPOSITION, ContentDisposition.attachment()
                            .filename(pack.fileName(tenant.shortName())).build().toString());
                    Files.copy(file, response.getOutputStream());
                }
            }
        }
    }

    private static PackProblem absent(AuditPack pack) {
        var why = String.valueOf(pack.problem());
        return switch (pack.state()) {
            case FAILED -> new PackProblem.Failed(why);
            case OUTDATED -> new PackProblem.Outdated(why);
            case REQUESTED, RUNNING, READY -> new PackProblem.NotReady("it " + pack.step());
        };
    }

    /** Said once, it stays said: what was erased does not come back. */
    private RuntimeException outdated(AuditPack pack, String why) {
        transactions.tenant(pack.tenant(), tx -> {
            store.ended(tx, pack.id(), PackState.OUTDATED, why);
            return true;
        });
        return PackRefusals.thrown(new PackProblem.Outdated(why));
    }
}
