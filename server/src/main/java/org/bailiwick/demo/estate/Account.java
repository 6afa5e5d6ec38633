package org.bailiwick.demo.estate;

import java.util.List;

/**
 * A person's account in a planned realm.
 *
 * @param link the MSP's user that its identity provider signs in here; empty where there is none
 * @param ageDays how long before now it was made
 * @param pending first-time actions that are still to be done
 * @param holds groups and roles directly
 * @param persona signs in to the demo, and so has a password
 */
public record Account(String username, String name, String mail, boolean mailVerified, String link, boolean enabled,
        int ageDays, List<String> pending, List<String> holds, boolean persona) {
    public Account {
        pending = List.copyOf(pending);
        holds = List.copyOf(holds);
    }

    static Account of(String username, String name, String mail, int ageDays, List<String> holds) {
        return new Account(username, name, mail, true, "", true, ageDays, List.of(), holds, false);
    }

    Account holding(List<String> other) {
        return new Account(username, name, mail, mailVerified, link, enabled, ageDays, pending, other, persona);
    }

    Account disabled() {
        return new Account(username, name, mail, mailVerified, link, false, ageDays, pending, holds, persona);
    }

    /** Never signed in: what is asked at the first sign-in is still to be done. */
    Account unused(int since) {
        return new Account(username, name, mail, false, link, enabled, since,
                List.of("UPDATE_PASSWORD", "VERIFY_EMAIL"), holds, persona);
    }

    Account asPersona() {
        return new Account(username, name, mail, mailVerified, link, enabled, ageDays, pending, holds, true);
    }

    /** Known by the MSP's identity provider instead of a verified mail address. */
    Account linkedTo(String mspUser) {
        return new Account(username, name, mail, false, mspUser, enabled, ageDays, pending, holds, persona);
    }
}
