package org.bailiwick.evidence;

import java.util.Map;

/** The timeline's filters by their names in the URL. */
final class Queries {
    static final EvidenceQuery ALL = of(Map.of());

    private Queries() {}

    static EvidenceQuery of(Map<String, String> filters) {
        return new EvidenceQuery(filters.get("operator"), filters.get("authority"), filters.get("action"),
                filters.get("target"), filters.get("outcome"), filters.get("ticket"), filters.get("correlation"),
                filters.get("decision"), filters.get("since"), filters.get("until"));
    }
}
