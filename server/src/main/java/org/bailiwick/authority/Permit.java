package org.bailiwick.authority;

import java.util.UUID;
import org.bailiwick.ledger.Entry;
import org.bailiwick.platform.TenantId;

/**
 * The decision point's yes: this principal may use this capability in this tenant, by this authority. Use cases take it
 * as an argument, so none runs undecided, and confirm it again inside the transaction that acts.
 *
 * @param evaluation the decision's own id, which the ledger entry carries
 * @param authorityId inside id of the authority row used
 */
public record Permit(TenantId tenant, UUID evaluation, Principal principal, String capability, long authorityId,
        Entry.Authority authority) {}
