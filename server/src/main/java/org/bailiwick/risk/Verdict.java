package org.bailiwick.risk;

import java.util.List;
import org.bailiwick.finding.Severity;

/** What a rule says about one subject. */
public sealed interface Verdict {
    record Fine() implements Verdict {}

    /**
     * @param title names the subject
     * @param reasons sentences, each with its fact; dates, not ages, so that they read the same tomorrow
     */
    record Found(Severity severity, String title, List<String> reasons) implements Verdict {
        public Found {
            reasons = List.copyOf(reasons);
        }
    }

    /** @param why in words for an operator */
    record NotKnown(String why) implements Verdict {}
}
