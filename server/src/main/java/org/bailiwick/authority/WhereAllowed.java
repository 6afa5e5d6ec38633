package org.bailiwick.authority;

import java.util.Set;
import org.bailiwick.platform.PersonId;
import org.bailiwick.platform.TenantId;
import org.springframework.stereotype.Component;

/**
 * In which tenants somebody holds a capability now, by authorities that stand with all they were given from: for lists
 * that offer an act over several tenants. In each of them the decision point decides again.
 */
@Component
public final class WhereAllowed {
    private final Authorities authorities;
    private final OwnAuthorities ownAuthorities;

    WhereAllowed(Authorities authorities, OwnAuthorities ownAuthorities) {
        this.authorities = authorities;
        this.ownAuthorities = ownAuthorities;
    }

    public Set<TenantId> tenants(PersonId person, String capability) {
        var given = authorities.tenants(person, capability);
        return Set.copyOf(ownAuthorities.inForce(person, given, Set.of(capability)).keySet());
    }
}
