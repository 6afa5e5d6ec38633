package org.bailiwick.finding;

import org.bailiwick.platform.PlatformClock;
import org.bailiwick.platform.WorkHandler;
import org.bailiwick.platform.WorkItem;
import org.springframework.stereotype.Component;

/**
 * Asks every rule about one tenant. Ordered whenever something that rules look at has changed otherwise than by a
 * reading, and once a day besides.
 */
@Component
final class JudgeTenant implements WorkHandler {
    static final String KIND = "judge";
    static final long DAILY = 0;

    private final AskRules rules;
    private final PlatformClock clock;

    JudgeTenant(AskRules rules, PlatformClock clock) {
        this.rules = rules;
        this.clock = clock;
    }

    @Override
    public String kind() {
        return KIND;
    }

    @Override
    public Outcome handle(WorkItem item) {
        rules.all(item.tenant());
        return item.subject() == DAILY ? Outcome.again(clock.now().plus(AskRules.DAY)) : Outcome.done();
    }
}
