package org.bailiwick.connector.keycloak;

import java.util.List;
import java.util.Set;
import org.bailiwick.connector.Inert;
import org.bailiwick.connector.ObjectKind;
import org.bailiwick.connector.Observed;
import org.bailiwick.connector.keycloak.Representations.User;

/** Reads who holds what directly, by role and by group: the number of requests does not grow with the people. */
final class ObservedMembers {
    private final Observation observation;
    private final List<ObservedRoles.Listed> entitlements;
    private final Set<String> accounts;

    ObservedMembers(Observation observation, List<ObservedRoles.Listed> entitlements, Set<String> accounts) {
        this.observation = observation;
        this.entitlements = entitlements;
        this.accounts = accounts;
    }

    void observe() throws CallFailedException {
        for (var entitlement : entitlements) {
            observation.attempt(() -> members(entitlement), ObjectKind.MEMBERSHIPS);
        }
    }

    private void members(ObservedRoles.Listed entitlement) throws CallFailedException {
        var tally = observation.tally(ObjectKind.MEMBERSHIPS);
        observation.reads().pages(entitlement.members() + "?briefRepresentation=true", User.class, tally, user -> {
            var account = Json.need(user.id(), "id");
            observation.observed(ObjectKind.MEMBERSHIPS, new Observed.Membership(account, entitlement.key()));
            if (!accounts.contains(account)) {
                tally.problem("`%s` is a member but in no list of accounts: read it again"
                        .formatted(Inert.text(account, 100)));
            }
        });
    }
}
