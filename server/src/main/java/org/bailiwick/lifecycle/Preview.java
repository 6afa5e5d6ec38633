package org.bailiwick.lifecycle;

import java.util.List;
import java.util.UUID;
import org.bailiwick.platform.TenantId;

/**
 * What a leaver case would do, before anybody agrees to it.
 *
 * @param tenants where the person has an account, their own directory included
 * @param notKnown tenants of which nobody can say whether the person is in them; the case stays open while there is one
 * @param notEnded what belongs to the person and stays: no case ends it
 * @param hash of all that is shown, to which the confirmation is bound
 */
public record Preview(UUID subject, String name, List<InTenant> tenants, List<NotKnown> notKnown,
        List<NotEnded> notEnded,
        String hash) {
    public Preview {
        tenants = List.copyOf(tenants);
        notKnown = List.copyOf(notKnown);
        notEnded = List.copyOf(notEnded);
    }

    /** @param byLeave the contract leaves it to the provider; otherwise the tenant's approver answers first */
    public record InTenant(Presence presence, boolean byLeave) {
        public boolean ownDirectory() {
            return presence.tenant().equals(TenantId.MSP);
        }

        public long toDisable() {
            return presence.accounts().stream().filter(Presence.Account::toDisable).count();
        }

        public long memberships() {
            return presence.accounts().stream().mapToLong(account -> account.memberships().size()).sum();
        }
    }

    public List<InTenant> customers() {
        return tenants.stream().filter(tenant -> !tenant.ownDirectory()).toList();
    }
}
