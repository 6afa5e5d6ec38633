package org.bailiwick.lifecycle;

import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import org.bailiwick.web.Scope;
import org.bailiwick.web.VisibleTenant;

/**
 * A case as people read it: in each tenant how far it is, worst first.
 *
 * @param left hash of what can be ordered anew; empty where nothing is
 */
public record CaseView(LeaverCase leaver, List<InTenant> tenants, Optional<String> left) {
    public CaseView {
        tenants = tenants.stream().sorted(Comparator.comparing((InTenant each) -> each.standing().stand())
                .thenComparing(each -> each.tenant().name())).toList();
    }

    public record InTenant(VisibleTenant tenant, Standing standing, List<Item> items) {
        public InTenant {
            items = List.copyOf(items);
        }

        public String change(Item.Change change) {
            return "/t/%s/changes/%s".formatted(tenant.shortName(), change.id());
        }
    }

    static CaseView of(LeaverCases.Known known, List<Item> items, Optional<String> left, Scope scope) {
        return new CaseView(known.leaver(), known.standings().stream().flatMap(standing -> scope
                .find(standing.concerned())
                .map(tenant -> new InTenant(tenant, standing,
                        items.stream().filter(item -> item.tenant().equals(tenant.id())).toList()))
                .stream()).toList(), left);
    }

    public boolean open() {
        return leaver.state() == CaseState.OPEN;
    }

    public int items() {
        return tenants.stream().mapToInt(each -> each.standing().items()).sum();
    }

    public int verified() {
        return tenants.stream().mapToInt(each -> each.standing().verified()).sum();
    }

    public long ended() {
        return tenants.stream().filter(each -> each.standing().stand() == Stand.ENDED).count();
    }

    /** The worst of all tenants; empty while nobody has looked yet. */
    public Optional<Stand> worst() {
        return tenants.stream().map(each -> each.standing().stand()).min(Comparator.naturalOrder());
    }

    public String path() {
        return "/all/leavers/" + leaver.publicId();
    }

    /** The MSP's own record of the case; empty while nobody has looked yet. */
    public Optional<String> record() {
        return tenants.stream().map(InTenant::tenant).filter(VisibleTenant::msp).findFirst()
                .map(own -> "/t/%s/evidence?correlation=%s".formatted(own.shortName(), leaver.correlation()));
    }

    public boolean moving() {
        return open() && (tenants.isEmpty() || tenants.stream().anyMatch(each -> each.standing().stand().moving()));
    }
}
