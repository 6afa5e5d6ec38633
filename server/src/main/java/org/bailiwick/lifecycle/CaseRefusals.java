package org.bailiwick.lifecycle;

import java.util.List;
import java.util.Map;
import org.bailiwick.web.Refusal;
import org.springframework.http.HttpStatus;

/** How a refused case is said to whoever asked; the one switch over {@link CaseProblem}. */
final class CaseRefusals {
    private CaseRefusals() {}

    static Refusal of(CaseProblem problem) {
        return switch (problem) {
            case CaseProblem.SubjectNotFound missing -> Refusal.notFound();
            case CaseProblem.CaseNotFound missing -> Refusal.notFound();
            case CaseProblem.NotStaff other -> Refusal.of(HttpStatus.CONFLICT, "leaver-not-staff",
                    "not one of your own people",
                    "your own directory does not know this person; each tenant decides about its own people");
            case CaseProblem.NotAllTenants hidden -> Refusal.of(HttpStatus.FORBIDDEN, "leaver-not-all-tenants",
                    "not every tenant concerned is yours to act in",
                    "you may not end access in every tenant concerned; ask the risk owner to open the case");
            case CaseProblem.OwnAccess own -> Refusal.of(HttpStatus.FORBIDDEN, "own-access",
                    "nobody decides about their own access", "this is yourself; ask somebody else to open the case");
            case CaseProblem.NothingLeft nothing -> Refusal.of(HttpStatus.CONFLICT, "leaver-nothing-left",
                    "there is nothing to end", "no tenant shows access of this person, and every tenant is known");
            case CaseProblem.Changed changed -> Refusal.of(HttpStatus.CONFLICT, "leaver-changed",
                    "it is not what you were shown", "something changed since; look again and confirm that");
            case CaseProblem.ReasonMissing missing -> invalid("/justification",
                    "say why, so that whoever reads the record understands it");
            case CaseProblem.TicketMissing missing -> invalid("/ticket", "name the ticket's `system` and its `key`");
            case CaseProblem.AlreadyOpen(var open) -> new Refusal(HttpStatus.CONFLICT, "leaver-case-open",
                    "a case about this person is open", "follow the open case instead",
                    Map.of("case", "/api/v1/oversight/leaver-cases/" + open, "console", "/all/leavers/" + open));
            case CaseProblem.NotOpen(var state) -> Refusal.of(HttpStatus.CONFLICT, "leaver-case-over",
                    "the case is over", "it is %s; open another one where there is access again"
                            .formatted(state.text()));
            case CaseProblem.TenantNotInCase other -> invalid("/tenant", "name a tenant that this case concerns");
            case CaseProblem.OwnDirectoryStays own -> Refusal.of(HttpStatus.CONFLICT, "leaver-own-directory",
                    "your own directory stays in the case",
                    "whoever leaves is at home there; disable the account in it and have it read again");
            case CaseProblem.NothingToTakeOut(var stand) -> Refusal.of(HttpStatus.CONFLICT,
                    "leaver-nothing-to-take-out", "there is nothing to take out",
                    "the case stands there as %s already; look again".formatted(stand.text()));
            case CaseProblem.NotTakenOut in -> Refusal.of(HttpStatus.CONFLICT, "leaver-not-taken-out",
                    "the tenant is not out of the case", "nobody took it out, or it was put back; look again");
            case CaseProblem.NewerCase(var newer) -> new Refusal(HttpStatus.CONFLICT, "leaver-newer-case",
                    "there is a newer case about this person", "follow that one; it looks at every tenant",
                    Map.of("case", "/api/v1/oversight/leaver-cases/" + newer, "console", "/all/leavers/" + newer));
            case CaseProblem.NothingToOrder nothing -> Refusal.of(HttpStatus.CONFLICT, "leaver-nothing-to-order",
                    "nothing is left to order",
                    "what is open is under way, waits for somebody, is not known, or is in a system that is disconnected; connect that one again first");
        };
    }

    private static Refusal invalid(String pointer, String detail) {
        return new Refusal(HttpStatus.UNPROCESSABLE_CONTENT, "leaver-incomplete", "the leaver case is not complete",
                detail, Map.of("errors", List.of(Map.of("pointer", pointer, "detail", detail))));
    }
}
