package org.bailiwick.finding;

import java.time.Instant;
import java.util.Optional;
import org.bailiwick.platform.TenantId;
import org.jspecify.annotations.Nullable;

/**
 * How many findings of one rule there are in one tenant, and of how much the rule knows nothing.
 *
 * @param ending of the decided ones, those that are to be revoked and that no reading has shown gone
 * @param known whether the rule could be asked at all; the counts are then as last known
 * @param notKnown subjects that could not be judged
 * @param asOf the age of what was judged
 */
public record RuleSummary(TenantId tenant, Rule rule, long critical, long high, long moderate, long low, long decided,
        long ending,
        boolean known, long notKnown, @Nullable String why, Instant asOf, Optional<Instant> oldestOpenAt) {
    /** What ends the reason of what nobody knows before a person has said it; the console leads from it to where it is said. */
    public static final String WAITS_FOR_A_WORD = "waits for a person's word";
    static final String TOO_OLD = "what it rests on was read too long ago; have the system read";
    /** Why nothing is known where no mail domain of the MSP is; the console leads from these words to where they are set. */
    public static final String NO_MAIL_DOMAINS = "nothing tells the MSP's people from the tenant's;"
            + " set the MSP's mail domains";

    /** What was read too long ago says nothing about now: the counts are as last known. */
    RuleSummary notKnownBefore(Instant fresh) {
        return !known || !asOf.isBefore(fresh)
                ? this
                : new RuleSummary(tenant, rule, critical, high, moderate, low, decided, ending, false, notKnown,
                        TOO_OLD, asOf, oldestOpenAt);
    }
}
