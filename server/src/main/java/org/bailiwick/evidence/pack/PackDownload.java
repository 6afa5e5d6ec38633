package org.bailiwick.evidence.pack;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Collections;
import org.bailiwick.platform.Transactions;
import org.bailiwick.proof.pack.Manifest;
import org.bailiwick.web.VisibleTenant;
import org.springframework.http.ContentDisposition;
import org.springframework.http.HttpHeaders;
import org.springframework.stereotype.Component;

/**
 * Gives a pack to whoever may read the record: put together anew each time, so that nothing erased lies about, and given
 * only where it has the bytes that it had when it was built. Whoever has these bytes already is told so.
 */
@Component
final class PackDownload {
    private final Transactions transactions;
    private final AuditPackStore store;
    private final AssemblePack assemble;
    private final PackErasure erasure;
    private final PackFolder folder;
    private final DownloadSlots slots;

    PackDownload(Transactions transactions, AuditPackStore store, AssemblePack assemble, PackErasure erasure,
            PackFolder folder, DownloadSlots slots) {
        this.transactions = transactions;
        this.store = store;
        this.assemble = assemble;
        this.erasure = erasure;
        this.folder = folder;
        this.slots = slots;
    }

    void write(VisibleTenant tenant, AuditPack pack, HttpServletRequest request, HttpServletResponse response)
            throws IOException {
        var manifest = pack.manifest();
        var built = pack.built();
        if (manifest == null || built == null || pack.state() != PackState.READY) {
            throw PackRefusals.thrown(absent(pack));
        }
        if (transactions.tenant(pack.tenant(), tx -> erasure.namesSettled(tx, pack))) {
            throw PackRefusals.thrown(absent(again(pack)));
        }
        if (hasIt(request, tag(built))) {
            response.setHeader(HttpHeaders.ETAG, tag(built));
            response.setStatus(HttpServletResponse.SC_NOT_MODIFIED);
        } else if (request.getMethod().equals("HEAD")) {
            head(tenant, pack, built, response);
        } else {
            try (var spool = folder.spool()) {
                var whole = inItsPlace(spool, pack, manifest, built);
                head(tenant, pack, built, response);
                Files.copy(whole, response.getOutputStream());
            }
        }
    }

    /** The place is for reading the record: whoever takes the file slowly holds none. */
    private Path inItsPlace(PackSpool spool, AuditPack pack, Manifest manifest, AuditPack.Built built)
            throws IOException {
        try (var slot = slots.take(pack.tenant()).orThrow(PackRefusals::thrown)) {
            if (transactions.worker(pack.tenant(), tx -> erasure.settled(tx, pack))) {
                throw PackRefusals.thrown(absent(again(pack)));
            }
            return whole(spool, pack, manifest, built);
        }
    }

    private AuditPack again(AuditPack pack) {
        return transactions.tenant(pack.tenant(), tx -> store.find(tx, pack.id())).orElseThrow();
    }

    /** Strong, because the bytes are the same each time. */
    private static String tag(AuditPack.Built built) {
        return "\"" + built.sha256() + "\"";
    }

    private static boolean hasIt(HttpServletRequest request, String tag) {
        return Collections.list(request.getHeaders(HttpHeaders.IF_NONE_MATCH)).stream()
                .flatMap(tags -> Arrays.stream(tags.split(","))).map(each -> each.strip().replaceFirst("^W/", ""))
                .anyMatch(each -> each.equals(tag) || each.equals("*"));
    }

    private static void head(VisibleTenant tenant, AuditPack pack, AuditPack.Built built,
            HttpServletResponse response) {
        response.setHeader(HttpHeaders.ETAG, tag(built));
        // The whole is put together and compared before its first byte goes out; a part of it would cost as much.
        response.setHeader(HttpHeaders.ACCEPT_RANGES, "none");
        response.setContentType("application/zip");
        response.setContentLengthLong(built.size());
        response.setHeader(HttpHeaders.CONTENT_DISPOSITION, ContentDisposition.attachment()
                .filename(pack.fileName(tenant.shortName())).build().toString());
    }

    private Path whole(PackSpool spool, AuditPack pack, Manifest manifest, AuditPack.Built built)
            throws IOException {
        return switch (assemble.in(spool, pack, manifest, done -> {})) {
            case AssemblePack.Assembled.Changed(var why) -> throw differs(pack, why);
            case AssemblePack.Assembled.Whole(var file, var size, var sha256) when sha256.equals(built.sha256()) ->
                file;
            case AssemblePack.Assembled.Whole differs -> throw differs(pack,
                    "the entries are not those that were packed");
        };
    }

    private static PackProblem absent(AuditPack pack) {
        var why = String.valueOf(pack.problem());
        return switch (pack.state()) {
            case FAILED -> new PackProblem.Failed(why);
            case OUTDATED -> new PackProblem.Outdated(why);
            case REMOVED -> new PackProblem.Removed(why);
            case REQUESTED, RUNNING, READY -> new PackProblem.NotReady("it " + pack.step());
        };
    }

    /**
     * Only what is gone for good ends a pack. Another version that is still running, or a damaged row, refuses this one
     * request: it may come out as it was when that is mended.
     */
    private RuntimeException differs(AuditPack pack, String why) {
        // Something may have been erased, or the pack removed, since it was looked at.
        boolean gone = transactions.worker(pack.tenant(), tx -> erasure.settled(tx, pack));
        var now = again(pack);
        return PackRefusals.thrown(gone || now.state() != PackState.READY
                ? absent(now)
                : new PackProblem.NotAsBuilt(why));
    }
}
