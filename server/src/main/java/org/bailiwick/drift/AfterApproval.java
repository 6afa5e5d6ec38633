package org.bailiwick.drift;

import org.bailiwick.finding.Judging;
import org.bailiwick.platform.TenantTx;
import org.bailiwick.template.AfterScope;
import org.bailiwick.template.ScopeVersion;
import org.springframework.stereotype.Component;

/** Another expected scope makes other findings: the tenant is judged again. */
@Component
final class AfterApproval implements AfterScope {
    private final Judging judging;

    AfterApproval(Judging judging) {
        this.judging = judging;
    }

    @Override
    public void approved(TenantTx tx, ScopeVersion version) {
        judging.order(tx);
    }
}
