package org.bailiwick.lifecycle;

import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.bailiwick.web.Scope;
import org.jspecify.annotations.Nullable;

/**
 * What a case would do, as the API says it.
 *
 * @param notKnown tenants of which nobody can say whether the person is in them; they keep the case open
 * @param hidden how many more there are that one may not see
 * @param notEnded what belongs to the person and no case ends
 */
record PreviewJson(UUID subject, String name, String hash, List<InTenant> tenants, List<Unknown> notKnown, int hidden,
        List<CaseJson.NotEndedJson> notEnded) {
    /** @param approval who agrees: {@code contract}, {@code tenant}, or {@code own directory} where nothing is ordered */
    record InTenant(CaseJson.Ref tenant, String approval, @Nullable Instant readAt, List<Account> accounts) {}

    /** @param disconnected nothing is ordered in its system before it is connected again */
    record Account(UUID id, String username, String system, boolean disconnected, @Nullable Boolean enabled,
            boolean disable,
            List<Grant> grants) {}

    /** @param remove a direct membership, which would be taken away */
    record Grant(UUID id, String kind, String name, String tier, boolean remove, List<List<String>> paths) {}

    record Unknown(CaseJson.Ref tenant, String why) {}

    static PreviewJson of(Preview preview, Scope scope) {
        return new PreviewJson(preview.subject(), preview.name(), preview.hash(),
                preview.tenants().stream().flatMap(each -> scope.find(each.presence().tenant())
                        .map(tenant -> new InTenant(CaseJson.Ref.of(tenant), approval(each),
                                each.presence().readAt().orElse(null),
                                each.presence().accounts().stream().map(PreviewJson::account).toList()))
                        .stream()).toList(),
                preview.notKnown().stream().flatMap(each -> scope.find(each.tenant())
                        .map(tenant -> new Unknown(CaseJson.Ref.of(tenant), each.why())).stream()).toList(),
                (int) preview.notKnown().stream().filter(each -> scope.find(each.tenant()).isEmpty()).count(),
                NotEndedView.of(preview.notEnded(), scope).stream().map(CaseJson.NotEndedJson::of).toList());
    }

    private static String approval(Preview.InTenant in) {
        return in.ownDirectory() ? "own directory" : in.byLeave() ? "contract" : "tenant";
    }

    private static Account account(Presence.Account account) {
        return new Account(account.id(), account.username(), account.system(), account.disconnected(),
                account.enabled(), account.toDisable(),
                account.grants().stream().map(grant -> new Grant(grant.id(), grant.kind(), grant.name(), grant.tier(),
                        grant.direct() && !account.disconnected(), grant.paths())).toList());
    }
}
