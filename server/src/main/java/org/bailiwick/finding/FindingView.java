package org.bailiwick.finding;

import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.bailiwick.authority.Side;
import org.bailiwick.platform.PersonId;
import org.bailiwick.platform.TenantId;
import org.jspecify.annotations.Nullable;
import org.springframework.web.util.UriComponentsBuilder;

/**
 * A finding as people read it.
 *
 * @param decision {@code kept} or {@code revoke ordered}; null while undecided
 * @param change public id of the change that is to end it
 * @param side who answers for it
 * @param owner who was named to settle it; null is nobody
 * @param detail what machines read of it, as JSON
 */
public record FindingView(TenantId tenant, UUID id, Rule rule, Severity severity, String title, List<String> reasons,
        @Nullable String detail, FindingState state, @Nullable String decision, @Nullable UUID change, Side side,
        Instant firstSeenAt, Instant openedAt, Instant dueAt, Instant stateAt, int timesReturned, Subject subject,
        @Nullable Owner owner) {
    public FindingView {
        reasons = List.copyOf(reasons);
    }

    /**
     * What it is about.
     *
     * @param publicId null where the subject has none, or is gone
     * @param identity public id of the identity concerned, where there is one
     */
    public record Subject(SubjectKind kind, long id, @Nullable UUID publicId, String name, @Nullable UUID identity) {}

    /**
     * A person who was named.
     *
     * @param mayDecide whether they may decide in the tenant now; who may not counts as nobody
     */
    public record Owner(PersonId person, String name, boolean mayDecide) {}

    /** Open, or decided to be revoked with no reading that shows it gone: its clock runs. */
    public boolean unfinished() {
        return state == FindingState.OPEN || state == FindingState.DECIDED && "revoke ordered".equals(decision);
    }

    public boolean overdue(Instant now) {
        return unfinished() && dueAt.isBefore(now);
    }

    /** The console's page of what it is about, below the tenant's own path; null where there is none. */
    public @Nullable String subjectPath() {
        return switch (subject.kind()) {
            case GRANT -> subject.publicId() == null ? null : "/grants/" + subject.publicId();
            case ACCOUNT, CREDENTIAL, IDENTITY -> subject.identity() == null
                    ? null
                    : "/identities/" + subject.identity();
            case CONNECTION -> "/settings";
            case EXPECTED_PERSON -> "/scope";
            case ENTITLEMENT -> UriComponentsBuilder.fromPath("/grants").queryParam("q", "{name}").encode()
                    .buildAndExpand(subject.name()).toUriString();
        };
    }
}
