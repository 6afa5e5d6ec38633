package org.bailiwick.pattern;

import java.util.List;
import org.bailiwick.finding.Severity;
import org.bailiwick.web.VisibleTenant;

/**
 * One pattern, with what is asked of it alone.
 *
 * @param here by tenant, the worst first
 * @param history oldest first
 */
public record WholePattern(PatternView view, List<Here> here, List<PatternEvent> history) {
    public WholePattern {
        here = List.copyOf(here);
        history = List.copyOf(history);
    }

    /** In one tenant. */
    public record Here(VisibleTenant tenant, Severity worst, long open, long ending) {}
}
