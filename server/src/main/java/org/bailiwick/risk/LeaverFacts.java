package org.bailiwick.risk;

import java.util.List;

/**
 * Somebody who has left, and what is left of them in this tenant.
 *
 * @param enabledAccounts usernames of their enabled accounts here that effectively hold anything
 * @param gone whether the account in the MSP's directory is gone; otherwise it is disabled
 */
public record LeaverFacts(long identity, String displayName, List<String> enabledAccounts, boolean gone,
        List<Held> privileged) {
    public LeaverFacts {
        enabledAccounts = List.copyOf(enabledAccounts);
        privileged = List.copyOf(privileged);
    }
}
