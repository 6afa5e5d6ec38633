package org.bailiwick.estate;

import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.TreeSet;
import java.util.regex.Pattern;
import org.bailiwick.authority.DecisionPoint;
import org.bailiwick.authority.Permit;
import org.bailiwick.authority.Principal;
import org.bailiwick.ledger.Activity;
import org.bailiwick.ledger.Entry;
import org.bailiwick.ledger.Ledger;
import org.bailiwick.ledger.Outcome;
import org.bailiwick.ledger.Target;
import org.bailiwick.platform.Result;
import org.bailiwick.platform.TenantTx;
import org.bailiwick.platform.Transactions;
import org.bailiwick.proof.Json;
import org.springframework.stereotype.Component;

/** The tags of a tenant: small words, the same however they were typed; every change stands in the tenant's record. */
@Component
final class TenantTags {
    static final int MOST = 20;
    private static final Pattern TAG = Pattern.compile("[a-z0-9][a-z0-9-]{0,39}");

    private final Transactions transactions;
    private final EstateStore store;
    private final DecisionPoint decisions;
    private final Ledger ledger;

    TenantTags(Transactions transactions, EstateStore store, DecisionPoint decisions, Ledger ledger) {
        this.transactions = transactions;
        this.store = store;
        this.decisions = decisions;
        this.ledger = ledger;
    }

    List<String> of(Permit permit) {
        return transactions.tenant(permit.tenant(), store::tags);
    }

    /**
     * The tags that the tenant has from now on, in the place of those before.
     *
     * @param permit for {@code tenant.manage} in the tenant
     */
    Result<List<String>, EstateProblem> set(Permit permit, Collection<String> typed) {
        if (!(permit.principal() instanceof Principal.Person person)) {
            throw new IllegalArgumentException("people tag tenants, not the product");
        }
        var wanted = new TreeSet<String>();
        for (var each : typed) {
            var tag = normal(each);
            if (!TAG.matcher(tag).matches()) {
                return Result.no(new EstateProblem.TagUnfit(each.strip()));
            }
            wanted.add(tag);
        }
        if (wanted.size() > MOST) {
            return Result.no(new EstateProblem.TooManyTags(MOST));
        }
        return Result.ok(transactions.tenant(permit.tenant(), tx -> {
            decisions.confirm(tx, permit);
            var before = store.tags(tx);
            before.stream().filter(tag -> !wanted.contains(tag)).forEach(tag -> store.untag(tx, tag));
            wanted.stream().filter(tag -> !before.contains(tag)).forEach(tag -> store.tag(tx, tag, person.id()));
            var after = List.copyOf(wanted);
            if (!after.equals(before)) {
                record(tx, permit, before, after);
            }
            return after;
        }));
    }

    /** Small letters, and one hyphen for each gap between words. */
    static String normal(String typed) {
        return typed.strip().toLowerCase(Locale.ROOT).replaceAll("[\\s_]+", "-");
    }

    private void record(TenantTx tx, Permit permit, List<String> before, List<String> after) {
        ledger.append(tx, Entry.of(Activity.TENANT_TAGS_SET, permit.principal().actor(),
                new Target("tenant", "tags", "tags"), Outcome.SUCCESS, permit.evaluation(),
                after.isEmpty() ? "the tenant has no tags any more" : "tags set: " + String.join(", ", after))
                .under(permit.authority(), permit.evaluation()).withChange(json(before), json(after)));
    }

    private static Json json(List<String> tags) {
        return Json.object().put("tags", Json.array(tags.stream().map(Json::text).toList())).build();
    }
}
