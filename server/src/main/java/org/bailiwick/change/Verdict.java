package org.bailiwick.change;

import java.util.List;
import org.bailiwick.change.ChangeOrder.FoundPath;
import org.bailiwick.proof.Json;

/** What reading the tenant's system again says about a change, with the reads it rests on. */
sealed interface Verdict {
    /** Every read that was made, with its requests and the hashes of their answers, for the record. */
    Json reads();

    /** Two reads in a row show what was wanted: the access has ended over every path, or the account is as set. */
    record Ended(Json reads) implements Verdict {}

    /** What was to change is as before: the access is still there, or the account is not as set. */
    record Held(List<FoundPath> paths, Json reads) implements Verdict {}

    record Unreachable(String reason, Json reads) implements Verdict {}

    record NotProven(String reason, Json reads) implements Verdict {}
}
