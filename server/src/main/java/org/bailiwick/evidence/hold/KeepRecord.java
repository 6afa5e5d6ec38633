package org.bailiwick.evidence.hold;

import java.util.List;
import java.util.UUID;
import org.bailiwick.authority.DecisionPoint;
import org.bailiwick.authority.Permit;
import org.bailiwick.ledger.Activity;
import org.bailiwick.ledger.Entry;
import org.bailiwick.ledger.Ledger;
import org.bailiwick.ledger.Outcome;
import org.bailiwick.ledger.Target;
import org.bailiwick.ledger.log.LegalHold;
import org.bailiwick.ledger.log.LegalHolds;
import org.bailiwick.platform.Ids;
import org.bailiwick.platform.Result;
import org.bailiwick.platform.TenantTx;
import org.bailiwick.platform.Transactions;
import org.bailiwick.proof.Json;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Sets and lifts a tenant's legal holds; each has its reason, and both stand in the tenant's record. */
@Component
final class KeepRecord {
    private static final int LONGEST_REASON = 2_000;
    private static final int LONGEST_TICKET = 100;

    private final Transactions transactions;
    private final LegalHolds holds;
    private final DecisionPoint decisions;
    private final Ledger ledger;
    private final Ids ids;

    KeepRecord(Transactions transactions, LegalHolds holds, DecisionPoint decisions, Ledger ledger, Ids ids) {
        this.transactions = transactions;
        this.holds = holds;
        this.decisions = decisions;
        this.ledger = ledger;
        this.ids = ids;
    }

    List<LegalHold> all(Permit permit) {
        return transactions.tenant(permit.tenant(), holds::all);
    }

    /** @param permit for {@code record.keep} in the tenant */
    Result<LegalHold, HoldProblem> set(Permit permit, String reason, @Nullable String ticket) {
        if (reason.isBlank()) {
            return Result.no(new HoldProblem.ReasonMissing());
        }
        if (reason.length() > LONGEST_REASON) {
            return Result.no(new HoldProblem.TooLong("reason", LONGEST_REASON));
        }
        if (ticket != null && ticket.length() > LONGEST_TICKET) {
            return Result.no(new HoldProblem.TooLong("ticket", LONGEST_TICKET));
        }
        var id = ids.uuid();
        var reference = ticket == null || ticket.isBlank() ? null : ticket.strip();
        return transactions.tenant(permit.tenant(), tx -> {
            decisions.confirm(tx, permit);
            boolean ofTenant = decisions.ofTheTenant(tx, permit);
            holds.set(tx, id, reason.strip(), reference, ofTenant);
            ledger.append(tx, entry(permit, Activity.HOLD_SET, id, reason).withTicket(reference)
                    .withFacts(Json.object().put(LegalHold.OF_TENANT, ofTenant).build()));
            return Result.ok(one(tx, id));
        });
    }

    /** @param permit for {@code record.keep} in the tenant */
    Result<LegalHold, HoldProblem> lift(Permit permit, UUID id, String reason) {
        if (reason.isBlank()) {
            return Result.no(new HoldProblem.ReasonMissing());
        }
        if (reason.length() > LONGEST_REASON) {
            return Result.no(new HoldProblem.TooLong("reason", LONGEST_REASON));
        }
        return transactions.tenant(permit.tenant(), tx -> {
            decisions.confirm(tx, permit);
            boolean theirs = holds.all(tx).stream().anyMatch(hold -> hold.id().equals(id) && hold.ofTenant());
            if (theirs && !decisions.ofTheTenant(tx, permit)) {
                return Result.no(new HoldProblem.OfTheTenant());
            }
            if (!holds.lift(tx, id, reason.strip())) {
                return Result.no(new HoldProblem.Unknown(id));
            }
            ledger.append(tx, entry(permit, Activity.HOLD_LIFTED, id, reason));
            return Result.ok(one(tx, id));
        });
    }

    private LegalHold one(TenantTx tx, UUID id) {
        return holds.all(tx).stream().filter(hold -> hold.id().equals(id)).findFirst().orElseThrow();
    }

    private static Entry entry(Permit permit, Activity activity, UUID id, String reason) {
        return Entry.of(activity, permit.principal().actor(),
                new Target(LegalHold.TARGET, id.toString(), "on the record"), Outcome.SUCCESS, permit.evaluation(),
                LegalHold.message(activity, reason)).under(permit.authority(), permit.evaluation());
    }
}
