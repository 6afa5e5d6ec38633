package org.bailiwick.lifecycle;

import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.bailiwick.web.Mark;
import org.bailiwick.web.Scope;
import org.bailiwick.web.VisibleTenant;

/**
 * A case as people read it: in each tenant how far it is, worst first.
 *
 * @param hidden how it stands in tenants that whoever looks may not see; none of them shows access of the person
 * @param left what can be ordered anew; empty where nothing is
 * @param notEnded what belongs to the person and no case ends; of a single case only
 */
public record CaseView(LeaverCase leaver, List<InTenant> tenants, List<Stand> hidden, Optional<LeftView> left,
        List<NotEndedView> notEnded) {
    public CaseView {
        hidden = List.copyOf(hidden);
        notEnded = List.copyOf(notEnded);
        tenants = tenants.stream().sorted(Comparator.comparing((InTenant each) -> each.standing().stand())
                .thenComparing(each -> each.tenant().name())).toList();
    }

    /** @param out by whom and why the tenant was taken out of the case; empty where it is in it */
    public record InTenant(VisibleTenant tenant, Standing standing, List<Item> items, Optional<TakenOut> out) {
        public InTenant {
            items = List.copyOf(items);
        }

        public String change(Item.Change change) {
            return "/t/%s/changes/%s".formatted(tenant.shortName(), change.id());
        }
    }

    static CaseView of(LeaverCases.Known known, List<Item> items, Optional<LeftView> left, List<NotEnded> notEnded,
            Scope scope) {
        return new CaseView(known.leaver(), known.standings().stream().flatMap(standing -> scope
                .find(standing.concerned())
                .map(tenant -> new InTenant(tenant, standing,
                        items.stream().filter(item -> item.tenant().equals(tenant.id())).toList(),
                        known.out().stream().filter(out -> out.concerned().equals(tenant.id())).findFirst()))
                .stream()).toList(),
                known.standings().stream().filter(standing -> scope.find(standing.concerned()).isEmpty())
                        .map(Standing::stand).toList(),
                left, NotEndedView.of(notEnded, scope));
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
        return Stream.concat(tenants.stream().map(each -> each.standing().stand()), hidden.stream())
                .filter(stand -> stand == Stand.ENDED).count();
    }

    /** Of how many tenants it is known, or must become known, how it stands there. */
    public int asked() {
        return tenants.size() + hidden.size();
    }

    /** How many of the tenants that one may not see keep it open. */
    public long hiddenOpen() {
        return hidden.stream().filter(stand -> !stand.over()).count();
    }

    /** How many tenants somebody took out, those included that one may not see. */
    public int without() {
        return takenOut().size() + (int) hidden.stream().filter(stand -> stand == Stand.TAKEN_OUT).count();
    }

    public List<InTenant> takenOut() {
        return tenants.stream().filter(each -> each.standing().stand() == Stand.TAKEN_OUT).toList();
    }

    /** Those that somebody may still take out. */
    public List<InTenant> stillIn() {
        return tenants.stream().filter(each -> !each.tenant().msp() && !each.standing().stand().over()).toList();
    }

    /** Those that somebody may put back. */
    public List<InTenant> mayReturn() {
        return leaver.state() == CaseState.CANCELLED ? List.of() : takenOut();
    }

    /** Closed, and in every tenant the end of access is proven. */
    public boolean complete() {
        return leaver.state() == CaseState.CLOSED && without() == 0;
    }

    /** For example {@code closed without 1 tenant}. */
    public String state() {
        int out = without();
        return leaver.state() != CaseState.CLOSED || out == 0
                ? leaver.state().text()
                : "closed without %d %s".formatted(out, out == 1 ? "tenant" : "tenants");
    }

    /** As {@link #state()}, in a word that programs compare: never plainly closed where a tenant was taken out. */
    String word() {
        return leaver.state() == CaseState.CLOSED && without() > 0 ? "closed without tenants" : leaver.state().text();
    }

    public Mark mark() {
        return switch (leaver.state()) {
            case OPEN -> Mark.WAITING;
            case CLOSED -> complete() ? Mark.CLEAR : Mark.UNKNOWN;
            case CANCELLED -> Mark.PLAIN;
        };
    }

    /** The worst of all tenants; empty while nobody has looked yet. */
    public Optional<Stand> worst() {
        return Stream.concat(tenants.stream().map(each -> each.standing().stand()), hidden.stream())
                .min(Comparator.naturalOrder());
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
