package org.bailiwick.remediation;

import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import org.bailiwick.authority.DecisionPoint;
import org.bailiwick.authority.Evaluation;
import org.bailiwick.authority.Permit;
import org.bailiwick.authority.Principal;
import org.bailiwick.authority.WhereAllowed;
import org.bailiwick.connector.Inert;
import org.bailiwick.decision.Ticket;
import org.bailiwick.platform.TenantId;
import org.bailiwick.platform.Transactions;
import org.bailiwick.web.Access;
import org.bailiwick.web.Redirect;
import org.bailiwick.web.Refusal;
import org.bailiwick.web.RefusedException;
import org.bailiwick.web.Scope;
import org.bailiwick.web.View;
import org.bailiwick.web.VisibleTenant;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;

/** The list of who is locked out, in one tenant and over all, to unlock from. */
@Controller
final class LockoutPages {
    private static final int LONGEST_USERNAME = 255;

    private final FindLockouts find;
    private final UnlockAccounts unlock;
    private final UnlockOverTenants overTenants;
    private final WhereAllowed whereAllowed;
    private final DecisionPoint decisionPoint;
    private final Transactions transactions;

    LockoutPages(FindLockouts find, UnlockAccounts unlock, UnlockOverTenants overTenants, WhereAllowed whereAllowed,
            DecisionPoint decisionPoint, Transactions transactions) {
        this.find = find;
        this.unlock = unlock;
        this.overTenants = overTenants;
        this.whereAllowed = whereAllowed;
        this.decisionPoint = decisionPoint;
        this.transactions = transactions;
    }

    @GetMapping("/all/lockouts")
    @Access(capability = "oversight.read", scope = Access.Reach.OVERSIGHT)
    View all(Permit permit, Scope scope) {
        var found = find.over(permit, scope.ids());
        var where = permit.principal() instanceof Principal.Person person
                ? whereAllowed.tenants(person.id(), UnlockAccounts.CAPABILITY)
                : Set.<TenantId>of();
        return View.of("remediation/lockouts.jte", new LockoutsPage(null, found.locked().stream().flatMap(
                lockout -> scope.find(lockout.tenant()).map(
                        tenant -> new LockoutsPage.Row(tenant, lockout, where.contains(tenant.id()))).stream())
                .toList(), found.more(), found.notKnown(), notRead(scope, found),
                where.isEmpty() ? "you have the authority to in no tenant" : null, null));
    }

    /** @param account {@code TENANT/ACCOUNT}, both public ids */
    @PostMapping("/all/lockouts")
    @Access(capability = "oversight.read", scope = Access.Reach.OVERSIGHT)
    Redirect unlockAll(Permit permit, Scope scope, @RequestParam(defaultValue = "") List<String> account,
            @RequestParam(defaultValue = "") String justification,
            @RequestParam(defaultValue = "") String ticketSystem, @RequestParam(defaultValue = "") String ticketKey) {
        var chosen = account.stream().map(LockoutPages::chosen).collect(Collectors.toSet());
        var answers = overTenants
                .unlock(permit, scope,
                        new UnlockOverTenants.Request(chosen, justification, Ticket.typed(ticketSystem, ticketKey)))
                .orThrow(problem -> new RefusedException(UnlockRefusals.ofAll(problem)));
        return Redirect.to("/all/lockouts").withNotice(UnlockWords.of(answers));
    }

    private static UnlockOverTenants.Chosen chosen(String value) {
        try {
            int slash = value.indexOf('/');
            return new UnlockOverTenants.Chosen(UUID.fromString(value.substring(0, Math.max(slash, 0))),
                    UUID.fromString(value.substring(slash + 1)));
        } catch (IllegalArgumentException malformed) {
            throw new RefusedException(Refusal.notFound());
        }
    }

    @GetMapping("/t/{tenant}/lockouts")
    @Access(capability = "register.read", scope = Access.Reach.TENANT)
    View one(VisibleTenant tenant, Principal.Person person, @RequestParam(defaultValue = "") String username) {
        var found = find.in(tenant.id());
        var mayNot = mayNotUnlock(tenant, person);
        var asked = Inert.text(username.strip(), LONGEST_USERNAME);
        var named = asked.isEmpty()
                ? null
                : new LockoutsPage.Named(asked, find.named(tenant.id(), asked).stream()
                        .map(account -> new LockoutsPage.Row(tenant, account, mayNot == null)).toList());
        return View.of("remediation/lockouts.jte", new LockoutsPage(tenant, found.locked().stream()
                .map(lockout -> new LockoutsPage.Row(tenant, lockout, mayNot == null)).toList(), found.more(),
                found.notKnown(), found.notRead().isEmpty() ? List.of() : List.of(tenant), mayNot, named));
    }

    private static List<VisibleTenant> notRead(Scope scope, Lockouts found) {
        return found.notRead().stream().flatMap(each -> scope.find(each).stream())
                .sorted(Comparator.comparing(VisibleTenant::name)).toList();
    }

    @PostMapping("/t/{tenant}/lockouts")
    @Access(capability = "account.unlock", scope = Access.Reach.TENANT)
    Redirect unlock(Permit permit, VisibleTenant tenant, @RequestParam(defaultValue = "") List<UUID> account,
            @RequestParam(defaultValue = "") String justification,
            @RequestParam(defaultValue = "") String ticketSystem, @RequestParam(defaultValue = "") String ticketKey) {
        var ticket = Ticket.typed(ticketSystem, ticketKey);
        var ordered = unlock.unlock(permit, new UnlockAccounts.Request(Set.copyOf(account), justification, ticket))
                .orThrow(problem -> new RefusedException(UnlockRefusals.of(tenant, problem)));
        var notice = "%d %s ordered; none is verified before the system was read again".formatted(ordered.size(),
                ordered.size() == 1 ? "unlock is" : "unlocks are");
        return ordered.size() == 1
                ? Redirect.to("/t/%s/changes/%s".formatted(tenant.shortName(), ordered.getFirst().publicId()))
                        .withNotice(notice)
                : Redirect.to("/t/%s/changes".formatted(tenant.shortName())).withNotice(notice);
    }

    private @Nullable String mayNotUnlock(VisibleTenant tenant, Principal.Person person) {
        return transactions.tenant(tenant.id(),
                tx -> switch (decisionPoint.decide(tx, person, UnlockAccounts.CAPABILITY)) {
                    case Evaluation.Permitted permitted -> Optional.<String>empty();
                    case Evaluation.Denied denied -> Optional.of(denied.reason());
                }).orElse(null);
    }
}
