package org.bailiwick.lifecycle;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.bailiwick.decision.Ticket;
import org.bailiwick.web.Step;
import org.bailiwick.web.VisibleTenant;
import org.jspecify.annotations.Nullable;

/**
 * A case as the API says it.
 *
 * @param state {@code open}, {@code cancelled}, {@code closed}, or {@code closed without tenants} where it closed and
 *        somebody had taken tenants out of it
 * @param complete closed, and no tenant was taken out of it
 * @param without how many tenants somebody took out, those included that one may not see
 * @param verified of {@code items} accounts and memberships, how many ends are proven
 * @param hidden how many tenants that one may not see keep it open
 * @param notEnded what belongs to the person and no case ends; only of a single case
 * @param left hash of what can be ordered anew, and {@code toOrder} what it is; absent where nothing is
 */
record CaseJson(UUID id, UUID subject, String name, String state, Instant stateAt, String justification, Ticket ticket,
        String openedBy, Instant openedAt, boolean memberships, int timesReopened, @Nullable String ended,
        boolean complete, int without, int items, int verified, List<TenantJson> tenants,
        long hidden, @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable String left,
        @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable List<ToOrder> toOrder,
        @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable List<NotEndedJson> notEnded) {
    record Ref(UUID id, String shortName, String name) {
        static Ref of(VisibleTenant tenant) {
            return new Ref(tenant.publicId(), tenant.shortName(), tenant.name());
        }
    }

    /** @param changes only of a single case */
    record TenantJson(Ref tenant, String standing, int items, int verified, @Nullable String detail, String next,
            Instant since, @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable Exclusion takenOut,
            @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable List<ItemJson> changes) {}

    record NotEndedJson(Ref tenant, String kind, String of, UUID identity) {
        static NotEndedJson of(NotEndedView view) {
            return new NotEndedJson(Ref.of(view.tenant()), view.what().kind(), view.what().of(),
                    view.what().identity());
        }
    }

    record ToOrder(Ref tenant, List<LeftView.OfAccount> accounts) {
        static ToOrder of(LeftView.InTenant in) {
            return new ToOrder(Ref.of(in.tenant()), in.accounts());
        }
    }

    /** @param by null where the name was erased */
    record Exclusion(String justification, @Nullable String by, Instant at) {
        static Exclusion of(TakenOut out) {
            return new Exclusion(out.reason(), out.by().orElse(null), out.at());
        }
    }

    /** @param membership null where the account is disabled */
    record ItemJson(UUID account, String username, @Nullable String membership, String state, List<Fact> facts,
            @Nullable String detail, @Nullable String change) {}

    record Fact(String label, String note) {
        static Fact of(Step step) {
            return new Fact(step.label(), step.note());
        }
    }

    static CaseJson of(CaseView view, boolean single) {
        var leaver = view.leaver();
        return new CaseJson(leaver.publicId(), leaver.subject(), leaver.name(), view.word(),
                leaver.stateAt(), leaver.reason(), leaver.ticket(), leaver.acting().name(), leaver.openedAt(),
                leaver.memberships(), leaver.timesReopened(), leaver.ended().orElse(null), view.complete(),
                view.without(), view.items(), view.verified(),
                view.tenants().stream().map(each -> tenant(each, single)).toList(),
                view.hiddenOpen(), view.left().map(LeftView::hash).orElse(null),
                view.left().map(left -> left.tenants().stream().map(ToOrder::of).toList()).orElse(null),
                single ? view.notEnded().stream().map(NotEndedJson::of).toList() : null);
    }

    private static TenantJson tenant(CaseView.InTenant in, boolean single) {
        var standing = in.standing();
        return new TenantJson(Ref.of(in.tenant()), standing.stand().text(), standing.items(), standing.verified(),
                standing.detail().orElse(null), standing.stand().next(), standing.since(),
                in.out().map(Exclusion::of).orElse(null),
                single ? in.items().stream().map(item -> item(in.tenant(), item)).toList() : null);
    }

    static ItemJson item(VisibleTenant tenant, Item item) {
        return new ItemJson(item.account(), item.username(), item.membership().map(Item.Membership::name).orElse(null),
                item.state(), item.steps().stream().map(Fact::of).toList(),
                item.change().flatMap(Item.Change::detail).orElse(null),
                item.change().map(change -> "/api/v1/tenants/%s/changes/%s".formatted(tenant.publicId(), change.id()))
                        .orElse(null));
    }
}
