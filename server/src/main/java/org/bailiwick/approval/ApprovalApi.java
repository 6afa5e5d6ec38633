package org.bailiwick.approval;

import io.swagger.v3.oas.annotations.Operation;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.bailiwick.authority.Principal;
import org.bailiwick.web.Access;
import org.bailiwick.web.Scope;
import org.bailiwick.web.VisibleTenant;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;

/** What waits for the caller's yes or no. The answer is given at the address that each item names. */
@RestController
final class ApprovalApi {
    private final Inbox inbox;

    ApprovalApi(Inbox inbox) {
        this.inbox = inbox;
    }

    record TenantJson(UUID id, String shortName, String name) {}

    /**
     * @param what where exactly what is approved can be read
     * @param approval and {@code refusal}: where to post {@code hash} and {@code reason}
     */
    record ItemJson(UUID id, TenantJson tenant, String kind, String title, String hash, String needs,
            @Nullable String requestedBy, Instant requestedAt, Instant until, String state, String what,
            String approval, String refusal, String console) {
        static ItemJson of(Inbox.Item item) {
            var asked = item.approval();
            var tenant = item.tenant();
            return new ItemJson(asked.publicId(),
                    new TenantJson(tenant.publicId(), tenant.shortName(), tenant.name()), asked.subject().kind(),
                    asked.title(), asked.subject().hash(), asked.capability(),
                    asked.requested().name().orElse(null), asked.requested().at(), asked.until(),
                    asked.state().text(), item.resource(), item.resource() + "/approval",
                    item.resource() + "/refusal", item.page());
        }
    }

    /** @param what for example {@code open findings} */
    record TheirsJson(@Nullable TenantJson tenant, long count, String what, String href, String console) {
        static TheirsJson of(AlsoWaiting.Line line) {
            var tenant = line.tenant();
            return new TheirsJson(
                    tenant == null ? null : new TenantJson(tenant.publicId(), tenant.shortName(), tenant.name()),
                    line.count(), line.what(), line.resource(), line.page());
        }
    }

    /**
     * @param yours what was made the caller's to settle, by tenant
     * @param earlier what the caller asked or answered, newest first
     */
    record InboxJson(List<ItemJson> items, List<TheirsJson> yours, List<ItemJson> earlier) {}

    @GetMapping("/api/v1/approvals")
    @Access(scope = Access.Reach.SIGNED_IN)
    @Operation(operationId = "listMyApprovals", summary = "What waits for your answer, over the tenants you see")
    InboxJson mine(Principal.Person person, Scope scope) {
        return json(person, scope);
    }

    @GetMapping("/api/v1/tenants/{tenant}/approvals")
    @Access(capability = "tenant.read", scope = Access.Reach.TENANT)
    @Operation(operationId = "listTenantApprovals", summary = "What waits for your answer in a tenant")
    InboxJson inTenant(Principal.Person person, VisibleTenant tenant) {
        return json(person, new Scope(List.of(tenant), false));
    }

    private InboxJson json(Principal.Person person, Scope scope) {
        return new InboxJson(inbox.waiting(person, scope).stream().map(ItemJson::of).toList(),
                inbox.theirs(person, scope).stream().map(TheirsJson::of).toList(),
                inbox.earlier(person, scope).stream().map(ItemJson::of).toList());
    }
}
