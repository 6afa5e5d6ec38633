package org.bailiwick.bulk;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.bailiwick.decision.DecisionKind;
import org.bailiwick.decision.TicketBody;
import org.bailiwick.web.RefusedException;
import org.bailiwick.web.VisibleTenant;
import org.jspecify.annotations.Nullable;

/** Acts over several tenants as the API says them; each tenant's part is said as a bulk of that tenant is. */
final class OverTenantsJson {
    private OverTenantsJson() {}

    /**
     * @param justification and {@code ticket}: for every item that gives none of its own
     * @param hash of the preview; not read by the preview itself
     */
    record Body(@Nullable DecisionKind decision, @Nullable String justification, @Nullable TicketBody ticket,
            @Nullable List<@Nullable ItemBody> items, @Nullable String hash) {
        /** @throws RefusedException where nothing says what is to be decided, or about which grant of which tenant */
        BulkOverTenants.Request request() {
            if (decision == null) {
                throw new RefusedException(BulkRefusals.decisionMissing());
            }
            var named = new ArrayList<BulkRequest.Item>();
            var tenants = new ArrayList<UUID>();
            for (var item : items == null ? List.<@Nullable ItemBody>of() : items) {
                if (item == null || item.tenant() == null) {
                    throw new RefusedException(BulkRefusals.tenantMissing(tenants.size()));
                }
                tenants.add(item.tenant());
                named.add(BulkJson.item(new BulkJson.ItemBody(item.grant(), item.finding(), item.justification(),
                        item.ticket()), named.size()));
            }
            return new BulkOverTenants.Request(new BulkRequest(decision, BulkJson.text(justification),
                    Optional.ofNullable(ticket).map(TicketBody::ticket), named), tenants);
        }

        String hashText() {
            return BulkJson.text(hash);
        }
    }

    record ItemBody(@Nullable UUID tenant, @Nullable UUID grant, @Nullable UUID finding, @Nullable String justification,
            @Nullable TicketBody ticket) {}

    /** @param items one part a tenant */
    record PreviewJson(DecisionKind decision, String hash, BulkJson.Touches touches, boolean needsSecondPerson,
            BulkJson.Threshold threshold, int leftOut, int stayingEffective, List<PartJson> items) {
        static PreviewJson of(PreviewOverTenants preview) {
            return new PreviewJson(preview.kind(), preview.hash(),
                    new BulkJson.Touches(preview.grants(), preview.findings(), preview.accounts(), preview.identities(),
                            preview.systems(), preview.tenants()),
                    preview.needsSecondPerson(), BulkJson.Threshold.of(preview.alone().size(), preview.together()),
                    preview.leftOut(), preview.staying(), preview.parts().stream().map(PartJson::of).toList());
        }
    }

    /**
     * @param items of this tenant; none where a problem stands
     * @param problem why nothing is decided in this tenant
     */
    record PartJson(UUID tenant, BulkJson.Touches touches, int leftOut, List<BulkJson.LineJson> items,
            @JsonInclude(JsonInclude.Include.NON_NULL) BulkJson.@Nullable Why problem) {
        static PartJson of(PreviewOverTenants.Part part) {
            var tenant = part.tenant().publicId();
            return switch (part) {
                case PreviewOverTenants.Part.Denied(var same, var items, var reason) -> new PartJson(tenant,
                        new BulkJson.Touches(0, 0, 0, 0, 0, 0), items, List.of(), notPermitted(reason));
                case PreviewOverTenants.Part.Shown(var same, var preview) -> new PartJson(tenant,
                        BulkJson.Touches.of(preview), preview.leftOut(),
                        preview.lines().stream().map(BulkJson.LineJson::of).toList(), null);
            };
        }
    }

    /**
     * @param bulk the tenant's own bulk of decisions; null where a problem stands
     * @param problem why nothing was asked for in this tenant
     */
    record AnswerJson(UUID tenant, @JsonInclude(JsonInclude.Include.NON_NULL) BulkJson.@Nullable BulkBody bulk,
            @JsonInclude(JsonInclude.Include.NON_NULL) BulkJson.@Nullable Why problem) {
        static AnswerJson of(BulkOverTenants.Answer answer) {
            var tenant = answer.tenant();
            return switch (answer) {
                case BulkOverTenants.Answer.Asked(var same, var bulk) -> of(tenant, bulk);
                case BulkOverTenants.Answer.Denied(var same, var reason) -> new AnswerJson(tenant.publicId(), null,
                        notPermitted(reason));
                case BulkOverTenants.Answer.Refused(var same, var problem) -> {
                    var refusal = BulkRefusals.words(problem);
                    yield new AnswerJson(tenant.publicId(), null,
                            BulkJson.Why.of(refusal.name(), refusal.detail()));
                }
            };
        }

        static AnswerJson of(VisibleTenant tenant, BulkDecision bulk) {
            return new AnswerJson(tenant.publicId(), BulkJson.BulkBody.of(tenant, bulk), null);
        }
    }

    record AnswersJson(List<AnswerJson> items) {}

    /** @param act where what became of it stays: {@code /oversight/decisions/acts/{act}} */
    record ActedJson(UUID act, List<AnswerJson> items) {}

    /** @param hidden parts in tenants that one may not see any more */
    record ActJson(UUID id, DecisionKind decision, Instant askedAt, List<ActPartJson> items, int hidden) {
        static ActJson of(OwnAct act) {
            return new ActJson(act.id(), act.kind(), act.askedAt(),
                    act.parts().stream().map(ActPartJson::of).toList(), act.hidden());
        }
    }

    /**
     * @param items how many were asked for in this tenant
     * @param bulk its own bulk; null where a problem stands
     * @param problem why nothing was asked for there; where there is neither, it is still being asked for, or the server
     *     stopped before the answer was kept: look whether there is a bulk
     */
    record ActPartJson(UUID tenant, int items, @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable String bulk,
            @JsonInclude(JsonInclude.Include.NON_NULL) BulkJson.@Nullable Why problem) {
        static ActPartJson of(OwnAct.Part part) {
            var tenant = part.tenant().publicId();
            return new ActPartJson(tenant, part.items(),
                    part.bulk() == null ? null : "/api/v1/tenants/%s/decisions/%s".formatted(tenant, part.bulk()),
                    part.problem() == null || part.detail() == null
                            ? null
                            : BulkJson.Why.of(part.problem(), part.detail()));
        }
    }

    record ActsJson(List<ActJson> items) {}

    private static BulkJson.Why notPermitted(String reason) {
        return BulkJson.Why.of("not-permitted", reason);
    }
}
