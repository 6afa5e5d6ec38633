package org.bailiwick.finding;

import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.bailiwick.platform.TenantId;
import org.bailiwick.web.Csv;
import org.bailiwick.web.VisibleTenant;
import org.springframework.http.ResponseEntity;

/** Findings as a file for a spreadsheet. */
final class FindingCsv {
    private static final List<String> HEAD = List.of("tenant", "rule", "severity", "state", "decision", "title",
            "reasons", "subject", "name", "owner", "owner's name", "owner may decide", "first seen", "opened", "due",
            "times returned", "id");

    private FindingCsv() {}

    static ResponseEntity<byte[]> file(String name, List<FindingView> findings,
            Map<TenantId, VisibleTenant> tenants) {
        return Csv.file(name, HEAD, findings.stream().map(each -> row(each, tenants)).toList());
    }

    private static List<String> row(FindingView each, Map<TenantId, VisibleTenant> tenants) {
        return List.of(Objects.requireNonNull(tenants.get(each.tenant())).name(), each.rule().id(),
                each.severity().text(), each.state().text(), Objects.requireNonNullElse(each.decision(), ""),
                each.title(), String.join("; ", each.reasons()), each.subject().kind().text(), each.subject().name(),
                each.side().text(), each.owner() == null ? "" : each.owner().name(),
                each.owner() == null ? "" : each.owner().mayDecide() ? "yes" : "no", each.firstSeenAt().toString(),
                each.openedAt().toString(),
                each.dueAt().toString(), Integer.toString(each.timesReturned()), each.id().toString());
    }
}
