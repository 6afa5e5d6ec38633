package org.bailiwick.ledger.log;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.bailiwick.platform.Transactions;
import org.bailiwick.proof.MalformedProofException;
import org.bailiwick.proof.note.SignedCheckpoint;

/**
 * What the heads log says of the tenants' logs is compared with them as they stand: whoever deletes a log, cuts it short
 * or has another one signed in its place cannot take its checkpoints out of what witnesses have cosigned. For one pass.
 */
final class HeadedLogs {
    private final Transactions transactions;
    private final AuditStore store;
    private final LogKeys keys;
    /** A log is named once, by the first of its checkpoints that it has no more. */
    private final Set<UUID> named = new HashSet<>();

    HeadedLogs(Transactions transactions, AuditStore store, LogKeys keys) {
        this.transactions = transactions;
        this.store = store;
        this.keys = keys;
    }

    LogFaults missing(List<LogContent.Leaf> leaves) {
        var faults = new LogFaults.Gathering();
        var entered = new ArrayList<AuditStore.Entered>();
        for (var leaf : leaves) {
            entered(leaf).ifPresentOrElse(entered::add,
                    () -> faults.add(leaf.index(), "what was entered here is no checkpoint of a tenant"));
        }
        var unknown = Set.copyOf(transactions.estate(tx -> store.unknown(tx, entered)));
        entered.stream().filter(each -> unknown.contains(each.index()) && named.add(each.tenant()))
                .forEach(each -> faults.add(each.index(),
                        "the log `%s` has not the checkpoint of size %d that was entered here: it was deleted, cut short or signed anew"
                                .formatted(keys.originOf(each.tenant()), each.size())));
        return faults.found();
    }

    /** By what the note says; the number beside it was not hashed. */
    private Optional<AuditStore.Entered> entered(LogContent.Leaf leaf) {
        byte[] note = Objects.requireNonNull(leaf.body());
        try {
            var checkpoint = SignedCheckpoint.parse(note).checkpoint();
            return keys.tenantOf(checkpoint.origin()).map(
                    tenant -> new AuditStore.Entered(leaf.index(), tenant, checkpoint.size(), new String(note, UTF_8)));
        } catch (MalformedProofException malformed) {
            return Optional.empty();
        }
    }
}
