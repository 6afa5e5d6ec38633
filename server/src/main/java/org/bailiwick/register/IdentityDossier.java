package org.bailiwick.register;

import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * What is known of one identity besides what it holds. What a system does not say is null: not known, never none.
 *
 * @param ownerNamedBy the person who named its owner; null where nobody is named or the expected scope named them
 * @param findings what rules have open about it, the worst first
 * @param age how old and how whole what is known of its accounts and credentials is
 */
public record IdentityDossier(IdentityView identity, @Nullable String ownerNamedBy, List<Account> accounts,
        List<OpenFinding> findings, DataAge age) {
    public IdentityDossier {
        accounts = List.copyOf(accounts);
        findings = List.copyOf(findings);
    }

    /** One of its accounts with its secrets, keys and certificates. */
    public record Account(IdentityView.Account account, SignIns signIns, List<Credential> credentials) {
        public Account {
            credentials = List.copyOf(credentials);
        }
    }

    /**
     * @param last the newest one ever seen
     * @param since every sign-in from then on was seen; null where sign-ins are not known
     * @param problem why they are not known, or not farther back
     */
    public record SignIns(@Nullable Instant last, @Nullable Instant since, @Nullable String problem) {}

    /**
     * Never the secret itself. When it was last used no system says.
     *
     * @param createdAt null where the system does not say
     * @param expiresAt null where it never ends
     */
    public record Credential(UUID id, String kind, @Nullable String label, @Nullable Instant createdAt,
            @Nullable Instant expiresAt) {
        public boolean ended(Instant now) {
            return expiresAt != null && expiresAt.isBefore(now);
        }
    }

    public boolean anyCredential() {
        return accounts.stream().anyMatch(account -> !account.credentials().isEmpty());
    }

    public boolean human() {
        return identity.kind().equals("human");
    }
}
