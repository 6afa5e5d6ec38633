package org.bailiwick.evidence;

import jakarta.servlet.http.HttpServletResponse;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.List;
import org.bailiwick.authority.Permit;
import org.bailiwick.ledger.log.Removal;
import org.bailiwick.ledger.log.TenantLogs;
import org.bailiwick.ledger.log.TenantLogs.Stored;
import org.bailiwick.platform.TenantTx;
import org.bailiwick.platform.Transactions;
import org.bailiwick.web.Cursors;
import org.bailiwick.web.Refusal;
import org.bailiwick.web.RefusedException;
import org.bailiwick.web.VisibleTenant;
import org.jspecify.annotations.Nullable;
import org.springframework.http.ContentDisposition;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Component;

/**
 * A tenant's entries as OCSF events for whoever collects events: byte for byte the leaves, one a line, in the order of
 * the log. Only what has its position is handed out, so a collector that keeps the cursor misses nothing and gets
 * nothing twice. A cursor holds the root of what was handed out before it: a log that was set back and has grown again is
 * not mistaken for the one that the collector has.
 */
@Component
final class EvidenceExport {
    static final int MOST = 10_000;
    static final String CURSOR = "Next-Cursor";
    static final String RANGE = "Log-Range";
    static final String REMOVED = "Log-Removed";
    private static final long MOST_BYTES = 8L << 20;
    private static final MediaType LINES = MediaType.parseMediaType("application/x-ndjson");

    private final Transactions transactions;
    private final TenantLogs logs;
    private final Cursors cursors;

    EvidenceExport(Transactions transactions, TenantLogs logs, Cursors cursors) {
        this.transactions = transactions;
        this.logs = logs;
        this.cursors = cursors;
    }

    /**
     * @param cursor of the answer before; null to begin with the first entry
     * @param most 1 to {@value #MOST}
     */
    ResponseEntity<byte[]> read(Permit permit, @Nullable String cursor, int most) {
        if (most < 1 || most > MOST) {
            throw new RefusedException(Refusal.of(HttpStatus.BAD_REQUEST, "invalid-parameter", "parameter is not valid",
                    "`limit` is between 1 and %d, not `%d`".formatted(MOST, most)));
        }
        // A cursor is bound to the tenant: it opens no place in another log.
        String list = "evidence-export/" + permit.tenant().value();
        var from = cursor == null ? Place.FIRST : Place.of(cursors.read(list, cursor));
        return transactions.tenant(permit.tenant(), tx -> {
            var page = page(tx, from, most);
            var next = cursors.write(list, page.next().words());
            var headers = new HttpHeaders();
            headers.setContentType(LINES);
            headers.set(CURSOR, next);
            if (!page.stored().isEmpty()) {
                headers.set(RANGE, "%d-%d".formatted(from.index(), page.next().index() - 1));
            }
            headers.set(REMOVED, Long.toString(page.stored().stream().filter(each -> each.body() == null).count()));
            if (page.size() > page.next().index()) {
                headers.set(HttpHeaders.LINK, "</api/v1/tenants/%s/evidence/export?limit=%d&cursor=%s>; rel=\"next\""
                        .formatted(logs.publicId(tx), most, next));
            }
            return ResponseEntity.ok().headers(headers).body(lines(page.stored()));
        });
    }

    /**
     * All that has a position when it begins, as one file, page after page. Where a later page cannot be handed out, it
     * breaks off, so that nobody takes the part for the whole.
     */
    void whole(Permit permit, VisibleTenant tenant, HttpServletResponse response) throws IOException {
        var page = transactions.tenant(permit.tenant(), tx -> page(tx, Place.FIRST, MOST));
        long size = page.size();
        response.setContentType(LINES.toString());
        response.setHeader(HttpHeaders.CONTENT_DISPOSITION, ContentDisposition.attachment()
                .filename("events-%s.jsonl".formatted(tenant.shortName())).build().toString());
        if (size > 0) {
            response.setHeader(RANGE, "0-%d".formatted(size - 1));
        }
        response.getOutputStream().write(lines(page.stored()));
        while (page.next().index() < size) {
            response.flushBuffer();
            var from = page.next();
            page = transactions.tenant(permit.tenant(),
                    tx -> page(tx, from, (int) Math.min(MOST, size - from.index())));
            response.getOutputStream().write(lines(page.stored()));
        }
    }

    /**
     * Behind which entries of which log somebody is.
     *
     * @param root of the entries before it, in base 64; empty where there are none, and of cursors that held none yet
     */
    private record Place(long index, String root) {
        static final Place FIRST = new Place(0, "");

        static Place of(List<String> words) {
            return new Place(Long.parseLong(words.getFirst()), words.size() > 1 ? words.get(1) : "");
        }

        String[] words() {
            return root.isEmpty() ? new String[]{Long.toString(index)} : new String[]{Long.toString(index), root};
        }
    }

    /** @param size of the log */
    private record Page(List<Stored> stored, Place next, long size) {}

    private Page page(TenantTx tx, Place place, int most) {
        long from = place.index();
        long size = logs.size(tx);
        if (from > size) {
            throw new RefusedException(Refusal.of(HttpStatus.CONFLICT, "log-is-shorter",
                    "the log is shorter than what you have",
                    ("your cursor stands after %d entries, and the log has %d: it was set back; keep what you have, ask "
                            + "your provider why, and begin again without a cursor").formatted(from, size)));
        }
        if (!place.root().isEmpty() && !place.root().equals(root(tx, from))) {
            throw new RefusedException(Refusal.of(HttpStatus.CONFLICT, "log-is-another",
                    "the log is not the one that you have",
                    ("the first %d entries of the log are not those before your cursor: it was set back and has grown "
                            + "again, or was altered; keep what you have, ask your provider why, and begin again without "
                            + "a cursor").formatted(from)));
        }
        var stored = logs.stored(tx, from, most, MOST_BYTES);
        requireNoGap(stored, from, size);
        long kept = logs.removal(tx).map(Removal::before).orElse(0L);
        if (stored.stream().anyMatch(each -> each.body() == null && each.index() >= kept)) {
            throw gap(from, size);
        }
        long next = from + stored.size();
        return new Page(stored, next == 0 ? Place.FIRST : new Place(next, root(tx, next)), size);
    }

    private String root(TenantTx tx, long size) {
        return logs.root(tx, size).base64();
    }

    private static void requireNoGap(List<Stored> stored, long from, long size) {
        boolean gap = stored.isEmpty() ? from < size : stored.getLast().index() != from + stored.size() - 1;
        if (gap) {
            throw gap(from, size);
        }
    }

    private static RefusedException gap(long from, long size) {
        return new RefusedException(Refusal.of(HttpStatus.CONFLICT, "log-has-a-gap", "the log has a gap",
                ("an entry after position %d is missing in a log of %d, and retention did not remove it; nothing is "
                        + "handed out in its place, and the next self-audit names it").formatted(from, size)));
    }

    private static byte[] lines(List<Stored> stored) {
        var lines = new ByteArrayOutputStream();
        for (var each : stored) {
            byte[] body = each.body();
            if (body != null) {
                lines.writeBytes(body);
                lines.write('\n');
            }
        }
        return lines.toByteArray();
    }
}
