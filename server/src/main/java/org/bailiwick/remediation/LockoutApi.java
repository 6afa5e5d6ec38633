package org.bailiwick.remediation;

import io.swagger.v3.oas.annotations.Operation;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import org.bailiwick.authority.Permit;
import org.bailiwick.authority.Principal;
import org.bailiwick.authority.WhereAllowed;
import org.bailiwick.change.ChangeOrder;
import org.bailiwick.decision.TicketBody;
import org.bailiwick.platform.TenantId;
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
    private final UnlockOverTenants overTenants;
    private final WhereAllowed whereAllowed;

    LockoutApi(FindLockouts find, UnlockAccounts unlock, UnlockOverTenants overTenants, WhereAllowed whereAllowed) {
        this.find = find;
        this.unlock = unlock;
        this.overTenants = overTenants;
        this.whereAllowed = whereAllowed;
    }

    /**
     * @param more whether others are locked too that are not listed
     * @param notKnown accounts of people of which the system did not tell whether they are locked
     * @param notRead tenants of which it is not known who else is locked out, as their accounts were not read completely, or
     *        may not be read by who asks
     */
    record LockoutsJson(List<LockoutJson> items, boolean more, long notKnown, List<UUID> notRead) {}

    record Body(@Nullable List<UUID> accounts, @Nullable String justification, @Nullable TicketBody ticket) {
        UnlockAccounts.Request request() {
            return new UnlockAccounts.Request(accounts == null ? Set.of() : Set.copyOf(accounts),
                    justification == null ? "" : justification, Optional.ofNullable(ticket).map(TicketBody::ticket));
        }
    }

    record ChosenJson(@Nullable UUID tenant, @Nullable UUID account) {}

    record OverTenantsBody(@Nullable List<ChosenJson> accounts, @Nullable String justification,
            @Nullable TicketBody ticket) {
        UnlockOverTenants.Request request() {
            var chosen = accounts == null ? List.<ChosenJson>of() : accounts;
            return new UnlockOverTenants.Request(chosen.stream().map(OverTenantsBody::chosen)
                    .collect(Collectors.toSet()), justification == null ? "" : justification,
                    Optional.ofNullable(ticket).map(TicketBody::ticket));
        }

        private static UnlockOverTenants.Chosen chosen(ChosenJson each) {
            if (each.tenant() == null || each.account() == null) {
                throw new RefusedException(UnlockRefusals.ofAll(new UnlockProblem.NothingNamed()));
            }
            return new UnlockOverTenants.Chosen(each.tenant(), each.account());
        }
    }

    record Why(String type, String detail) {
        static Why of(VisibleTenant tenant, UnlockProblem problem) {
            var refusal = UnlockRefusals.of(tenant, problem);
            return new Why(refusal.name(), refusal.detail());
        }
    }

    /**
     * @param changes one for each account of this tenant; none where a problem stands
     * @param problem why nothing was ordered in this tenant
     */
    record AnswerJson(UUID tenant, List<String> changes, @Nullable Why problem) {}

    record AnswersJson(List<AnswerJson> items) {}

    /** @param changes one for each account */
    record OrderedJson(List<String> changes) {}

    @GetMapping("/oversight/lockouts")
    @Access(capability = "oversight.read", scope = Access.Reach.OVERSIGHT)
    @Operation(operationId = "overseeLockouts", summary = "Who is locked out, over the tenants one may see")
    LockoutsJson all(Permit permit, Scope scope) {
        var found = find.over(permit, scope.ids());
        var where = mayUnlock(permit);
        return new LockoutsJson(found.locked().stream().flatMap(
                lockout -> scope.find(lockout.tenant()).map(
                        tenant -> LockoutJson.of(tenant, lockout, where.contains(tenant.id()))).stream())
                .toList(), found.more(), found.notKnown(),
                found.notRead().stream()
                        .flatMap(each -> scope.find(each).stream()).map(VisibleTenant::publicId).sorted().toList());
    }

    @PostMapping("/oversight/lockouts/unlock")
    @Access(capability = "oversight.read", scope = Access.Reach.OVERSIGHT)
    @Operation(operationId = "unlockOverTenants", summary = "Unlock accounts of several tenants; in each all or none")
    AnswersJson unlockOverTenants(Permit permit, Scope scope, @RequestBody OverTenantsBody body) {
        return new AnswersJson(overTenants.unlock(permit, scope, body.request())
                .orThrow(problem -> new RefusedException(UnlockRefusals.ofAll(problem))).stream()
                .map(LockoutApi::json).toList());
    }

    private static AnswerJson json(UnlockOverTenants.Answer answer) {
        var tenant = answer.tenant();
        return switch (answer) {
            case UnlockOverTenants.Answer.Ordered(var same, var changes) -> new AnswerJson(tenant.publicId(),
                    links(tenant, changes), null);
            case UnlockOverTenants.Answer.Denied(var same, var reason) -> new AnswerJson(tenant.publicId(), List.of(),
                    new Why("not-permitted", reason));
            case UnlockOverTenants.Answer.Refused(var same, var problem) -> new AnswerJson(tenant.publicId(),
                    List.of(), Why.of(tenant, problem));
        };
    }

    private static List<String> links(VisibleTenant tenant, List<ChangeOrder> changes) {
        return changes.stream()
                .map(change -> "/api/v1/tenants/%s/changes/%s".formatted(tenant.publicId(), change.publicId()))
                .toList();
    }

    @GetMapping("/tenants/{tenant}/lockouts")
    @Access(capability = "register.read", scope = Access.Reach.TENANT)
    @Operation(operationId = "listLockouts", summary = "Who is locked out in a tenant, since when and why")
    LockoutsJson one(Permit permit, VisibleTenant tenant) {
        var found = find.in(tenant.id());
        boolean mayUnlock = mayUnlock(permit).contains(tenant.id());
        return new LockoutsJson(
                found.locked().stream().map(lockout -> LockoutJson.of(tenant, lockout, mayUnlock)).toList(),
                found.more(), found.notKnown(), found.notRead().isEmpty() ? List.of() : List.of(tenant.publicId()));
    }

    /** No program unlocks by itself. */
    private Set<TenantId> mayUnlock(Permit permit) {
        return permit.principal() instanceof Principal.Person person
                ? whereAllowed.tenants(person.id(), UnlockAccounts.CAPABILITY)
                : Set.of();
    }

    @PostMapping("/tenants/{tenant}/lockouts/unlock")
    @ResponseStatus(HttpStatus.CREATED)
    @Access(capability = "account.unlock", scope = Access.Reach.TENANT)
    @Operation(operationId = "unlockAccounts", summary = "Unlock accounts; each gets a change of its own, all or none")
    OrderedJson unlock(Permit permit, VisibleTenant tenant, @RequestBody Body body) {
        return new OrderedJson(links(tenant, unlock.unlock(permit, body.request())
                .orThrow(problem -> new RefusedException(UnlockRefusals.of(tenant, problem)))));
    }
}
