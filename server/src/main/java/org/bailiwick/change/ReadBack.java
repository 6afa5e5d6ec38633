package org.bailiwick.change;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.bailiwick.change.ChangeOrder.FoundPath;
import org.bailiwick.connector.Connector;
import org.bailiwick.connector.ReadKey;
import org.bailiwick.connector.Reading;
import org.bailiwick.proof.Json;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.stereotype.Component;

/**
 * Reads the tenant's system again, by other requests than the write's, over every path. One read proves nothing, since
 * directories settle late: the same answer twice in a row counts, and reads that contradict each other prove nothing.
 */
@Component
final class ReadBack {
    private static final int MOST_REQUESTS = 40;
    private static final int MOST_READS = 3;

    private final Duration settling;

    ReadBack(@Value("${bailiwick.change.settling:300ms}") Duration settling) {
        this.settling = settling;
    }

    /** Makes network calls; never inside a transaction. */
    Verdict of(Plan plan, Connector connector) {
        var reads = new ArrayList<Json>();
        var last = once(plan, connector, reads);
        for (int read = 1; read < MOST_READS && conclusive(last); read++) {
            settle();
            var next = once(plan, connector, reads);
            if (next.getClass() == last.getClass()) {
                return next;
            }
            last = next;
        }
        return last instanceof Verdict.Ended
                ? new Verdict.NotProven("reads in a row contradict each other", Json.array(reads))
                : last;
    }

    private static boolean conclusive(Verdict verdict) {
        return switch (verdict) {
            case Verdict.Ended ended -> true;
            case Verdict.Held held -> true;
            case Verdict.Unreachable unreachable -> false;
            case Verdict.NotProven notProven -> false;
        };
    }

    private static Verdict once(Plan plan, Connector connector, List<Json> reads) {
        return switch (plan) {
            case Plan.RemoveMembership removal -> once(removal, connector, reads);
            case Plan.SetAccount account -> once(account, connector, reads);
        };
    }

    private static Verdict once(Plan.SetAccount plan, Connector connector, List<Json> reads) {
        var reading = connector.readOne(new ReadKey.Account(plan.accountId()));
        reads.add(json(reading));
        var record = Json.array(reads);
        return switch (reading) {
            case Reading.AccountFound(var account, var requests) -> plan.wanted().shownBy(account)
                    .<Verdict>map(shown -> shown ? new Verdict.Ended(record) : new Verdict.Held(List.of(), record))
                    .orElseGet(() -> new Verdict.NotProven(
                            "the system does not tell whether the account is " + plan.wanted().text(), record));
            case Reading.AccountGone gone -> new Verdict.NotProven("the account is gone", record);
            case Reading.Unreachable away -> new Verdict.Unreachable(away.reason(), record);
            case Reading.Incomplete incomplete -> new Verdict.NotProven(incomplete.reason(), record);
            case Reading.Held held -> aboutAGrant(record);
            case Reading.NotHeld notHeld -> aboutAGrant(record);
        };
    }

    private static Verdict aboutAGrant(Json record) {
        return new Verdict.NotProven("the system was asked for an account and told of a grant", record);
    }

    /** Reads the removed membership and what was to end with it; for a direct grant both are the same. */
    private static Verdict once(Plan.RemoveMembership plan, Connector connector, List<Json> reads) {
        var found = new ArrayList<FoundPath>();
        boolean held = false;
        var unreachable = new ArrayList<String>();
        var unproven = new ArrayList<String>();
        for (var key : Stream.of(plan.edge().key(), plan.ends().key()).distinct().toList()) {
            var reading = connector.readOne(new ReadKey.Grant(plan.accountId(), key));
            reads.add(json(reading));
            switch (reading) {
                case Reading.Held shown -> {
                    held = true;
                    found.addAll(FoundPaths.of(shown.paths()));
                }
                case Reading.NotHeld notHeld -> {
                }
                case Reading.AccountGone gone -> {
                }
                case Reading.Unreachable away -> unreachable.add(away.reason());
                case Reading.Incomplete incomplete -> unproven.add(incomplete.reason());
                case Reading.AccountFound account ->
                    unproven.add("the system was asked for a grant and showed an account");
            }
        }
        var record = Json.array(reads);
        if (held) {
            return new Verdict.Held(found.stream().distinct().toList(), record);
        }
        if (!unreachable.isEmpty()) {
            return new Verdict.Unreachable(unreachable.getFirst(), record);
        }
        return unproven.isEmpty() ? new Verdict.Ended(record) : new Verdict.NotProven(unproven.getFirst(), record);
    }

    static Json json(Reading reading) {
        var result = switch (reading) {
            case Reading.Held held -> "held";
            case Reading.NotHeld notHeld -> "not held";
            case Reading.AccountGone gone -> "account gone";
            case Reading.AccountFound found -> "account found";
            case Reading.Unreachable unreachable -> "unreachable";
            case Reading.Incomplete incomplete -> "incomplete";
        };
        var requests = reading.requests().stream().limit(MOST_REQUESTS)
                .map(request -> Json.object().put("method", request.method()).put("path", request.path())
                        .put("status", request.status()).put("sha256", request.sha256()).build())
                .toList();
        return Json.object().put("result", result).put("requests", Json.array(requests))
                .put("requestCount", reading.requests().size()).build();
    }

    private void settle() {
        try {
            Thread.sleep(settling);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("stopped while reading back", interrupted);
        }
    }
}
