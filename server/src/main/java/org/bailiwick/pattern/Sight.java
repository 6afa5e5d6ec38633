package org.bailiwick.pattern;

import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import org.bailiwick.finding.Rule;
import org.bailiwick.pattern.PatternStore.Judged;
import org.bailiwick.platform.TenantId;
import org.bailiwick.web.Scope;
import org.bailiwick.web.VisibleTenant;

/**
 * The tenants that somebody asks about, and what is known of them. The MSP's own tenant counts where it has a pattern, and
 * is else none of those that could have it.
 *
 * @param asked by name
 * @param readable those whose register the person may read
 */
record Sight(List<VisibleTenant> asked, Set<TenantId> readable, Judged judged) {
    Sight {
        asked = asked.stream()
                .sorted(Comparator.comparing(VisibleTenant::name).thenComparing(VisibleTenant::shortName)).toList();
    }

    static Sight of(Scope scope, Set<TenantId> readable, Judged judged) {
        return new Sight(scope.tenants(), readable, judged);
    }

    List<VisibleTenant> named(Set<TenantId> tenants) {
        return asked.stream().filter(each -> tenants.contains(each.id())).toList();
    }

    /**
     * Those that may have it too: their register may not be read, or a rule does not know all of them.
     *
     * @param rules those that could find it
     */
    List<VisibleTenant> notKnown(Set<TenantId> having, Collection<Rule> rules) {
        return asked.stream().filter(each -> !each.msp() && !having.contains(each.id()))
                .filter(each -> !readable.contains(each.id()) || !judged.whole(each.id(), rules)).toList();
    }

    int customers() {
        return (int) asked.stream().filter(each -> !each.msp()).count();
    }

    int outOf(Set<TenantId> having) {
        return (int) asked.stream().filter(each -> !each.msp() || having.contains(each.id())).count();
    }

    /** Customers whose register may not be read. */
    List<VisibleTenant> unread() {
        return asked.stream().filter(each -> !each.msp() && !readable.contains(each.id())).toList();
    }
}
