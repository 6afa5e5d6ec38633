package org.bailiwick.console;

import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;
import org.bailiwick.authority.Authorities;
import org.bailiwick.authority.AuthorityView;
import org.bailiwick.authority.Capabilities;
import org.bailiwick.authority.Contract;
import org.bailiwick.authority.Contracts;
import org.bailiwick.authority.DecisionPoint;
import org.bailiwick.authority.Evaluation;
import org.bailiwick.authority.OwnAuthorities;
import org.bailiwick.authority.Permit;
import org.bailiwick.authority.Principal;
import org.bailiwick.authority.Wording;
import org.bailiwick.change.Applied;
import org.bailiwick.change.ChangeOrder;
import org.bailiwick.change.ChangeState;
import org.bailiwick.change.Changes;
import org.bailiwick.evidence.Story;
import org.bailiwick.ledger.EntryFilter;
import org.bailiwick.ledger.Ledger;
import org.bailiwick.ledger.Recorded;
import org.bailiwick.platform.PlatformClock;
import org.bailiwick.platform.TenantTx;
import org.bailiwick.platform.Transactions;
import org.bailiwick.web.VisibleTenant;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Gathers a tenant's home. Changes and the record have capabilities of their own, so each is asked for and decided. */
@Component
final class TenantHome {
    private static final int SHOWN = 8;
    private static final int SOUGHT = 100;
    private static final Set<ChangeState> ENDED = EnumSet.of(ChangeState.VERIFIED, ChangeState.REFUSED,
            ChangeState.UNDONE);

    private final Transactions transactions;
    private final DecisionPoint decisions;
    private final OwnAuthorities own;
    private final TenantRows rows;
    private final Contracts contracts;
    private final Authorities authorities;
    private final Changes changes;
    private final Ledger ledger;
    private final PlatformClock clock;

    TenantHome(Transactions transactions, DecisionPoint decisions, OwnAuthorities own, TenantRows rows,
            Contracts contracts, Authorities authorities, Changes changes, Ledger ledger, PlatformClock clock) {
        this.transactions = transactions;
        this.decisions = decisions;
        this.own = own;
        this.rows = rows;
        this.contracts = contracts;
        this.authorities = authorities;
        this.changes = changes;
        this.ledger = ledger;
        this.clock = clock;
    }

    HomePage of(Permit permit, Principal.Person person, VisibleTenant tenant) {
        var row = rows.of(person, List.of(tenant)).getFirst();
        var open = asked(person, tenant, Capabilities.CHANGE_READ, tx -> open(tx, tenant));
        var last = asked(person, tenant, Capabilities.EVIDENCE_READ, this::last);
        var standing = transactions.tenant(permit.tenant(), contracts::standing);
        return new HomePage(tenant, row, agreement(standing), open.orElse(null), last.orElse(null),
                contacts(permit));
    }

    /** Asks the decision point only where something is held: a page that leaves a part out is no denial. */
    private <T> Optional<T> asked(Principal.Person person, VisibleTenant tenant, String capability,
            Function<TenantTx, T> read) {
        boolean held = own.inForce(person.id(), Set.of(tenant.id())).getOrDefault(tenant.id(), List.of()).stream()
                .anyMatch(authority -> authority.capability().equals(capability));
        return held && decisions.decide(person, capability, tenant.id()) instanceof Evaluation.Permitted
                ? Optional.of(transactions.tenant(tenant.id(), read))
                : Optional.empty();
    }

    private List<HomePage.OpenChange> open(TenantTx tx, VisibleTenant tenant) {
        return changes.list(tx, null, null, SOUGHT).stream().filter(change -> !ENDED.contains(change.state()))
                .limit(SHOWN).map(change -> open(change, tenant)).toList();
    }

    private static HomePage.OpenChange open(ChangeOrder change, VisibleTenant tenant) {
        return new HomePage.OpenChange("/t/%s/changes/%s".formatted(tenant.shortName(), change.publicId()),
                change.account().name(), change.what(), change.state().text(),
                change.applied() == Applied.YES, change.orderedAt());
    }

    private List<HomePage.Happening> last(TenantTx tx) {
        return ledger.page(tx, EntryFilter.ALL, null, SHOWN).stream().map(TenantHome::happening).toList();
    }

    private static HomePage.Happening happening(Recorded entry) {
        return new HomePage.Happening(entry.occurredAt(), Story.of(entry), entry.outcome());
    }

    /** What is in force; where nothing is, what is proposed. */
    private static HomePage.@Nullable Agreement agreement(Contracts.Standing standing) {
        return standing.accepted().or(standing::proposed)
                .map(contract -> agreement(contract, standing.proposed().map(Contract::version)
                        .filter(newer -> newer > contract.version()).orElse(null)))
                .orElse(null);
    }

    private static HomePage.Agreement agreement(Contract contract, @Nullable Integer newer) {
        return new HomePage.Agreement(contract.version(), newer, contract.evidenceAccess(), contract.escalationPath(),
                contract.hash(), contract.acceptedAt().orElse(null),
                contract.terms().stream().map(TenantHome::term).toList());
    }

    private static HomePage.Term term(Contracts.Term term) {
        return new HomePage.Term(Wording.may(term.capability()), Wording.side(term.decides()),
                Wording.execution(term.automatic()));
    }

    private List<HomePage.Contact> contacts(Permit permit) {
        var byHolder = new LinkedHashMap<String, TreeSet<String>>();
        var sides = new LinkedHashMap<String, String>();
        for (var authority : authorities.list(permit)) {
            if (inForce(authority)) {
                var holder = authority.holder().orElse("Bailiwick, the product");
                byHolder.computeIfAbsent(holder, name -> new TreeSet<>()).add(Wording.may(authority.capability()));
                sides.put(holder, side(authority.side()));
            }
        }
        return byHolder.entrySet().stream()
                .map(holder -> new HomePage.Contact(holder.getKey(), sides.getOrDefault(holder.getKey(), ""),
                        List.copyOf(holder.getValue())))
                .toList();
    }

    private boolean inForce(AuthorityView authority) {
        return authority.revokedAt().isEmpty() && authority.until().filter(end -> !end.isAfter(clock.now())).isEmpty();
    }

    private static String side(String side) {
        return side.equals("tenant") ? "tenant's side" : "MSP's side";
    }
}
