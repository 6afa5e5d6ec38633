package org.bailiwick.estate;

import io.swagger.v3.oas.annotations.Operation;
import java.net.URI;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import org.bailiwick.authority.Permit;
import org.bailiwick.web.Access;
import org.bailiwick.web.Scope;
import org.bailiwick.web.Slice;
import org.bailiwick.web.Unnarrowed;
import org.jspecify.annotations.Nullable;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/** Tags of a tenant, and the MSP's tenant sets. */
@RestController
@RequestMapping("/api/v1")
final class EstateApi {
    private final TenantTags tags;
    private final TenantSets sets;
    private final ChosenTenants chosen;

    EstateApi(TenantTags tags, TenantSets sets, ChosenTenants chosen) {
        this.tags = tags;
        this.sets = sets;
        this.chosen = chosen;
    }

    record TagsJson(@Nullable List<String> tags) {}

    /** @param members short names of customers */
    record SetBody(@Nullable String name, @Nullable List<String> members) {}

    record SetJson(UUID id, String name, String owner, List<MemberJson> members) {
        static SetJson of(TenantSet set) {
            return new SetJson(set.id(), set.name(), set.owner(), set.members().stream()
                    .map(each -> new MemberJson(each.publicId(), each.shortName(), each.name())).toList());
        }
    }

    /** @param subject under which the MSP's identity provider knows the new owner */
    record OwnerBody(@Nullable String subject) {}

    record OwnerJson(String subject, String name) {}

    record MemberJson(UUID id, String shortName, String name) {}

    @GetMapping("/tags")
    @Access(scope = Access.Reach.SIGNED_IN)
    @Operation(operationId = "listTags", summary = "The tags of the customers that you may see; each of them narrows a list over tenants, as its `tag`")
    Slice<String> used(@Unnarrowed Scope scope) {
        return new Slice<>(chosen.tagsOfCustomers(scope), null);
    }

    @GetMapping("/tenants/{tenant}/tags")
    @Access(capability = "tenant.read", scope = Access.Reach.TENANT)
    @Operation(operationId = "getTags", summary = "The tags of a tenant")
    TagsJson tags(Permit permit) {
        return new TagsJson(tags.of(permit));
    }

    @PutMapping("/tenants/{tenant}/tags")
    @Access(capability = "tenant.manage", scope = Access.Reach.TENANT)
    @Operation(operationId = "setTags", summary = "Give a tenant these tags in the place of those before")
    TagsJson tag(Permit permit, @RequestBody TagsJson body) {
        return new TagsJson(tags.set(permit, Objects.requireNonNullElse(body.tags(), List.of()))
                .orThrow(EstateRefusals::of));
    }

    @GetMapping("/oversight/tenant-sets")
    @Access(capability = "oversight.read", scope = Access.Reach.OVERSIGHT)
    @Operation(operationId = "listTenantSets", summary = "Tenant sets, with the members that one may see")
    Slice<SetJson> sets(Scope scope) {
        return new Slice<>(sets.list(scope).stream().map(SetJson::of).toList(), null);
    }

    @PostMapping("/tenant-sets")
    @Access(capability = "tenant.manage", scope = Access.Reach.MSP)
    @Operation(operationId = "createTenantSet", summary = "Make a tenant set of these customers")
    ResponseEntity<SetJson> create(Permit permit, Scope scope, @RequestBody SetBody body) {
        var made = sets.create(permit, scope, Objects.requireNonNullElse(body.name(), ""),
                Objects.requireNonNullElse(body.members(), List.of())).orThrow(EstateRefusals::of);
        return ResponseEntity.created(URI.create("/api/v1/tenant-sets/" + made.id())).body(SetJson.of(made));
    }

    @PutMapping("/tenant-sets/{set}")
    @Access(capability = "tenant.manage", scope = Access.Reach.MSP)
    @Operation(operationId = "changeTenantSet", summary = "Give a tenant set this name and these customers")
    SetJson change(Permit permit, Scope scope, @PathVariable UUID set, @RequestBody SetBody body) {
        return SetJson.of(sets.change(permit, scope, set, Objects.requireNonNullElse(body.name(), ""),
                Objects.requireNonNullElse(body.members(), List.of())).orThrow(EstateRefusals::of));
    }

    @GetMapping("/tenant-sets/owners")
    @Access(capability = "tenant.manage", scope = Access.Reach.MSP)
    @Operation(operationId = "listPossibleSetOwners", summary = "Who may answer for a tenant set")
    Slice<OwnerJson> owners() {
        return new Slice<>(sets.possibleOwners().stream().map(each -> new OwnerJson(each.subject(), each.name()))
                .toList(), null);
    }

    @PutMapping("/tenant-sets/{set}/owner")
    @Access(capability = "tenant.manage", scope = Access.Reach.MSP)
    @Operation(operationId = "handOverTenantSet", summary = "Have somebody else answer for a tenant set")
    SetJson handOver(Permit permit, Scope scope, @PathVariable UUID set, @RequestBody OwnerBody body) {
        return SetJson.of(sets.handOver(permit, scope, set, Objects.requireNonNullElse(body.subject(), ""))
                .orThrow(EstateRefusals::of));
    }

    @DeleteMapping("/tenant-sets/{set}")
    @Access(capability = "tenant.manage", scope = Access.Reach.MSP)
    @Operation(operationId = "endTenantSet", summary = "End a tenant set; its history stays")
    ResponseEntity<Void> end(Permit permit, Scope scope, @PathVariable UUID set) {
        sets.end(permit, scope, set).orThrow(EstateRefusals::of);
        return ResponseEntity.noContent().build();
    }
}
