package org.bailiwick.remediation;

import io.swagger.v3.oas.annotations.Operation;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.bailiwick.authority.Permit;
import org.bailiwick.decision.TicketBody;
import org.bailiwick.web.Access;
import org.bailiwick.web.RefusedException;
import org.bailiwick.web.Scope;
import org.bailiwick.web.VisibleTenant;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/** Who is locked out, and unlocking them, for programs. */
@RestController
@RequestMapping("/api/v1")
final class LockoutApi {
    private final FindLockouts find;
    private final UnlockAccounts unlock;

    LockoutApi(FindLockouts find, UnlockAccounts unlock) {
        this.find = find;
        this.unlock = unlock;
    }

    /** @param notKnown accounts of people of which the system did not tell whether they are locked */
    record LockoutsJson(List<LockoutJson> items, long notKnown) {}

    record Body(@Nullable List<UUID> accounts, @Nullable String justification, @Nullable TicketBody ticket) {
        UnlockAccounts.Request request() {
            return new UnlockAccounts.Request(accounts == null ? Set.of() : Set.copyOf(accounts),
                    justification == null ? "" : justification, Optional.ofNullable(ticket).map(TicketBody::ticket));
        }
    }

    /** @param changes one for each account */
    record OrderedJson(List<String> changes) {}

    @GetMapping("/oversight/lockouts")
    @Access(capability = "oversight.read", scope = Access.Reach.OVERSIGHT)
    @Operation(operationId = "overseeLockouts", summary = "Who is locked out, over the tenants one may see")
    LockoutsJson all(Permit permit, Scope scope) {
        var found = find.over(permit, scope.ids());
        return new LockoutsJson(found.locked().stream().flatMap(
                lockout -> scope.find(lockout.tenant()).map(tenant -> LockoutJson.of(tenant, lockout)).stream())
                .toList(), found.notKnown());
    }

    @GetMapping("/tenants/{tenant}/lockouts")
    @Access(capability = "register.read", scope = Access.Reach.TENANT)
    @Operation(operationId = "listLockouts", summary = "Who is locked out in a tenant, since when and why")
    LockoutsJson one(VisibleTenant tenant) {
        var found = find.in(tenant.id());
        return new LockoutsJson(found.locked().stream().map(lockout -> LockoutJson.of(tenant, lockout)).toList(),
                found.notKnown());
    }

    @PostMapping("/tenants/{tenant}/lockouts/unlock")
    @ResponseStatus(HttpStatus.CREATED)
    @Access(capability = "account.unlock", scope = Access.Reach.TENANT)
    @Operation(operationId = "unlockAccounts", summary = "Unlock accounts; each gets a change of its own, all or none")
    OrderedJson unlock(Permit permit, VisibleTenant tenant, @RequestBody Body body) {
        return new OrderedJson(unlock.unlock(permit, body.request())
                .orThrow(problem -> new RefusedException(UnlockRefusals.of(tenant, problem))).stream()
                .map(change -> "/api/v1/tenants/%s/changes/%s".formatted(tenant.publicId(), change.publicId()))
                .toList());
    }
}
