package org.bailiwick.bulk;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.bailiwick.decision.DecisionKind;
import org.bailiwick.decision.Ticket;
import org.bailiwick.decision.TicketBody;
import org.bailiwick.register.GrantJson;
import org.bailiwick.register.GrantView.EntitlementRef;
import org.bailiwick.web.RefusedException;
import org.bailiwick.web.VisibleTenant;
import org.jspecify.annotations.Nullable;

/** Bulks as the API says them. */
final class BulkJson {
    private BulkJson() {}

    /**
     * @param justification and {@code ticket}: for every item that gives none of its own
     * @param hash of the preview; not read by the preview itself
     */
    record Body(@Nullable DecisionKind decision, @Nullable String justification, @Nullable TicketBody ticket,
            @Nullable List<@Nullable ItemBody> items, @Nullable String hash) {
        /** @throws RefusedException where nothing says what is to be decided, or about which grant */
        BulkRequest request() {
            if (decision == null) {
                throw new RefusedException(BulkRefusals.decisionMissing());
            }
            return new BulkRequest(decision, text(justification), Optional.ofNullable(ticket).map(TicketBody::ticket),
                    named());
        }

        private List<BulkRequest.Item> named() {
            var named = new ArrayList<BulkRequest.Item>();
            for (var item : items == null ? List.<@Nullable ItemBody>of() : items) {
                named.add(item(item == null ? new ItemBody(null, null, null, null) : item, named.size()));
            }
            return named;
        }

        String hashText() {
            return text(hash);
        }
    }

    /** @param grant or {@code finding}: one of both; a finding about a grant is decided as that grant */
    record ItemBody(@Nullable UUID grant, @Nullable UUID finding, @Nullable String justification,
            @Nullable TicketBody ticket) {}

    /** @throws RefusedException where it does not say about which grant or finding it is */
    static BulkRequest.Item item(ItemBody item, int position) {
        return new BulkRequest.Item(about(item, position), text(item.justification()),
                Optional.ofNullable(item.ticket()).map(TicketBody::ticket));
    }

    private static About about(ItemBody item, int position) {
        var grant = item.grant();
        var finding = item.finding();
        if (grant != null && finding == null) {
            return About.grant(grant);
        }
        if (finding != null && grant == null) {
            return About.finding(finding);
        }
        throw new RefusedException(BulkRefusals.grantMissing(position));
    }

    record Reply(@Nullable String hash, @Nullable String reason) {
        String hashText() {
            return text(hash);
        }

        String reasonText() {
            return text(reason);
        }
    }

    /** Why an item is left out or was not decided; {@code type} is where the problem is explained (RFC 9457). */
    record Why(String type, String detail) {
        static Why of(String name, String detail) {
            return new Why("/problems/" + name, detail);
        }
    }

    /** @param connectorAccess how many grants are left out because the product itself reads the system by them */
    record PreviewJson(DecisionKind decision, String hash, Touches touches, boolean needsSecondPerson,
            Threshold threshold,
            int leftOut, long connectorAccess, long stayingEffective, List<LineJson> items) {
        static PreviewJson of(Preview preview) {
            return new PreviewJson(preview.kind(), preview.hash(),
                    Touches.of(preview),
                    preview.needsSecondPerson(), Threshold.of(preview.alone().size(), preview.together()),
                    preview.leftOut(),
                    preview.connectorAccess(), preview.staying(),
                    preview.lines().stream().map(LineJson::of).toList());
        }
    }

    /**
     * When a second person is needed.
     *
     * @param accountsAlone most accounts that one person decides about alone
     * @param hours within which bulks of one person are counted together
     * @param decidedBefore accounts that this person decided about alone in bulk within these hours
     * @param together these and the accounts of this bulk, each counted once
     */
    record Threshold(int accountsAlone, long hours, int decidedBefore, int together) {
        static Threshold of(int before, int together) {
            return new Threshold(SecondPerson.MOST_ACCOUNTS_ALONE, SecondPerson.COUNTED.toHours(), before, together);
        }
    }

    record Touches(int grants, int findings, int accounts, int identities, int systems, int tenants) {
        static Touches of(Preview preview) {
            return new Touches(preview.grants(), preview.findings(), preview.accounts(), preview.identities(),
                    preview.systems(), preview.tenants());
        }
    }

