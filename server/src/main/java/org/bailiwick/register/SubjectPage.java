package org.bailiwick.register;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * One person or service over all tenants where it may be seen, and why it is taken for one.
 *
 * @param correlated by the identity's public id; who is in no other tenant is not there
 * @param resembling who may be the same person, or which may be the same service
 * @param more whether so many are alike that not all of them were compared, or are here
 * @param history the newest first
 * @param maySay whether whoever looks may say who is who
 * @param leavers whether whoever looks may open a leaver case about this person
 */
public record SubjectPage(SubjectView subject, Map<UUID, Correlated> correlated, List<Resembling> resembling,
        boolean more, List<Event> history, boolean maySay, boolean leavers) {
    public SubjectPage {
        correlated = Map.copyOf(correlated);
        resembling = List.copyOf(resembling);
        history = List.copyOf(history);
    }

    /** @param at since when; null where it was before this was written down */
    public record Correlated(String rule, String confidence, String reason, @Nullable Instant at) {}

    /**
     * @param confidence {@code possible}, or {@code likely} where more than two signs say so
     * @param signs sentences without their full stop
     */
    public record Resembling(SubjectView.TenantRef tenant, UUID identity, String displayName, String username,
            String confidence, List<String> signs) {
        private static final int LIKELY = 3;

        public Resembling {
            signs = List.copyOf(signs);
        }

        Resembling(SubjectView.TenantRef tenant, UUID identity, String displayName, String username,
                List<String> signs) {
            this(tenant, identity, displayName, username, signs.size() < LIKELY ? "possible" : "likely", signs);
        }
    }

    /**
     * @param rule null: it stands alone from then on
     * @param here whether it became this person, or left
     */
    public record Event(String tenant, String tenantShortName, UUID identity, String displayName, @Nullable String rule,
            String reason, Instant at, boolean here) {}

    public boolean person() {
        return subject.kind().equals("human");
    }

    /** What it is, in a sentence. */
    public String word() {
        return person() ? "person" : "service";
    }

    public String path() {
        return "/all/identities/" + subject.subject();
    }
}
