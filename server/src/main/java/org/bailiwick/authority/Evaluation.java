package org.bailiwick.authority;

import java.util.UUID;

/** What the decision point answers (AuthZEN calls it an access evaluation). Nothing else is ever a yes. */
public sealed interface Evaluation {
    record Permitted(Permit permit) implements Evaluation {}

    /**
     * @param visible whether the principal may know of the tenant at all: if not, the answer is the same 404 as for a
     *        tenant that does not exist
     * @param reason for the record and, where visible, for the person: what is missing and what to do next
     */
    record Denied(UUID evaluation, boolean visible, String reason) implements Evaluation {}
}
