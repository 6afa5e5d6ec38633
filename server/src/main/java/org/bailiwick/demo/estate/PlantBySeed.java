package org.bailiwick.demo.estate;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** What is wrong in the other customers: how much is given here, where and in whom the seed says. */
final class PlantBySeed {
    private static final List<Lockout> WEAK = List.of(Lockout.OFF, Lockout.MANY_TRIES, Lockout.SHORT_WAIT);
    private static final List<String> SHARED = List.of("reception/Front Desk", "warehouse/Warehouse Team",
            "scanner/Scanner Room", "office/Back Office");

    private final Dice dice;
    private final Planter planter;
    private final SettlePeople people;
    private final SettleMsp msp;
    private final List<Draft> drafts;

    PlantBySeed(Dice dice, Planter planter, SettlePeople people, SettleMsp msp, List<Draft> drafts) {
        this.dice = dice;
        this.planter = planter;
        this.people = people;
        this.msp = msp;
        this.drafts = List.copyOf(drafts);
    }

    void plant(List<Staff.Member> present, Staff.Member leaver) {
        dice.some(drafts, 6).forEach(draft -> planter.lockout(draft, dice.oneOf(WEAK)));
        dice.some(drafts.stream().filter(Draft::locks).toList(), 4)
                .forEach(draft -> draft.lockOut(dice.oneOf(workers(draft)).username()));
        leaver(leaver);
        dice.some(drafts, 5).forEach(draft -> unexpectedAdmin(draft, present));
        dice.some(drafts, 6).forEach(this::hiddenPrivilege);
        dice.some(drafts, 8).forEach(this::excess);
        dice.some(drafts, 3).forEach(draft -> planter.excess(draft, machine(draft), "realm-management/manage-clients"));
        missing();
        dice.some(drafts, 4).forEach(this::disabledAdmin);
        dice.some(drafts, 4).forEach(draft -> planter.unusedAdmin(draft, people.fresh(draft), Draft.IT_LEAD,
                dice.between(120, 900)));
        dice.some(drafts, 7).forEach(draft -> planter.oldSecret(draft, machine(draft).clientId(),
                dice.between(380, 1900), dice.oneIn(3) ? dice.between(10, 300) : 0));
        dice.some(drafts, 5).forEach(draft -> planter.noOwner(draft, machine(draft).clientId()));
        dice.some(drafts, 4).forEach(this::shared);
    }

    /** Of six accounts, three were disabled in time. */
    private void leaver(Staff.Member leaver) {
        var present = dice.some(drafts, 6);
        for (var draft : present) {
            var account = msp.account(leaver, msp.username(draft, leaver));
            if (present.indexOf(draft) < 3) {
                planter.leaver(draft, leaver.username(), account);
            } else {
                draft.technician(leaver.username(), account.disabled());
            }
        }
    }

    private void unexpectedAdmin(Draft draft, List<Staff.Member> present) {
        var stranger = dice.oneOf(present.stream().filter(member -> !draft.hasTechnician(member.username())).toList());
        planter.delegatedAdmin(draft, stranger.username(), msp.account(stranger, msp.username(draft, stranger))
                .holding(draft.holdsOf(Draft.ADMINISTRATOR)));
    }

    /** A role or group whose name says nothing of the privilege inside; where there is none, the privilege itself. */
    private void hiddenPrivilege(Draft draft) {
        var hiding = draft.entitlements().all().stream()
                .filter(name -> !draft.entitlements().privilege(List.of(name)).isEmpty()).toList();
        var what = hiding.isEmpty() ? List.of("realm-management/manage-users") : hiding;
        excess(draft, what);
    }

    private void excess(Draft draft) {
        excess(draft, draft.profile().roles().keySet().stream().toList());
    }

    private void excess(Draft draft, List<String> of) {
        for (var account : dice.shuffled(workers(draft))) {
            var expected = draft.entitlements().reach(draft.expectedOf(account.username()));
            var beyond = of.stream().filter(name -> !expected.contains(name)).toList();
            if (!beyond.isEmpty()) {
                planter.excess(draft, account.username(), dice.oneOf(beyond));
                return;
            }
        }
        throw new IllegalStateException("everybody in %s may everything".formatted(draft.profile().name()));
    }

    private void missing() {
        int left = 7;
        for (var draft : dice.shuffled(drafts)) {
            var worker = dice.shuffled(workers(draft)).stream()
                    .filter(account -> missable(draft, account).isPresent()).findFirst();
            if (left > 0 && worker.isPresent()) {
                planter.missing(draft, worker.get().username(), missable(draft, worker.get()).orElseThrow());
                left--;
            }
        }
    }

    /** Something that gives nothing else, so that one thing is missing and not several. */
    private static Optional<String> missable(Draft draft, Account account) {
        return account.holds().stream().filter(draft.entitlements()::containsNothing).filter(name -> {
            var left = new ArrayList<>(account.holds());
            left.remove(name);
            return !draft.entitlements().reach(left).contains(name);
        }).findFirst();
    }

    private void disabledAdmin(Draft draft) {
        var holds = draft.writtenByHand() || dice.oneIn(2)
                ? draft.holdsOf(Draft.IT_LEAD)
                : List.of(SupportModel.ADMINISTRATORS);
        planter.disabledAdmin(draft, people.fresh(draft), holds);
    }

    private void shared(Draft draft) {
        boolean admin = dice.oneIn(2);
        var parts = admin ? new String[]{"administrator", "Office Administrator"} : dice.oneOf(SHARED).split("/");
        var function = admin
                ? Draft.IT_LEAD
                : draft.profile().functions().entrySet().stream()
                        .filter(each -> each.getValue().share() > 0).findFirst().orElseThrow().getKey();
        planter.shared(draft, Account.of(parts[0], parts[1], parts[0] + "@" + draft.profile().domain(),
                dice.between(200, 2000), List.of()), function);
    }

    /** People of the tenant with an ordinary job whom nothing was planted in yet. */
    private static List<Account> workers(Draft draft) {
        return draft.accounts().stream().filter(account -> account.enabled() && !account.persona()
                && account.pending().isEmpty() && draft.expects(account.username())
                && !draft.isTechnician(account.username()) && draft.untouched(account.username())
                && draft.entitlements().privilege(account.holds()).isEmpty()).toList();
    }

    private Service machine(Draft draft) {
        return dice.oneOf(draft.services().stream().filter(service -> draft.untouched(service.username())
                && !service.clientId().equals(SettleMsp.CONNECTOR)).toList());
    }
}
