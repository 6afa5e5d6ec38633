package org.bailiwick.register;

import java.util.List;
import java.util.UUID;

/**
 * An identity that may be somebody's or some service's of another subject, and waits for a person's word. It counts for
 * nobody until then.
 *
 * @param displayName of the identity, {@code subjectName} of whom it may be
 * @param confidence {@code possible} or {@code likely}
 * @param signs sentences without their full stop
 */
public record Proposal(SubjectView.TenantRef tenant, UUID identity, String kind, String displayName, String username,
        UUID subject, String subjectName, String confidence, List<String> signs) {
    public Proposal {
        signs = List.copyOf(signs);
    }

    /** Where the word is said. */
    public String path() {
        return "/all/identities/%s#like-%s".formatted(subject, identity);
    }
}
