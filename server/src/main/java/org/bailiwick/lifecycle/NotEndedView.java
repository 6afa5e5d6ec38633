package org.bailiwick.lifecycle;

import java.util.List;
import org.bailiwick.web.Scope;
import org.bailiwick.web.VisibleTenant;

/** Something that no case ends, with its tenant as people know it. */
public record NotEndedView(VisibleTenant tenant, NotEnded what) {
    static List<NotEndedView> of(List<NotEnded> notEnded, Scope scope) {
        return notEnded.stream()
                .flatMap(each -> scope.find(each.tenant()).map(tenant -> new NotEndedView(tenant, each)).stream())
                .toList();
    }

    public String path() {
        return "/t/%s/identities/%s".formatted(tenant.shortName(), what.identity());
    }
}
