package org.bailiwick.evidence.witness;

import java.util.UUID;
import org.bailiwick.authority.Capabilities;
import org.bailiwick.authority.DecisionPoint;
import org.bailiwick.authority.Evaluation;
import org.bailiwick.authority.Permit;
import org.bailiwick.ledger.log.TenantLogs;
import org.bailiwick.platform.Transactions;
import org.bailiwick.web.Access;
import org.bailiwick.web.Redirect;
import org.bailiwick.web.View;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;

@Controller
final class WitnessPages {
    private static final String WITNESSES = "/witnesses";

    private final RegisterWitness witnesses;
    private final TenantLogs logs;
    private final DecisionPoint decisions;
    private final Transactions transactions;

    WitnessPages(RegisterWitness witnesses, TenantLogs logs, DecisionPoint decisions, Transactions transactions) {
        this.witnesses = witnesses;
        this.logs = logs;
        this.decisions = decisions;
        this.transactions = transactions;
    }

    @Access(capability = "evidence.read", scope = Access.Reach.MSP)
    @GetMapping(WITNESSES)
    View list(Permit permit) {
        var registered = witnesses.list(permit);
        var refusing = witnesses.refusing(permit);
        return transactions.tenant(permit.tenant(), tx -> View.of("evidence/witnesses.jte",
                new WitnessesPage(registered, refusing, logs.headsVerifierKey(),
                        decisions.decide(tx, permit.principal(),
                                Capabilities.RECORD_KEEP) instanceof Evaluation.Permitted)));
    }

    @Access(capability = "record.keep", scope = Access.Reach.MSP)
    @PostMapping(WITNESSES)
    Redirect register(Permit permit, @RequestParam(defaultValue = "") String name,
            @RequestParam(defaultValue = "") String address, @RequestParam(defaultValue = "") String key) {
        var witness = witnesses.register(permit, name, address, key).orThrow(WitnessRefusals::of);
        return Redirect.to(WITNESSES)
                .withNotice("the witness `%s` is asked from now on; look again in a minute".formatted(witness.name()));
    }

    @Access(capability = "record.keep", scope = Access.Reach.MSP)
    @PostMapping(WITNESSES + "/{witness}/removal")
    Redirect remove(Permit permit, @PathVariable UUID witness) {
        var name = witnesses.remove(permit, witness).orThrow(WitnessRefusals::of);
        return Redirect.to(WITNESSES)
                .withNotice("the witness `%s` is asked no more; what it cosigned stays".formatted(name));
    }
}
