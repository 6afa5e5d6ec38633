package org.bailiwick.change;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.HexFormat;
import java.util.List;
import java.util.UUID;
import org.bailiwick.change.ChangeOrder.Subject;
import org.bailiwick.ledger.Entry;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * A change order as the API shows it.
 *
 * @param state as everywhere, for example {@code still effective}
 * @param applied whether the system took it: {@code no}, {@code not known} or {@code yes}
 * @param entitlement the membership that is removed; null where the account itself is set
 * @param plan what its hash stands for
 * @param requiresExecution it goes nowhere before an operator orders its execution
 * @param executable {@code POST …/execution} is possible now
 * @param foundPaths over which the account still held the access when last read
 * @param owner whose task it is while it is not proven
 */
record ChangeJson(UUID id, String state, Instant stateAt, String applied, @Nullable String detail, String action,
        Subjects account, @Nullable Subjects entitlement, @Nullable Named decidedBy, String requestedFor,
        Entry.@Nullable Authority authority, Entry.@Nullable Authority executionAuthority, @Nullable String ticket,
        JsonNode plan, String planHash, boolean requiresExecution, boolean executable,
        List<List<ChangeOrder.Step>> foundPaths, @Nullable Named owner, @Nullable Instant dueAt,
        @Nullable Instant readAt, Instant orderedAt, List<EventJson> events) {
    record Subjects(UUID id, String kind, String name) {
        static Subjects of(Subject subject) {
            return new Subjects(subject.publicId(), subject.kind(), subject.name());
        }
    }

    record Named(String name) {}

    /** @param evidence id of the ledger entry */
    record EventJson(String state, Instant at, @Nullable String detail, UUID evidence) {}

    static ChangeJson of(ChangeDossier dossier) {
        var order = dossier.order();
        return new ChangeJson(order.publicId(), order.state().text(), order.stateAt(), order.applied().text(),
                order.detail().orElse(null), order.readPlan().action(), Subjects.of(order.account()),
                order.entitlement().map(Subjects::of).orElse(null), dossier.decidedBy().map(Named::new).orElse(null),
                order.requestedFor(), dossier.authority().orElse(null), dossier.executionAuthority().orElse(null),
                order.ticket().orElse(null),
                JsonMapper.shared().readTree(new String(order.plan(), StandardCharsets.UTF_8)),
                HexFormat.of().formatHex(order.planHash()), order.waitsForOperator(), order.executable(),
                order.foundPaths().stream().map(ChangeOrder.FoundPath::steps).toList(),
                order.state().unproven() ? dossier.decidedBy().map(Named::new).orElse(null) : null,
                order.dueAt().orElse(null), order.readAt().orElse(null), order.orderedAt(),
                dossier.events().stream().map(event -> new EventJson(event.state().text(), event.at(),
                        event.detail().orElse(null), event.evidence())).toList());
    }
}
