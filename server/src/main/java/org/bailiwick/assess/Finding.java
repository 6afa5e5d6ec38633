package org.bailiwick.assess;

import java.util.List;
import org.bailiwick.assess.rule.Severity;
import org.bailiwick.assess.rule.Verdict;
import org.bailiwick.connector.Observed.Entitlement;

/**
 * A risk that shows in an export.
 *
 * @param subjectKind {@code account}, {@code client} or {@code realm}
 * @param path over which the subject holds what makes it a risk; empty where that plays no part
 */
record Finding(String rule, Severity severity, String subjectKind, String subject, String title,
        List<String> reasons, List<Entitlement> path) {
    Finding {
        reasons = List.copyOf(reasons);
        path = List.copyOf(path);
    }

    static Finding of(String rule, String subjectKind, String subject, Verdict.Found found, List<Entitlement> path) {
        return new Finding(rule, found.severity(), subjectKind, subject, found.title(), found.reasons(), path);
    }
}
