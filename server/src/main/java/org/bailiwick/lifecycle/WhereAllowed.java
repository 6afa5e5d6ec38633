package org.bailiwick.lifecycle;

import java.util.Set;
import org.bailiwick.authority.Authorities;
import org.bailiwick.authority.Capabilities;
import org.bailiwick.authority.OwnAuthorities;
import org.bailiwick.authority.Permit;
import org.bailiwick.platform.TenantId;
import org.springframework.stereotype.Component;

/** In which tenants somebody may end the access of leavers now, by authorities that stand with all they were given from. */
@Component
final class WhereAllowed {
    private final Authorities authorities;
    private final OwnAuthorities ownAuthorities;

    WhereAllowed(Authorities authorities, OwnAuthorities ownAuthorities) {
        this.authorities = authorities;
        this.ownAuthorities = ownAuthorities;
    }

    Set<TenantId> tenants(Permit permit) {
        var person = PreviewCase.person(permit).id();
        var given = authorities.tenants(person, Capabilities.STAFF_OFFBOARD);
        return Set.copyOf(ownAuthorities.inForce(person, given, Set.of(Capabilities.STAFF_OFFBOARD)).keySet());
    }
}
