package org.bailiwick.evidence.witness;

import java.net.URI;
import java.util.List;
import java.util.UUID;
import org.bailiwick.authority.DecisionPoint;
import org.bailiwick.authority.Permit;
import org.bailiwick.ledger.Activity;
import org.bailiwick.ledger.Entry;
import org.bailiwick.ledger.Ledger;
import org.bailiwick.ledger.Outcome;
import org.bailiwick.ledger.Target;
import org.bailiwick.ledger.log.Witness;
import org.bailiwick.ledger.log.WitnessStanding;
import org.bailiwick.ledger.log.Witnesses;
import org.bailiwick.platform.Ids;
import org.bailiwick.platform.Result;
import org.bailiwick.platform.TenantTx;
import org.bailiwick.platform.Transactions;
import org.bailiwick.platform.WebAddress;
import org.bailiwick.proof.Json;
import org.bailiwick.proof.MalformedProofException;
import org.bailiwick.proof.note.SignatureType;
import org.bailiwick.proof.note.VerifierKey;
import org.springframework.stereotype.Component;

/** The MSP says which witnesses are asked to cosign; both coming and going stand in its record. */
@Component
final class RegisterWitness {
    private static final String NAME = "[A-Za-z0-9][A-Za-z0-9._-]{0,59}";

    private final Transactions transactions;
    private final Witnesses witnesses;
    private final DecisionPoint decisions;
    private final Ledger ledger;
    private final Ids ids;

    RegisterWitness(Transactions transactions, Witnesses witnesses, DecisionPoint decisions, Ledger ledger, Ids ids) {
        this.transactions = transactions;
        this.witnesses = witnesses;
        this.decisions = decisions;
        this.ledger = ledger;
        this.ids = ids;
    }

    List<RegisteredWitness> list(Permit permit) {
        return transactions.tenant(permit.tenant(), tx -> {
            var standings = witnesses.standings(tx);
            return witnesses.active(tx).stream().map(witness -> new RegisteredWitness(witness, standings.stream()
                    .filter(standing -> standing.id().equals(witness.id())).findFirst().orElseThrow())).toList();
        });
    }

    /** Those that were removed and had refused ever included; those that are asked again say it in their own line. */
    List<WitnessStanding> refusing(Permit permit) {
        return transactions.tenant(permit.tenant(), witnesses::standings).stream()
                .filter(each -> each.refuses() || each.removedAt() != null && each.refusedAt() != null).toList();
    }

    /** @param permit for {@code record.keep} in the MSP's own tenant */
    Result<Witness, WitnessProblem> register(Permit permit, String typedName, String typedAddress, String typedKey) {
        var name = typedName.strip();
        var address = typedAddress.strip();
        if (!name.matches(NAME)) {
            return Result.no(new WitnessProblem.NameUnfit(name));
        }
        if (!WebAddress.fits(address)) {
            return Result.no(new WitnessProblem.AddressUnfit(address));
        }
        VerifierKey key;
        try {
            key = VerifierKey.parse(typedKey.strip());
        } catch (MalformedProofException malformed) {
            return Result.no(new WitnessProblem.KeyUnfit(String.valueOf(malformed.getMessage())));
        }
        if (key.type() != SignatureType.COSIGNATURE) {
            return Result.no(new WitnessProblem.KeyUnfit("`%s` is the key of a log".formatted(key.name())));
        }
        var witness = new Witness(ids.uuid(), name, URI.create(address), key);
        return transactions.tenant(permit.tenant(), tx -> {
            decisions.confirm(tx, permit);
            if (!witnesses.register(tx, witness)) {
                return Result.no(new WitnessProblem.Taken(name));
            }
            record(tx, permit, Activity.WITNESS_REGISTERED, witness.id(), name, told(witness));
            return Result.ok(witness);
        });
    }

    /** @param permit for {@code record.keep} in the MSP's own tenant */
    Result<String, WitnessProblem> remove(Permit permit, UUID id) {
        return transactions.tenant(permit.tenant(), tx -> {
            decisions.confirm(tx, permit);
            var removed = witnesses.remove(tx, id);
            if (removed.isEmpty()) {
                return Result.no(new WitnessProblem.Unknown(id));
            }
            record(tx, permit, Activity.WITNESS_REMOVED, id, removed.get(), Json.object().build());
            return Result.ok(removed.get());
        });
    }

    private static Json.Obj told(Witness witness) {
        return Json.object().put("address", witness.address().toString()).put("key", witness.key().vkey()).build();
    }

    private void record(TenantTx tx, Permit permit, Activity activity, UUID id, String name, Json.Obj facts) {
        var entry = Entry.of(activity, permit.principal().actor(), new Target("witness", id.toString(), name),
                Outcome.SUCCESS, permit.evaluation(), "%s `%s`".formatted(activity.text(), name))
                .under(permit.authority(), permit.evaluation());
        ledger.append(tx, facts.members().isEmpty() ? entry : entry.withFacts(facts));
    }
}
