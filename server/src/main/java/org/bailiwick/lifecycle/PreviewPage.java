package org.bailiwick.lifecycle;

import java.util.List;
import org.bailiwick.web.Scope;
import org.bailiwick.web.VisibleTenant;
import org.jspecify.annotations.Nullable;

/**
 * What a case would do, and the form that confirms exactly this.
 *
 * @param hidden how many tenants that one may not see are not known either; none of them shows access of the person
 * @param error what the form was sent without; null on the first look
 */
public record PreviewPage(Preview preview, List<InTenant> tenants, List<Unknown> notKnown, int hidden,
        List<NotEndedView> notEnded, Form form, @Nullable String error) {
    public PreviewPage {
        tenants = List.copyOf(tenants);
        notKnown = List.copyOf(notKnown);
        notEnded = List.copyOf(notEnded);
    }

    public record InTenant(VisibleTenant tenant, Preview.InTenant in) {}

    public record Unknown(VisibleTenant tenant, String why) {}

    /** What was typed, so that nobody types it twice. */
    public record Form(boolean memberships, String justification, String ticketSystem, String ticketKey) {
        static final Form EMPTY = new Form(true, "", "", "");
    }

    static PreviewPage of(Preview preview, Scope scope, Form form, @Nullable String error) {
        return new PreviewPage(preview,
                preview.tenants().stream().flatMap(each -> scope.find(each.presence().tenant())
                        .map(tenant -> new InTenant(tenant, each)).stream()).toList(),
                preview.notKnown().stream().flatMap(each -> scope.find(each.tenant())
                        .map(tenant -> new Unknown(tenant, each.why())).stream()).toList(),
                (int) preview.notKnown().stream().filter(each -> scope.find(each.tenant()).isEmpty()).count(),
                NotEndedView.of(preview.notEnded(), scope), form, error);
    }

    /** For example {@code 3 accounts}. */
    public String accounts() {
        return toDisable() == 1 ? "1 account" : toDisable() + " accounts";
    }

    public long toDisable() {
        return preview.customers().stream().mapToLong(Preview.InTenant::toDisable).sum();
    }

    public long memberships() {
        return preview.customers().stream().mapToLong(Preview.InTenant::memberships).sum();
    }
}
