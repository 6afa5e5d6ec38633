package org.bailiwick.assess.rule;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;

/** A secret, key or certificate that has not been changed for a year, or is past its end. */
public final class CredentialOverdue {
    public static final String RULE = "credential-overdue";

    private static final Duration LONGEST = Duration.ofDays(365);

    private CredentialOverdue() {}

    public static Verdict judge(CredentialFacts credential, Instant now) {
        var created = credential.createdAt();
        var expires = credential.expiresAt();
        var reasons = new ArrayList<String>();
        if (created != null && created.plus(LONGEST).isBefore(now)) {
            reasons.add("the %s was created %s ago; a year is the longest"
                    .formatted(credential.kind(), StaleAdmin.days(created, now)));
        }
        if (expires != null && expires.isBefore(now)) {
            reasons.add("the %s has been past its end for %s"
                    .formatted(credential.kind(), StaleAdmin.days(expires, now)));
        }
        if (!reasons.isEmpty()) {
            credential.held().ifPresent(tier -> reasons.add("with it %s rights are reached".formatted(tier.word())));
            return new Verdict.Found(credential.held().isPresent() ? Severity.HIGH : Severity.MODERATE,
                    "%s overdue".formatted(credential.kind()), reasons);
        }
        return created == null
                ? new Verdict.NotKnown("when the %s was created is not told".formatted(credential.kind()))
                : new Verdict.Clear();
    }
}
