package org.bailiwick.demo.estate;

import java.util.List;

/** Puts the MSP's people and tools into a tenant, as the tenant expects them: under other names in each. */
final class SettleMsp {
    static final String CONNECTOR = "bailiwick-connector";
    static final String TOOL = "rmm-agent";

    private static final List<String> CONNECTOR_ROLES = List.of("realm-management/view-users",
            "realm-management/view-realm", "realm-management/view-clients", "realm-management/view-events",
            "realm-management/view-identity-providers", "realm-management/query-users", "realm-management/query-groups",
            "realm-management/query-clients",
            "realm-management/manage-users");
    private static final List<String> WAYS = List.of("ng-%1$s%3$s", "northgate.%2$s", "%2$s.%3$s.ext", "x-%3$s",
            "%2$s-northgate");
    private static final int OLDEST_SECRET = 330;

    private final Dice dice;
    private final Staff staff;

    SettleMsp(Dice dice, Staff staff) {
        this.dice = dice;
        this.staff = staff;
    }

    /** @param present technicians who may be anywhere */
    void technicians(Draft draft, List<Staff.Member> present) {
        for (var fixed : draft.profile().technicians()) {
            put(draft, staff.named(fixed.person()), fixed.username(), "support " + fixed.as());
        }
        for (var member : dice.some(present, dice.between(2, 5))) {
            if (!draft.hasTechnician(member.username())) {
                put(draft, member, username(draft, member),
                        dice.oneIn(3) ? Draft.ADMINISTRATOR : Draft.OPERATOR);
            }
        }
        if (!draft.writtenByHand() && dice.oneIn(3)) {
            present.stream().filter(member -> !draft.hasTechnician(member.username())).findFirst()
                    .ifPresent(member -> linked(draft, member));
        }
    }

    /** Known here by the MSP's identity provider alone: the mail address was never verified. */
    private void linked(Draft draft, Staff.Member member) {
        var username = username(draft, member);
        put(draft, member, username, Draft.OPERATOR);
        draft.put(draft.account(username).linkedTo(member.username()));
    }

    void put(Draft draft, Staff.Member member, String username, String function) {
        draft.technician(member.username(), account(member, username).holding(draft.holdsOf(function)));
        draft.expect(username, function, "");
    }

    Account account(Staff.Member member, String username) {
        return Account.of(username, member.name(), staff.mail(member), dice.between(30, 1500), List.of());
    }

    String username(Draft draft, Staff.Member member) {
        var parts = member.username().split("\\.");
        for (var way : dice.shuffled(WAYS)) {
            var username = way.formatted(parts[0].substring(0, 1), parts[0], parts[1]);
            if (!draft.has(username)) {
                return username;
            }
        }
        throw new IllegalStateException("every name of %s is taken in %s".formatted(member.name(),
                draft.profile().name()));
    }

    void machines(Draft draft) {
        var owner = Answering.of(draft);
        draft.profile().services().forEach((client, application) -> machine(draft, client, application.about(),
                dice.between(5, OLDEST_SECRET), application.holds(), owner));
        machine(draft, TOOL, "Remote management agent", dice.between(5, OLDEST_SECRET),
                List.of("realm-management/view-users"), owner);
        machine(draft, CONNECTOR, connector().about(), 0, CONNECTOR_ROLES, owner);
    }

    /** The client by which a realm is connected. */
    static Service connector() {
        return new Service(CONNECTOR, "Bailiwick's way into this realm", 0, 0, CONNECTOR_ROLES);
    }

    private static void machine(Draft draft, String client, String about, int age, List<String> holds, String owner) {
        var service = new Service(client, about, age, 0, holds);
        draft.define(client, about, holds);
        draft.put(service);
        draft.expect(service.username(), client, owner);
    }
}
