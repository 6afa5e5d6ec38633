package org.bailiwick.risk;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What rules look at in an identity.
 *
 * @param ownerThere whether the owner is somebody who has an account in use
 * @param kind as the register says it, for example {@code service account}
 * @param accounts usernames of its accounts that are there
 * @param privileged what they effectively hold of critical or high tier
 */
public record IdentityFacts(long id, String displayName, String kind, @Nullable String owner, boolean ownerThere,
        List<String> accounts,
        List<Held> privileged) {
    public IdentityFacts {
        accounts = List.copyOf(accounts);
        privileged = List.copyOf(privileged);
    }

    boolean answered() {
        return ownerThere && NoOwner.named(owner);
    }
}
