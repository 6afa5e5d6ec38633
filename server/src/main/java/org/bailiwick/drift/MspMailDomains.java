package org.bailiwick.drift;

import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;
import org.bailiwick.authority.Capabilities;
import org.bailiwick.authority.DecisionPoint;
import org.bailiwick.authority.Permit;
import org.bailiwick.ledger.Activity;
import org.bailiwick.ledger.Entry;
import org.bailiwick.ledger.Ledger;
import org.bailiwick.ledger.Outcome;
import org.bailiwick.ledger.Target;
import org.bailiwick.platform.Result;
import org.bailiwick.platform.TenantId;
import org.bailiwick.platform.Transactions;
import org.bailiwick.proof.Json;
import org.springframework.stereotype.Component;

/**
 * The MSP's own mail domains, by which its people are recognised in customers' systems. They count from the next
 * judgement of a tenant on: after each reading, and at least once a day.
 */
@Component
public final class MspMailDomains {
    static final int MOST = 100;
    private static final int LONGEST = 253;
    private static final Pattern DOMAIN = Pattern.compile("([a-z0-9]([a-z0-9-]*[a-z0-9])?\\.)+[a-z][a-z0-9-]*[a-z0-9]");

    private final Transactions transactions;
    private final DecisionPoint decisionPoint;
    private final MspPeopleStore store;
    private final Ledger ledger;

    MspMailDomains(Transactions transactions, DecisionPoint decisionPoint, MspPeopleStore store, Ledger ledger) {
        this.transactions = transactions;
        this.decisionPoint = decisionPoint;
        this.store = store;
        this.ledger = ledger;
    }

    /** Why mail domains were not set. */
    public sealed interface Problem {
        record Unfit(String domain) implements Problem {}

        record TooMany(int most) implements Problem {}
    }

    /** In alphabetical order. */
    public List<String> list() {
        return transactions.tenant(TenantId.MSP, store::domains);
    }

    /**
     * From now on these and no others.
     *
     * @param permit for {@code tenant.manage} in the MSP's own tenant
     */
    public Result<List<String>, Problem> set(Permit permit, Collection<String> domains) {
        if (!permit.tenant().equals(TenantId.MSP) || !permit.capability().equals(Capabilities.TENANT_MANAGE)) {
            throw new IllegalArgumentException("the MSP's mail domains are set in the MSP's own tenant");
        }
        var wanted = domains.stream().map(domain -> domain.strip().toLowerCase(Locale.ROOT)).distinct().sorted()
                .toList();
        if (wanted.size() > MOST) {
            return Result.no(new Problem.TooMany(MOST));
        }
        var unfit = wanted.stream().filter(each -> each.length() > LONGEST || !DOMAIN.matcher(each).matches())
                .findFirst();
        if (unfit.isPresent()) {
            return Result.no(new Problem.Unfit(unfit.get()));
        }
        return transactions.tenant(TenantId.MSP, tx -> {
            decisionPoint.confirm(tx, permit);
            var before = store.domains(tx);
            if (!before.equals(wanted)) {
                store.set(tx, wanted);
                ledger.append(tx, Entry.of(Activity.MAIL_DOMAINS_SET, permit.principal().actor(),
                        new Target("mail domains", "msp", "mail domains of the MSP"), Outcome.SUCCESS,
                        permit.evaluation(), "%d mail domains of the MSP".formatted(wanted.size()))
                        .under(permit.authority(), permit.evaluation()).withChange(json(before), json(wanted)));
            }
            return Result.ok(wanted);
        });
    }

    private static Json json(List<String> domains) {
        return Json.array(domains.stream().map(Json::text).toList());
    }
}
