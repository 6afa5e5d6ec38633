package org.bailiwick.evidence;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.time.Duration;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;
import org.bailiwick.authority.Permit;
import org.bailiwick.ledger.log.HeadsLog;
import org.bailiwick.ledger.log.LogExtract;
import org.bailiwick.ledger.log.LogView;
import org.bailiwick.ledger.log.TenantLogs;
import org.bailiwick.platform.TenantTx;
import org.bailiwick.platform.Transactions;
import org.bailiwick.proof.MalformedProofException;
import org.bailiwick.proof.note.SignedCheckpoint;
import org.bailiwick.proof.note.TlogProof;
import org.bailiwick.proof.tile.TilePath;
import org.bailiwick.web.Refusal;
import org.bailiwick.web.RefusedException;
import org.bailiwick.web.Scope;
import org.springframework.http.CacheControl;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Component;

/** Logs and proofs as the files that checkers read; what is not there yet says so. */
@Component
final class LogFiles {
    private static final MediaType TEXT = new MediaType(MediaType.TEXT_PLAIN, UTF_8);
    private static final CacheControl FOR_EVER = CacheControl.maxAge(Duration.ofDays(365)).cachePrivate().immutable();

    private final Transactions transactions;
    private final TenantLogs logs;
    private final HeadsLog heads;
    private final LogExtract extract;

    LogFiles(Transactions transactions, TenantLogs logs, HeadsLog heads, LogExtract extract) {
        this.transactions = transactions;
        this.logs = logs;
        this.heads = heads;
        this.extract = extract;
    }

    ResponseEntity<byte[]> proof(Permit permit, UUID entry) {
        return transactions.tenant(permit.tenant(), tx -> {
            var proof = logs.proof(tx, entry);
            if (proof.isEmpty() && logs.body(tx, entry).isPresent()) {
                throw new RefusedException(Refusal.of(HttpStatus.NOT_FOUND, "not-yet-sequenced", "not yet sequenced",
                        "the entry has no position in the log yet; ask again in a second"));
            }
            return text(proof.map(TlogProof::bytes));
        });
    }

    ResponseEntity<byte[]> body(Permit permit, UUID entry) {
        return ResponseEntity.ok().contentType(MediaType.APPLICATION_JSON).body(read(permit, tx -> {
            var body = logs.body(tx, entry);
            if (body.isEmpty()) {
                Gone.unlessKept(tx, logs, entry);
            }
            return body;
        }));
    }

    LogView view(Permit permit) {
        return transactions.tenant(permit.tenant(), logs::view);
    }

    ResponseEntity<byte[]> checkpoint(Permit permit) {
        return text(Optional.of(read(permit, tx -> logs.checkpoint(tx).map(SignedCheckpoint::bytes))));
    }

    ResponseEntity<byte[]> tile(Permit permit, String path) {
        return tile(read(permit, tx -> parse(path).flatMap(tile -> {
            Gone.unlessKept(tx, logs, tile);
            return logs.tile(tx, tile);
        })));
    }

    /** With the leaf in {@code extra}: what the heads log has is the tenant's checkpoint of a minute ago, or of when witnesses answered last. */
    ResponseEntity<byte[]> head(Permit permit) {
        return text(Optional.of(read(permit, tx -> logs.headProof(tx).map(head -> new TlogProof(head.checkpoint(),
                head.proof().inclusion(), head.proof().checkpoint()).bytes()))));
    }

    /** A proposal: whoever believes it has compared the keys with those that they got from their owners. */
    ResponseEntity<byte[]> policy(Permit permit) {
        return text(Optional.of(transactions.tenant(permit.tenant(), tx -> extract.policy(tx, true))));
    }

    ResponseEntity<byte[]> headsCheckpoint() {
        return text(transactions.estate(heads::checkpoint).map(SignedCheckpoint::bytes));
    }

    ResponseEntity<byte[]> headsTile(String path) {
        return tile(transactions.estate(tx -> hashes(path).flatMap(tile -> heads.tile(tx, tile)))
                .orElseThrow(() -> new RefusedException(Refusal.notFound())));
    }

    /** As the tenant's own database role may read it. */
    ResponseEntity<byte[]> headsCheckpoint(Permit permit) {
        return text(Optional.of(read(permit, tx -> logs.heads(tx).map(SignedCheckpoint::bytes))));
    }

    ResponseEntity<byte[]> headsTile(Permit permit, String path) {
        return tile(read(permit, tx -> hashes(path).flatMap(tile -> logs.headsTile(tx, tile))));
    }

    /** INVARIANT: nobody gets them who may not know of every tenant. */
    ResponseEntity<byte[]> headsEntries(Scope scope, String path) {
        return tile(transactions.estate(tx -> {
            if (!scope.ids().containsAll(heads.tenants(tx))) {
                throw new RefusedException(Refusal.of(HttpStatus.FORBIDDEN, "not-permitted", "not permitted",
                        "entries of the heads log tell of every tenant, and you do not see all of them; the checkpoint "
                                + "and the hashes are all that a witness needs"));
            }
            return parse("/entries" + path).flatMap(tile -> heads.tile(tx, tile));
        }).orElseThrow(() -> new RefusedException(Refusal.notFound())));
    }

    private byte[] read(Permit permit, Function<TenantTx, Optional<byte[]>> read) {
        return transactions.tenant(permit.tenant(), read)
                .orElseThrow(() -> new RefusedException(Refusal.notFound()));
    }

    private static Optional<TilePath> parse(String path) {
        try {
            return Optional.of(TilePath.parse("tile" + path));
        } catch (MalformedProofException noTile) {
            return Optional.empty();
        }
    }

    private static Optional<TilePath> hashes(String path) {
        return parse(path).filter(tile -> tile.level() != TilePath.ENTRIES);
    }

    private static ResponseEntity<byte[]> text(Optional<byte[]> content) {
        return ResponseEntity.ok().contentType(TEXT)
                .body(content.orElseThrow(() -> new RefusedException(Refusal.notFound())));
    }

    private static ResponseEntity<byte[]> tile(byte[] content) {
        return ResponseEntity.ok().contentType(MediaType.APPLICATION_OCTET_STREAM).cacheControl(FOR_EVER).body(content);
    }
}
