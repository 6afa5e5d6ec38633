package org.bailiwick.ledger;

import java.util.List;
import java.util.UUID;
import org.bailiwick.proof.Json;
import org.bailiwick.proof.ObjectBuilder;
import org.jspecify.annotations.Nullable;

/** The part of a body that OCSF's classes of findings want: which finding it is, how bad, in which systems, how far. */
final class BodyOfFinding {
    private static final int NEW = 1;
    private static final int IN_PROGRESS = 2;
    private static final int RESOLVED = 4;
    private static final int OTHER = 99;
    private static final int RULE = 1;

    private BodyOfFinding() {}

    static void write(ObjectBuilder event, Entry entry, UUID eventId) {
        Entry.Finding finding = entry.finding();
        boolean kept = entry.target().type().equals("finding");
        event.put("severity_id", finding == null ? entry.outcome().severityId() : severityId(finding.severity()))
                .put("finding_info", Json.object().put("uid", kept ? entry.target().id() : eventId.toString())
                        .put("title", finding == null ? entry.activity().text() : finding.title())
                        .putIfPresent("analytic", finding == null ? null : analytic(finding)).build());
        status(event, entry.activity());
    }

    /** What an analysis of access was of. */
    static Json.Arr systems(Entry.@Nullable Finding finding) {
        return Json.array(finding == null
                ? List.of()
                : finding.systems().stream().map(system -> Json.object().put("uid", system.toString()).build())
                        .toList());
    }

    private static Json.Obj analytic(Entry.Finding finding) {
        return Json.object().put("type_id", RULE).put("uid", finding.rule()).build();
    }

    /** A finding's status, which is none of success or failure; absent where the entry says nothing of it. */
    private static void status(ObjectBuilder event, Activity activity) {
        switch (activity) {
            case FINDING_OPENED, FINDING_REOPENED, LOG_FAULT_FOUND -> event.put("status_id", NEW);
            case FINDING_REVOCATION_ORDERED -> event.put("status_id", IN_PROGRESS);
            case FINDING_CLOSED -> event.put("status_id", RESOLVED);
            // OCSF's `suppressed` would say that it was benign, and whoever accepts a risk does not say that.
            case FINDING_KEPT -> event.put("status_id", OTHER).put("status", "accepted by a decision");
            default -> {
            }
        }
    }

    private static int severityId(String severity) {
        return switch (severity) {
            case "critical" -> 5;
            case "high" -> 4;
            case "moderate" -> 3;
            case "low" -> 2;
            default -> throw new IllegalArgumentException("there is no severity `%s`".formatted(severity));
        };
    }
}
