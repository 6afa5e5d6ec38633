package org.bailiwick.finding;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonRawValue;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.bailiwick.web.VisibleTenant;
import org.jspecify.annotations.Nullable;

/**
 * A finding as the API says it.
 *
 * @param owner whose side answers for it, and who of its people was named to settle it
 * @param detail as the rule gives it
 * @param events its history, oldest first; only of a single finding
 */
record FindingJson(UUID id, Tenant tenant, String rule, String severity, String title, List<String> reasons,
        String state, @Nullable String decision, @Nullable String change, Owner owner, Instant firstSeenAt,
        Instant openedAt, Instant dueAt, Instant stateAt, int timesReturned, Subject subject,
        @JsonRawValue @Nullable String detail,
        @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable List<Event> events) {
    record Tenant(UUID id, String shortName, String name) {
        static Tenant of(VisibleTenant tenant) {
            return new Tenant(tenant.publicId(), tenant.shortName(), tenant.name());
        }
    }

    /**
     * @param name of the person who is to settle it; null where nobody was named
     * @param mayDecide whether that person may decide here now; one who may not counts as nobody
     */
    record Owner(String side, @Nullable String name, @Nullable Boolean mayDecide) {
        static Owner of(FindingView finding) {
            var owner = finding.owner();
            return new Owner(finding.side().text(), owner == null ? null : owner.name(),
                    owner == null ? null : owner.mayDecide());
        }
    }

    record Subject(String kind, @Nullable UUID id, String name) {}

    record Event(Instant at, String what, String severity, @Nullable String detail, @Nullable String person,
            @Nullable String owner, @Nullable String ticket, UUID evidence) {}

    static FindingJson of(VisibleTenant tenant, FindingView finding) {
        return of(tenant, finding, null);
    }

    static FindingJson of(VisibleTenant tenant, FindingView finding, @Nullable List<FindingEvent> events) {
        return new FindingJson(finding.id(), Tenant.of(tenant), finding.rule().id(), finding.severity().text(),
                finding.title(), finding.reasons(), finding.state().text(), finding.decision(),
                finding.change() == null
                        ? null
                        : "/api/v1/tenants/%s/changes/%s".formatted(tenant.publicId(), finding.change()),
                Owner.of(finding), finding.firstSeenAt(), finding.openedAt(), finding.dueAt(),
                finding.stateAt(), finding.timesReturned(),
                new Subject(finding.subject().kind().text(), finding.subject().publicId(), finding.subject().name()),
                finding.detail(),
                events == null
                        ? null
                        : events.stream()
                                .map(event -> new Event(event.at(), event.what(), event.severity().text(),
                                        event.detail(), event.person(), event.owner(), event.ticket(),
                                        event.evidence()))
                                .toList());
    }
}
