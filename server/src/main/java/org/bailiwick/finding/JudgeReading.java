package org.bailiwick.finding;

import org.bailiwick.platform.WorkHandler;
import org.bailiwick.platform.WorkItem;
import org.springframework.stereotype.Component;

/** After a reading: asks the rules that look at something which it found to be another. */
@Component
final class JudgeReading implements WorkHandler {
    static final String KIND = "judge reading";

    private final AskRules rules;

    JudgeReading(AskRules rules) {
        this.rules = rules;
    }

    @Override
    public String kind() {
        return KIND;
    }

    @Override
    public Outcome handle(WorkItem item) {
        rules.whereTheBasisIsAnother(item.tenant());
        return Outcome.done();
    }
}