    /**
     * @param title of a finding
     * @param staysThrough paths that keep the access alive after the whole bulk
     * @param settles open findings about a grant that is kept, which are kept with it
     * @param leftOut why it cannot be decided; null where it can
     */
    record LineJson(@Nullable UUID grant, @Nullable UUID finding, @Nullable String title, @Nullable String account,
            GrantJson.@Nullable Entitlement entitlement,
            String justification, @Nullable Ticket ticket, GrantJson.@Nullable Entitlement removes,
            List<GrantJson.Entitlement> alsoEnds, List<List<GrantJson.Entitlement>> staysThrough,
            List<Settled> settles,
            @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable Why leftOut) {
        static LineJson of(Preview.Line line) {
            return new LineJson(line.about().grantOrNull(), line.about().findingOrNull(),
                    line.matter().map(Matter::title).orElse(null),
                    line.found().map(grant -> grant.account().username()).orElse(null),
                    line.found().map(grant -> GrantJson.entitlement(grant.entitlement())).orElse(null),
                    line.wording().justification(), line.wording().ticket().orElse(null),
                    line.removes().map(removes -> GrantJson.entitlement(removes.edge())).orElse(null),
                    line.removes().map(removes -> each(removes.alsoEnds())).orElse(List.of()),
                    line.stays().stream().map(LineJson::each).toList(),
                    line.settles().stream().map(Settled::of).toList(),
                    line.problem().map(problem -> problem.words()).map(words -> Why.of(words.name(), words.detail()))
                            .orElse(null));
        }

        private static List<GrantJson.Entitlement> each(List<EntitlementRef> entitlements) {
            return entitlements.stream().map(GrantJson::entitlement).toList();
        }
    }

    record Settled(UUID finding, String title, String severity, List<String> reasons) {
        static Settled of(Matter matter) {
            return new Settled(matter.id(), matter.title(), matter.severity(), matter.reasons());
        }
    }

    /**
     * @param state {@code asked} (waits for a second person), {@code running}, {@code done}, {@code refused},
     *        {@code withdrawn} or {@code expired} (nobody answered in time)
     * @param job where its progress can be followed; null before it runs
     */
    record BulkBody(UUID id, DecisionKind decision, String state, String hash, Touches touches,
            boolean needsSecondPerson, @Nullable String requestedBy, Instant requestedAt, Instant stateAt,
            Counts counts, @Nullable String job, String items) {
        static BulkBody of(VisibleTenant tenant, BulkDecision bulk) {
            var counts = bulk.counts();
            return new BulkBody(bulk.publicId(), bulk.kind(), bulk.state().text(), bulk.hash(),
                    new Touches(counts.items() - bulk.findings(), bulk.findings(), bulk.accounts(),
                            bulk.identities(), bulk.systems(), 1),
                    bulk.secondPerson(), bulk.requestedByName().orElse(null), bulk.requestedAt(), bulk.stateAt(),
                    new Counts(counts.waiting(), counts.decided(), counts.refused()),
                    bulk.job().map(job -> "/api/v1/jobs/" + job).orElse(null), path(tenant, bulk) + "/items");
        }
    }

    static String path(VisibleTenant tenant, BulkDecision bulk) {
        return "/api/v1/tenants/%s/decisions/%s".formatted(tenant.publicId(), bulk.publicId());
    }

    record Counts(int waiting, int decided, int refused) {}

    /** @param state {@code waiting}, {@code decided} or {@code refused} */
    record ItemJson(int number, @Nullable UUID grant, @Nullable UUID finding, @Nullable String account,
            @Nullable String entitlement,
            @Nullable String removes, String justification, @Nullable Ticket ticket, String state,
            @Nullable String decision, @Nullable String change,
            @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable Why refused) {
        static ItemJson of(VisibleTenant tenant, BulkItem item) {
            var home = "/api/v1/tenants/" + tenant.publicId();
            return new ItemJson(item.number(), item.about().grantOrNull(), item.about().findingOrNull(),
                    item.holder().orElse(null),
                    item.entitlement().orElse(null), item.removes().orElse(null), item.wording().justification(),
                    item.wording().ticket().orElse(null), item.state(),
                    item.decision().map(id -> "%s/grants/%s/decisions/%s".formatted(home, item.about().id(), id))
                            .orElse(null),
                    item.change().map(change -> "%s/changes/%s".formatted(home, change.id())).orElse(null),
                    item.refused().map(why -> Why.of(why.problem(), why.detail())).orElse(null));
        }
    }

    static String text(@Nullable String given) {
        return given == null ? "" : given;
    }
}
