package org.bailiwick.remediation;

import java.util.List;
import java.util.Map;
import org.bailiwick.web.Refusal;
import org.bailiwick.web.VisibleTenant;
import org.springframework.http.HttpStatus;

/** How a refused unlock is said to whoever asked; the one switch over {@link UnlockProblem}. */
final class UnlockRefusals {
    /** What can be done for somebody who is to come back, for whom nothing is unlocked. */
    static final String COMING_BACK = "answer or take back what is asked for, or have the account enabled in the system itself and all accounts there read again";

    private UnlockRefusals() {}

    /** What is wrong with a request over several tenants as a whole, before any of them is looked at. */
    static Refusal ofAll(UnlockProblem problem) {
        return switch (problem) {
            case UnlockProblem.ReasonMissing missing -> reasonMissing();
            case UnlockProblem.TicketIncomplete incomplete -> ticketIncomplete();
            case UnlockProblem.NothingNamed nothing -> nothingNamed();
            case UnlockProblem.TooMany(var most) -> tooMany(most);
            case UnlockProblem.AccountNotFound missing -> Refusal.notFound();
            case UnlockProblem.OwnAccount own -> throw new IllegalStateException("a tenant's own answer: " + own);
            case UnlockProblem.UnlockOpen open -> throw new IllegalStateException("a tenant's own answer: " + open);
            case UnlockProblem.AccessEnded ended -> throw new IllegalStateException("a tenant's own answer: " + ended);
            case UnlockProblem.Disconnected gone -> throw new IllegalStateException("a tenant's own answer: " + gone);
        };
    }

    static Refusal of(VisibleTenant tenant, UnlockProblem problem) {
        return switch (problem) {
            case UnlockProblem.AccountNotFound missing -> Refusal.notFound();
            case UnlockProblem.OwnAccount own -> Refusal.of(HttpStatus.FORBIDDEN, "own-access",
                    "nobody decides about their own access",
                    "one of the accounts is your own; ask somebody else who unlocks in this tenant");
            case UnlockProblem.UnlockOpen(var account, var change) -> new Refusal(HttpStatus.CONFLICT, "change-open",
                    "an unlock of this account is under way", "follow the change instead",
                    Map.of("change", "/api/v1/tenants/%s/changes/%s".formatted(tenant.publicId(), change), "console",
                            "/t/%s/changes/%s".formatted(tenant.shortName(), change)));
            case UnlockProblem.Disconnected(var account, var system) -> Refusal.of(HttpStatus.CONFLICT,
                    "system-disconnected", "the system is disconnected",
                    "`%s` was disconnected, so the account `%s` cannot be unlocked from here; connect it again and have it read, or unlock it in the system itself"
                            .formatted(system, account));
            case UnlockProblem.AccessEnded(var account, var why) -> Refusal.of(HttpStatus.CONFLICT, "access-ended",
                    "the account is to be disabled",
                    "of `%s`, %s; unlocking it could let it in again: %s".formatted(account, why, COMING_BACK));
            case UnlockProblem.ReasonMissing missing -> reasonMissing();
            case UnlockProblem.TicketIncomplete incomplete -> ticketIncomplete();
            case UnlockProblem.NothingNamed nothing -> nothingNamed();
            case UnlockProblem.TooMany(var most) -> tooMany(most);
        };
    }

    private static Refusal reasonMissing() {
        return invalid("/justification", "say why, so that whoever reads the record understands it");
    }

    private static Refusal ticketIncomplete() {
        return invalid("/ticket", "name both the ticket's `system` and its `key`, or leave the ticket out");
    }

    private static Refusal nothingNamed() {
        return invalid("/accounts", "name at least one account");
    }

    private static Refusal tooMany(int most) {
        return invalid("/accounts", "name at most %d accounts at once".formatted(most));
    }

    private static Refusal invalid(String pointer, String detail) {
        return new Refusal(HttpStatus.UNPROCESSABLE_CONTENT, "unlock-incomplete", "the unlock is not complete", detail,
                Map.of("errors", List.of(Map.of("pointer", pointer, "detail", detail))));
    }
}
