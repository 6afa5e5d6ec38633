package org.bailiwick.lifecycle;

import java.util.UUID;

/** Why a leaver case was not opened, continued or cancelled; nothing was ordered then. */
public sealed interface CaseProblem {
    record SubjectNotFound() implements CaseProblem {}

    /** Nobody whom the MSP's own directory knows: a tenant decides about its own people. */
    record NotStaff() implements CaseProblem {}

    /** Names no tenant: whoever may not see one must not learn which it is. */
    record NotAllTenants() implements CaseProblem {}

    record OwnAccess() implements CaseProblem {}

    record NothingLeft() implements CaseProblem {}

    record Changed() implements CaseProblem {}

    record ReasonMissing() implements CaseProblem {}

    record TicketMissing() implements CaseProblem {}

    record AlreadyOpen(UUID leaverCase) implements CaseProblem {}

    record CaseNotFound() implements CaseProblem {}

    record NotOpen(CaseState state) implements CaseProblem {}

    /** Not known to the case, or not for this person to see. */
    record TenantNotInCase() implements CaseProblem {}

    /** Whoever leaves is at home there. */
    record OwnDirectoryStays() implements CaseProblem {}

    /** It has ended there, or the tenant is out already. */
    record NothingToTakeOut(Stand stand) implements CaseProblem {}

    /** Put back can only be what is out. */
    record NotTakenOut() implements CaseProblem {}

    /** About the same person; it looks at every tenant itself. */
    record NewerCase(UUID leaverCase) implements CaseProblem {}

    record NothingToOrder() implements CaseProblem {}
}
