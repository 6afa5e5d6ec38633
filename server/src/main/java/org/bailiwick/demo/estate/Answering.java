package org.bailiwick.demo.estate;

/** Who in a tenant answers for what is no person: its approver, who is there before anybody else. */
final class Answering {
    private Answering() {}

    static String of(Draft draft) {
        return draft.accounts().stream().filter(Account::persona).findFirst().orElseThrow().username();
    }
}
