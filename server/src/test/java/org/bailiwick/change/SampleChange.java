package org.bailiwick.change;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.bailiwick.change.ChangeOrder.FoundPath;
import org.bailiwick.change.ChangeOrder.Step;
import org.bailiwick.change.ChangeOrder.Subject;
import org.bailiwick.connector.EntitlementKey;
import org.bailiwick.platform.PersonId;
import org.bailiwick.platform.TenantId;

/** A change order without a database behind it. */
final class SampleChange {
    static final Instant NOW = Instant.parse("2026-11-02T09:00:00Z");
    static final EntitlementKey ROLE = new EntitlementKey(EntitlementKey.REALM_ROLE, "role-1");
    static final EntitlementKey GROUP = new EntitlementKey(EntitlementKey.GROUP, "group-1");
    static final Plan.RemoveMembership PLAN = new Plan.RemoveMembership(new UUID(0, 1), "account-1",
            new Plan.Item(ROLE, "billing-admin"),
            new Plan.Item(ROLE, "billing-admin"), "decision/1");
    static final FoundPath DIRECT = new FoundPath(List.of(new Step(ROLE.kind(), ROLE.id(), "billing-admin")));
    static final FoundPath THROUGH_GROUP = new FoundPath(List.of(new Step(GROUP.kind(), GROUP.id(), "/finance"),
            new Step(ROLE.kind(), ROLE.id(), "billing-admin")));

    private SampleChange() {}

    static ChangeOrder in(ChangeState state, Applied applied, FoundPath... found) {
        var due = state.unproven() ? Optional.of(NOW.plusSeconds(60)) : Optional.<Instant>empty();
        return new ChangeOrder(new TenantId(7), 1, new UUID(0, 2), 3, new Subject(4, new UUID(0, 4), "account", "ada"),
                Optional.of(new Subject(5, new UUID(0, 5), ROLE.kind(), "billing-admin")), PLAN.bytes(),
                Plan.hash(PLAN.bytes()),
                "decision/1", new PersonId(8), 9, true, Optional.empty(), Optional.empty(), Optional.empty(), state,
                NOW.minusSeconds(10), applied, false, Optional.empty(), List.of(found), new PersonId(8), due,
                Optional.empty(), 1, NOW.minusSeconds(20), new UUID(0, 6));
    }
}
