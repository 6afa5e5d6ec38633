package org.bailiwick.signin;

import jakarta.servlet.http.HttpServletRequest;
import java.util.Optional;
import org.bailiwick.authority.Permit;
import org.bailiwick.authority.Principal;
import org.bailiwick.platform.TenantId;
import org.bailiwick.web.Scope;
import org.bailiwick.web.VisibleTenant;
import org.springframework.stereotype.Component;

/** Who makes a request and what was decided for it, for the frame around pages; controllers take it as arguments. */
@Component
public final class WhoAsks {
    private final VisibleTenants visible;

    WhoAsks(VisibleTenants visible) {
        this.visible = visible;
    }

    /** Empty for a stranger. */
    public Optional<Principal.Person> person() {
        return AccessInterceptor.signedIn();
    }

    /** Empty on a page that is in no tenant, and where the answer is a refusal. */
    public Optional<Permit> permit(HttpServletRequest request) {
        return Granted.permitIfAny(request);
    }

    public Scope scope(HttpServletRequest request, Principal.Person person) {
        return visible.scope(request, person.id());
    }

    public VisibleTenant tenant(TenantId id) {
        return visible.one(id);
    }
}
