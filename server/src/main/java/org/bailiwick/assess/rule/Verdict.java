package org.bailiwick.assess.rule;

import java.util.List;

/** What a rule says about one subject. */
public sealed interface Verdict {
    /** @param reasons each a fact that the rule rests on */
    record Found(Severity severity, String title, List<String> reasons) implements Verdict {
        public Found {
            reasons = List.copyOf(reasons);
        }
    }

    record Clear() implements Verdict {}

    /** What was read does not suffice to judge. */
    record NotKnown(String why) implements Verdict {}
}
