package org.bailiwick.risk;

import java.time.Instant;
import java.util.ArrayList;
import org.bailiwick.finding.Severity;

/** A secret that is older than a year or past its end (OWASP NHI7, long-lived secrets). */
public final class CredentialOverdue {
    public static final String RULE = "credential-overdue";

    private CredentialOverdue() {}

    public static Verdict judge(CredentialFacts credential, Instant now) {
        var reasons = new ArrayList<String>();
        var created = credential.createdAt();
        var expires = credential.expiresAt();
        if (expires != null && expires.isBefore(now)) {
            reasons.add("the %s of `%s` ended on %s and is there still".formatted(credential.kind(),
                    credential.username(), Days.date(expires)));
        }
        boolean old = created != null && Days.before(created, Days.SECRET, now);
        if (created != null && old) {
            reasons.add("the %s of `%s` was made on %s, more than %d days ago".formatted(credential.kind(),
                    credential.username(), Days.date(created), Days.SECRET));
        }
        if (reasons.isEmpty()) {
            return created == null
                    ? new Verdict.NotKnown("the system does not say when it was made")
                    : new Verdict.Fine();
        }
        if (!credential.privileged().isEmpty()) {
            reasons.add(Held.sentence(credential.privileged()));
        }
        return new Verdict.Found(severity(credential, old),
                "The %s of `%s` is overdue".formatted(credential.kind(), credential.username()), reasons);
    }

    private static Severity severity(CredentialFacts credential, boolean old) {
        if (!old) {
            return Severity.LOW;
        }
        return credential.privileged().isEmpty() ? Severity.MODERATE : Severity.HIGH;
    }
}
