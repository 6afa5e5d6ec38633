package org.bailiwick.bulk;

import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.bailiwick.authority.Permit;
import org.bailiwick.authority.Principal;
import org.bailiwick.decision.DecisionKind;
import org.bailiwick.decision.DecisionRequest;
import org.bailiwick.platform.TenantTx;
import org.bailiwick.web.Refusal;

/** What else than a grant is decided in bulk, a finding about a whole account for example: accepted with a reason. */
public interface Acceptable {
    /** Those of these that the tenant has, as they are now. */
    List<Matter> find(TenantTx tx, Principal.Person person, DecisionKind kind, Collection<UUID> ids);

    /**
     * What is open about these grants and settled with them by whoever keeps them.
     *
     * @param grants and the keys: inside ids
     */
    Map<Long, List<Matter>> openAbout(TenantTx tx, Collection<Long> grants);

    /** Until the transaction ends, what it is stays as {@link #find} and {@link #openAbout} say it. */
    void hold(TenantTx tx);

    /** @return why it was not accepted; empty where it was */
    Optional<Refusal> accept(TenantTx tx, Permit permit, UUID id, DecisionRequest wording);

    /** Writes down that somebody tried to decide about what concerns themselves. */
    void ownAccess(TenantTx tx, Permit permit, UUID id);
}
