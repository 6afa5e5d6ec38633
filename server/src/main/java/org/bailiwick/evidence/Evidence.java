package org.bailiwick.evidence;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Stream;
import org.bailiwick.authority.Permit;
import org.bailiwick.authority.Persons;
import org.bailiwick.ledger.EntryFilter;
import org.bailiwick.ledger.EntryPosition;
import org.bailiwick.ledger.Ledger;
import org.bailiwick.ledger.Recorded;
import org.bailiwick.ledger.log.Erasures;
import org.bailiwick.ledger.log.Removal;
import org.bailiwick.ledger.log.TenantLogs;
import org.bailiwick.platform.TenantId;
import org.bailiwick.platform.TenantTx;
import org.bailiwick.platform.Transactions;
import org.bailiwick.web.Cursors;
import org.bailiwick.web.Paging;
import org.bailiwick.web.Refusal;
import org.bailiwick.web.RefusedException;
import org.bailiwick.web.Slice;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Reads the timeline of one tenant, newest first, and each entry by itself with all that belongs to it. */
@Component
public final class Evidence {
    private static final int MOST_NAMES = 200;

    private final Transactions transactions;
    private final Ledger ledger;
    private final TenantLogs logs;
    private final Erasures erasures;
    private final Persons persons;
    private final Cursors cursors;

    Evidence(Transactions transactions, Ledger ledger, TenantLogs logs, Erasures erasures, Persons persons,
            Cursors cursors) {
        this.transactions = transactions;
        this.ledger = ledger;
        this.logs = logs;
        this.erasures = erasures;
        this.persons = persons;
        this.cursors = cursors;
    }

    Slice<EvidenceItem> page(Permit permit, EvidenceQuery query, Paging paging) {
        EntryFilter filter = filter(permit, query);
        // A cursor is bound to tenant and filters: it opens no place in another list.
        String list = "evidence/%d/%s".formatted(permit.tenant().value(), filter);
        EntryPosition after = position(list, paging.cursor());
        return transactions.tenant(permit.tenant(), tx -> {
            List<Recorded> entries = ledger.page(tx, filter, after, paging.limit() + 1);
            List<Recorded> shown = entries.subList(0, Math.min(paging.limit(), entries.size()));
            String next = entries.size() > shown.size() ? cursor(list, shown.getLast().position()) : null;
            return new Slice<>(items(tx, shown), next);
        });
    }

    /** @throws RefusedException 400 naming the first value that cannot be, also an operator who is not known here */
    public EntryFilter filter(Permit permit, EvidenceQuery query) {
        return filter(permit.tenant(), query);
    }

    /** The same for a job. */
    public EntryFilter filter(TenantId tenant, EvidenceQuery query) {
        return query.filter(operator -> {
            var subjects = persons.withSubject(operator);
            return transactions.tenant(tenant, tx -> Stream.concat(persons.named(tx, operator).stream(),
                    // Whoever is a stranger to this tenant is not told apart from nobody.
                    subjects.stream().filter(person -> persons.profile(tx, person).isPresent())).distinct().toList());
        });
    }

    /** What is missing at the end of the timeline; empty where retention has removed nothing. */
    Optional<Removal> removal(Permit permit) {
        return transactions.tenant(permit.tenant(), logs::removal);
    }

    /** Names of people to choose from. */
    List<String> operators(Permit permit) {
        return transactions.tenant(permit.tenant(), tx -> persons.names(tx, MOST_NAMES));
    }

    /** @throws RefusedException 404 where this tenant has no such entry */
    EvidenceItem one(Permit permit, UUID entry) {
        return transactions.tenant(permit.tenant(), tx -> {
            var kept = ledger.find(tx, entry);
            if (kept.isEmpty()) {
                Gone.unlessKept(tx, logs, entry);
            }
            return kept.map(found -> items(tx, List.of(found)).getFirst());
        })
                .orElseThrow(() -> new RefusedException(Refusal.notFound()));
    }

    private List<EvidenceItem> items(TenantTx tx, List<Recorded> entries) {
        var positions = logs.positions(tx, entries.stream().map(Recorded::id).toList());
        var path = "/api/v1/tenants/" + logs.publicId(tx) + "/evidence/";
        var erased = erasures.attested(tx, entries.stream().filter(entry -> !entry.redacted().isEmpty())
                .map(Recorded::id).toList());
        return entries.stream().map(entry -> EvidenceItem.of(entry, path + entry.id(), positions.get(entry.id()),
                erased.getOrDefault(entry.id(), Map.of()))).toList();
    }

    private String cursor(String list, EntryPosition last) {
        return cursors.write(list, last.occurredAt().toString(), last.id().toString());
    }

    private @Nullable EntryPosition position(String list, @Nullable String cursor) {
        if (cursor == null) {
            return null;
        }
        List<String> keys = cursors.read(list, cursor);
        return new EntryPosition(Instant.parse(keys.getFirst()), UUID.fromString(keys.getLast()));
    }
}
