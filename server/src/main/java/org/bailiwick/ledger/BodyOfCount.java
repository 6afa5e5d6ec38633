package org.bailiwick.ledger;

import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.bailiwick.proof.Json;
import org.bailiwick.proof.ObjectBuilder;

/**
 * Writes the entry that ends a period of repetitions: how often what the first entry says happened. It takes over who
 * and what from the first body and repeats none of its commitments.
 */
final class BodyOfCount {
    private BodyOfCount() {}

    static Body write(UUID eventId, Instant at, Json first, Tally tally) {
        OcsfClass ocsf = Activity.COUNT.ocsfClass();
        int activityId = Activity.COUNT.activityId();
        // A finding's own status is of no use here: how it went stands in every body.
        Outcome outcome = Outcome.of(first.textAt("bailiwick", "outcome").orElseThrow());
        ObjectBuilder event = Json.object().put("class_uid", ocsf.uid()).put("category_uid", ocsf.categoryUid())
                .put("activity_id", activityId).put("activity_name", Activity.COUNT.text())
                .put("type_uid", ocsf.typeUid(activityId)).put("severity_id", of(first, "severity_id"))
                .put("status_id", outcome.statusId())
                .putIfPresent("status", outcome.namedBySource() ? outcome.text() : null)
                .put("time", at.toEpochMilli()).put("time_dt", at.toString())
                .put("count", tally.occurrences()).put("start_time", tally.start().toEpochMilli())
                .put("end_time", tally.end().toEpochMilli())
                .put("metadata",
                        BodyOfEntry.metadata(eventId, first.textAt("metadata", "correlation_uid").orElseThrow(), ocsf))
                .put("actor", of(first, "actor"))
                .put("api", Json.object().put("operation", of(first, "bailiwick", "action")).build())
                .put("src_endpoint",
                        first.at("src_endpoint").orElse(Json.object().put("name", "not recorded").build()))
                .put("resources", Json.array(of(first, "bailiwick", "concerns")))
                .put("bailiwick", Json.object().put("tenant_uid", of(first, "bailiwick", "tenant_uid"))
                        .put("action", Activity.COUNT.text()).put("outcome", of(first, "bailiwick", "outcome"))
                        .put("concerns", of(first, "bailiwick", "concerns"))
                        .put("counted_event_uid", tally.firstEvent().toString()).put("commitments", Json.array())
                        .build());
        return Body.of(event.build(), List.of());
    }

    private static Json of(Json first, String... names) {
        return first.at(names).orElseThrow();
    }
}
