package org.bailiwick.demo.estate;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * Fills a tenant with its own people, all of them exactly as expected: its approver and their deputy, those its file names, IT leads,
 * and everybody else by the size of the job functions. Among them stand some who only look wrong.
 */
final class SettlePeople {
    private static final int OLDEST = 2400;
    private static final int DEPUTY_SINCE = 700;

    private final Dice dice;
    private final Names names;

    SettlePeople(Dice dice, Names names) {
        this.dice = dice;
        this.names = names;
    }

    /** @param namesake somebody of another tenant who has the same name as somebody here; empty for nobody */
    void settle(Draft draft, List<Name> namesake) {
        var profile = draft.profile();
        var approver = person(draft, Name.of(profile.approver().name()));
        put(draft, approver.asPersona(), profile.approver().function());
        for (var named : profile.named()) {
            var mail = named.mail() == null ? named.username() + "@" + profile.domain() : named.mail();
            put(draft, Account.of(named.username(), named.name(), mail, age(), List.of()), named.function());
        }
        namesake.forEach(name -> put(draft, person(draft, name), function(draft)));
        for (int lead = 0; lead < (profile.size() < 60 ? 1 : 2); lead++) {
            put(draft, fresh(draft), Draft.IT_LEAD);
        }
        whoLeft(draft);
        newJoiner(draft);
        overTwoPaths(draft);
        while (draft.accounts().size() < profile.size()) {
            put(draft, fresh(draft), function(draft));
        }
        emergency(draft);
        deputy(draft);
    }

    /** Comes last and without chance: whoever else is there is the same with and without them. */
    private static void deputy(Draft draft) {
        var profile = draft.profile();
        var name = Name.of(profile.deputy());
        var username = name.username(profile.usernames());
        draft.put(Account.of(username, name.full(), username + "@" + profile.domain(), DEPUTY_SINCE,
                draft.holdsOf(profile.approver().function())).asPersona());
        draft.expect(username, profile.approver().function(), "");
    }

    /** Somebody whose account name nobody has here yet. */
    Account fresh(Draft draft) {
        while (true) {
            var person = person(draft, names.fresh());
            if (!draft.has(person.username())) {
                return person;
            }
        }
    }

    private Account person(Draft draft, Name name) {
        var username = name.username(draft.profile().usernames());
        return Account.of(username, name.full(), username + "@" + draft.profile().domain(), age(), List.of());
    }

    private int age() {
        return dice.between(100, OLDEST);
    }

    private void put(Draft draft, Account account, String function) {
        draft.put(account.holding(draft.holdsOf(function)));
        draft.expect(account.username(), function, "");
    }

    private String function(Draft draft) {
        var functions = List.copyOf(draft.profile().functions().entrySet()).stream()
                .filter(function -> function.getValue().share() > 0).toList();
        return dice.oneOf(functions, function -> function.getValue().share()).getKey();
    }

    /** A disabled account without privilege harms nobody, whatever it still holds. */
    private void whoLeft(Draft draft) {
        var harmless = harmless(draft);
        for (int left = 0; left < 1 + draft.profile().size() / 40; left++) {
            draft.put(fresh(draft).holding(draft.holdsOf(dice.oneOf(harmless))).disabled());
        }
    }

    /** What is asked at the first sign-in is pending, as it should be for somebody who came two days ago. */
    private void newJoiner(Draft draft) {
        var joiner = fresh(draft).unused(2);
        put(draft, joiner, dice.oneOf(harmless(draft)));
    }

    /** The same right directly and by what holds it: more than needed, but nothing that is not expected. */
    private void overTwoPaths(Draft draft) {
        var person = fresh(draft);
        var function = function(draft);
        put(draft, person, function);
        var holds = new ArrayList<>(draft.holdsOf(function));
        var inside = draft.entitlements().reach(holds).stream()
                .filter(name -> !holds.contains(name) && draft.entitlements().roles().containsKey(name)).toList();
        if (!inside.isEmpty()) {
            holds.add(dice.oneOf(inside));
            draft.put(person.holding(holds));
        }
    }

    private static List<String> harmless(Draft draft) {
        return draft.profile().functions().entrySet().stream().filter(function -> function.getValue().share() > 0)
                .filter(function -> draft.entitlements().privilege(function.getValue().holds()).isEmpty())
                .map(Map.Entry::getKey).toList();
    }

    private void emergency(Draft draft) {
        if (dice.oneIn(2)) {
            var account = Account.of("break-glass", "Emergency Access", "break-glass@" + draft.profile().domain(),
                    age(),
                    List.of("realm-management/realm-admin"));
            draft.define("emergency", "Emergency access", account.holds());
            draft.put(account);
            draft.expect(account.username(), "emergency", Answering.of(draft));
        }
    }
}
