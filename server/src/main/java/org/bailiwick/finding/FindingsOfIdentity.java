package org.bailiwick.finding;

import java.util.List;
import java.util.UUID;
import org.bailiwick.platform.TenantTx;
import org.bailiwick.register.OpenFinding;
import org.bailiwick.register.OpenFindings;
import org.springframework.stereotype.Component;

/** Tells the register what is open about an identity, its accounts, what they hold and their credentials. */
@Component
final class FindingsOfIdentity implements OpenFindings {
    private final FindingReadStore store;

    FindingsOfIdentity(FindingReadStore store) {
        this.store = store;
    }

    @Override
    public List<OpenFinding> about(TenantTx tx, UUID identity) {
        return store.openAbout(tx, identity).stream().map(finding -> new OpenFinding(finding.id(), finding.rule().id(),
                finding.rule().title(), finding.title(), finding.severity().text(), finding.dueAt())).toList();
    }
}
