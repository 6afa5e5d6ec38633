package org.bailiwick.risk;

import java.util.List;

/**
 * Somebody who has left, and what is left of them in this tenant.
 *
 * @param accounts theirs here that effectively hold anything, but for those that are known to be disabled
 * @param gone whether the account in the MSP's directory is gone; otherwise it is disabled
 */
public record LeaverFacts(long identity, String displayName, List<Account> accounts, boolean gone,
        List<Held> privileged) {
    public LeaverFacts {
        accounts = List.copyOf(accounts);
        privileged = List.copyOf(privileged);
    }

    public record Account(String username, Use use) {}

    /** Whether it can be signed in to. */
    public enum Use {
        ENABLED,
        /** Disabled by its system itself, until somebody unlocks it. */
        LOCKED_FOR_GOOD, NOT_KNOWN
    }

    List<String> usernames(Use use) {
        return accounts.stream().filter(account -> account.use() == use).map(Account::username).toList();
    }
}
