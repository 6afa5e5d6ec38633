package org.bailiwick.demo.estate;

import java.util.ArrayList;
import java.util.List;

/**
 * Plants what is wrong, one thing at a time, and writes each down as it plants it. Every method refuses what its rule
 * would not find, so that the list cannot say more than the estate holds.
 */
final class Planter {
    private final List<Planted> planted = new ArrayList<>();

    List<Planted> planted() {
        return List.copyOf(planted);
    }

    void excess(Draft draft, String username, String entitlement) {
        require(draft.expects(username) && !draft.isTechnician(username), draft, username);
        require(!draft.entitlements().reach(draft.expectedOf(username)).contains(entitlement), draft, entitlement);
        var account = touch(draft, username);
        draft.put(account.holding(and(account.holds(), entitlement)));
        planted.add(new Planted("excess-access", draft.profile().shortName(), username + " → " + entitlement,
                beyond(draft, account.name(), entitlement)));
    }

    void excess(Draft draft, Service service, String entitlement) {
        require(!draft.entitlements().reach(draft.expectedOf(service.username())).contains(entitlement), draft,
                entitlement);
        draft.touch(service.username());
        var now = draft.service(service.clientId());
        draft.put(now.holding(and(now.holds(), entitlement)));
        planted.add(new Planted("excess-access", draft.profile().shortName(),
                service.username() + " → " + entitlement, beyond(draft, service.about(), entitlement)));
    }

    void missing(Draft draft, String username, String entitlement) {
        var account = touch(draft, username);
        var left = account.holds().stream().filter(name -> !name.equals(entitlement)).toList();
        require(draft.expectedOf(username).contains(entitlement)
                && !draft.entitlements().reach(left).contains(entitlement), draft, entitlement);
        draft.put(account.holding(left));
        planted.add(new Planted("access-missing", draft.profile().shortName(), username + " → " + entitlement,
                "the job of %s needs it, and nobody gave it".formatted(account.name())));
    }

    /** An account of the MSP's that the tenant does not expect. */
    void delegatedAdmin(Draft draft, String mspUser, Account account) {
        require(!draft.expects(account.username())
                && !draft.entitlements().privilege(account.holds()).isEmpty(), draft, account.username());
        draft.technician(mspUser, account);
        draft.touch(account.username());
        planted.add(new Planted("delegated-admin-unexpected", draft.profile().shortName(), account.username(),
                "%s of Northgate IT holds %s, and no agreement says so".formatted(account.name(),
                        String.join(", ", account.holds()))));
    }

    void lockout(Draft draft, Lockout weak) {
        require(draft.touch("lockout"), draft, "lockout");
        draft.lockout(weak);
        planted.add(new Planted("lockout-weak", draft.profile().shortName(), Estate.CONNECTION,
                "the realm " + weak.told()));
    }

    /** A copy of the MSP's role model that gives more than the model: each role and group of it that does. */
    void weakRoleModel(Draft draft) {
        int before = planted.size();
        draft.support().leadsTo().forEach((container, leadsTo) -> {
            var intended = SupportModel.INTENDED.leadsTo().getOrDefault(container, List.of());
            var more = leadsTo.stream().filter(name -> !intended.contains(name)).toList();
            if (!more.isEmpty()) {
                planted.add(new Planted("role-model-weaker", draft.profile().shortName(), container,
                        "it leads to %s, which the role model of Northgate IT does not intend"
                                .formatted(String.join(", ", more))));
            }
        });
        require(!draft.writtenByHand() && planted.size() > before, draft, draft.support().about());
    }

    /** An administrator who went: the account was disabled and kept its rights. */
    void disabledAdmin(Draft draft, Account account, List<String> holds) {
        require(!draft.entitlements().privilege(holds).isEmpty(), draft, account.username());
        draft.put(account.holding(holds).disabled());
        draft.touch(account.username());
        planted.add(new Planted("stale-admin", draft.profile().shortName(), account.username(),
                "disabled, and still in possession of " + String.join(", ", holds)));
    }

    /** An administrator who never came: the first sign-in is pending since the account was made. */
    void unusedAdmin(Draft draft, Account account, String function, int since) {
        var holds = draft.holdsOf(function);
        require(!draft.entitlements().privilege(holds).isEmpty() && since > 90, draft, account.username());
        draft.put(account.holding(holds).unused(since));
        draft.expect(account.username(), function, "");
        draft.touch(account.username());
        planted.add(new Planted("stale-admin", draft.profile().shortName(), account.username(),
                "made %d days ago, never used, and holds %s".formatted(since, String.join(", ", holds))));
    }

    void oldSecret(Draft draft, String clientId, int ageDays, int endedDays) {
        require(ageDays > 366 || endedDays > 0, draft, clientId);
        var service = draft.service(clientId).withSecret(ageDays, endedDays);
        draft.put(service);
        draft.touch(service.username());
        planted.add(new Planted("credential-overdue", draft.profile().shortName(), service.username(), endedDays > 0
                ? "its secret ended %d days ago".formatted(endedDays)
                : "its secret is %d days old".formatted(ageDays)));
    }

    void noOwner(Draft draft, String clientId) {
        var service = draft.service(clientId);
        draft.nobodyAnswersFor(service.username());
        draft.touch(service.username());
        planted.add(new Planted("no-owner", draft.profile().shortName(), service.username(),
                "nobody is named who answers for %s".formatted(service.about())));
    }

    /** The MSP has no contract with itself, so nobody approves there what is expected, nor who answers. */
    void noOwnerAtTheMsp(Service service) {
        planted.add(new Planted("no-owner", Estate.MSP, service.username(),
                "the provider's own tenant has no expected scope that names somebody"));
    }

    /** @param function what the people who share it are expected to do */
    void shared(Draft draft, Account account, String function) {
        draft.put(account.holding(draft.holdsOf(function)));
        draft.expect(account.username(), function, Answering.of(draft));
        draft.touch(account.username());
        planted.add(new Planted("shared-account", draft.profile().shortName(), account.username(),
                "%s is an account of several people".formatted(account.name())));
    }

    void leaver(Draft draft, String mspUser, Account account) {
        draft.technician(mspUser, account.holding(draft.holdsOf(Draft.OPERATOR)));
        draft.expect(account.username(), Draft.OPERATOR, "");
        draft.touch(account.username());
        planted.add(new Planted("leaver-effective", draft.profile().shortName(), account.username(),
                "%s left Northgate IT; the account here is enabled still".formatted(account.name())));
    }

    private static Account touch(Draft draft, String username) {
        require(draft.touch(username), draft, username);
        return draft.account(username);
    }

    private static String beyond(Draft draft, String who, String entitlement) {
        var hidden = draft.entitlements().privilege(List.of(entitlement));
        if (hidden.isEmpty() || hidden.contains(entitlement)) {
            return "the job of %s does not need it".formatted(who);
        }
        var most = hidden.contains(Entitlements.EVERYTHING) ? List.of(Entitlements.EVERYTHING) : hidden;
        return "the job of %s does not need it, and it hides %s".formatted(who, String.join(", ", most));
    }

    private static List<String> and(List<String> holds, String more) {
        var all = new ArrayList<>(holds);
        all.add(more);
        return all;
    }

    private static void require(boolean fit, Draft draft, String what) {
        if (!fit) {
            throw new IllegalStateException("`%s` cannot be planted in %s".formatted(what, draft.profile().name()));
        }
    }
}
