package org.bailiwick.register;

import io.swagger.v3.oas.annotations.Operation;
import java.net.URI;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.bailiwick.authority.Permit;
import org.bailiwick.platform.Transactions;
import org.bailiwick.web.Access;
import org.bailiwick.web.Paging;
import org.bailiwick.web.VisibleTenant;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.StringNode;

/** What was observed in one tenant, and having it observed again. */
@RestController
@RequestMapping("/api/v1/tenants/{tenant}")
final class RegisterApi {
    private final RegisterLists lists;
    private final Snapshots snapshots;
    private final Transactions transactions;
    private final ObjectProvider<ExpectedAccess> expectedAccess;
    private final JsonMapper json;

    RegisterApi(RegisterLists lists, Snapshots snapshots, Transactions transactions,
            ObjectProvider<ExpectedAccess> expectedAccess, JsonMapper json) {
        this.transactions = transactions;
        this.expectedAccess = expectedAccess;
        this.lists = lists;
        this.snapshots = snapshots;
        this.json = json;
    }

    record SettingJson(Connection connection, String key, JsonNode value) {}

    record Connection(UUID id, String name) {}

    /** @param connection its public id; may be left out where the tenant has one connection */
    record SnapshotRequest(@Nullable UUID connection) {}

    record JobLink(UUID job, String href) {}

    @GetMapping("/identities")
    @Access(capability = "register.read", scope = Access.Reach.TENANT)
    @Operation(operationId = "listIdentities", summary = "Identities of a tenant with their accounts")
    ObservedSlice<IdentityView> identities(Permit permit, Paging paging, @RequestParam(required = false) String kind,
            @RequestParam(required = false) String q, @RequestParam(defaultValue = "false") boolean gone) {
        return slice(lists.identities(permit, new IdentityStore.Filter(Wanted.oneOf("kind", kind, Wanted.KINDS),
                Wanted.search(q), gone), paging), identity -> identity);
    }

    @GetMapping("/grants")
    @Access(capability = "register.read", scope = Access.Reach.TENANT)
    @Operation(operationId = "listGrants", summary = "Grants of a tenant, direct and derived, with their paths")
    ObservedSlice<GrantJson> grants(Permit permit, Paging paging, @RequestParam(required = false) String tier,
            @RequestParam(required = false) Boolean direct, @RequestParam(defaultValue = "true") boolean effective,
            @RequestParam(required = false) UUID identity, @RequestParam(required = false) UUID entitlement,
            @RequestParam(required = false) String q) {
        var found = lists.grants(permit, new GrantFilter(Wanted.oneOf("tier", tier, Wanted.TIERS), direct, effective,
                identity, entitlement, Wanted.search(q)), paging);
        var expected = expected(permit, found.items());
        return slice(found, grant -> GrantJson.of(grant, expected.get(grant.id()), found.age().observedAt()));
    }

    @GetMapping("/settings")
    @Access(capability = "register.read", scope = Access.Reach.TENANT)
    @Operation(operationId = "listSettings", summary = "Lockout, password and session settings as read")
    ObservedSlice<SettingJson> settings(Permit permit, Paging paging) {
        return slice(lists.settings(permit, paging), setting -> new SettingJson(
                new Connection(setting.connection(), setting.system()), setting.key(), value(setting.value())));
    }

    @PostMapping("/snapshots")
    @Access(capability = "snapshot.request", scope = Access.Reach.TENANT)
    @Operation(operationId = "requestSnapshot", summary = "Have a system of the tenant read again")
    ResponseEntity<JobLink> snapshot(Permit permit, VisibleTenant tenant,
            @RequestBody(required = false) @Nullable SnapshotRequest request) {
        var job = snapshots.request(permit, Optional.ofNullable(request).map(SnapshotRequest::connection))
                .orThrow(RegisterProblem::refused);
        var link = "/api/v1/jobs/" + job;
        return ResponseEntity.accepted().location(URI.create(link)).body(new JobLink(job, link));
    }

    private Map<Long, Expectation> expected(Permit permit, List<GrantView> grants) {
        var comparing = expectedAccess.getIfAvailable();
        return comparing == null
                ? Map.of()
                : transactions.tenant(permit.tenant(), tx -> comparing.of(tx, grants));
    }

    private static <T, J> ObservedSlice<J> slice(RegisterLists.Found<T> found,
            java.util.function.Function<T, J> json) {
        return new ObservedSlice<>(found.items().stream().map(json).toList(), found.nextCursor(),
                found.age().observedAt(), found.age().completeness());
    }

    /** Settings are kept as the JSON text that was read; what is no JSON is given as the text it is. */
    private JsonNode value(String text) {
        try {
            return json.readTree(text);
        } catch (JacksonException noJson) {
            return StringNode.valueOf(text);
        }
    }
}
