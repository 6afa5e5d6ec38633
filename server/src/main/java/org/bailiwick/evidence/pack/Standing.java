package org.bailiwick.evidence.pack;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.bailiwick.evidence.control.ControlStanding;
import org.bailiwick.evidence.control.Coverage;
import org.bailiwick.evidence.control.Framework;

/**
 * How things stood in a tenant when its pack was built: what the entries of the period do not say by themselves.
 *
 * @param findings those not closed, the most urgent first
 * @param further findings that are not closed and not listed here
 * @param people who had a name in the tenant then, by inside id
 */
public record Standing(Instant at, String tenant, UUID tenantId, List<Framework> frameworks,
        List<ControlStanding> controls, List<OpenFinding> findings, long further, List<Long> people) {
    public Standing {
        frameworks = List.copyOf(frameworks);
        controls = List.copyOf(controls);
        findings = List.copyOf(findings);
        people = List.copyOf(people);
    }

    /**
     * What a rule found and nobody has ended.
     *
     * @param accepted whether somebody decided to live with it
     * @param owner who answers for it
     * @param due until when
     */
    public record OpenFinding(UUID id, String rule, String severity, String title, List<String> reasons,
            boolean accepted, Optional<String> change, String owner, Instant opened, Instant due) {
        public OpenFinding {
            reasons = List.copyOf(reasons);
        }

        public boolean overdue(Instant at) {
            return due.isBefore(at);
        }
    }

    public List<ControlStanding> of(Framework framework) {
        return controls.stream().filter(each -> each.control().framework().equals(framework.id())).toList();
    }

    public long count(Framework framework, Coverage coverage) {
        return of(framework).stream().filter(each -> each.coverage() == coverage).count();
    }
}
