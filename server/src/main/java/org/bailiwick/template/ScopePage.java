package org.bailiwick.template;

import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.bailiwick.web.VisibleTenant;
import org.jspecify.annotations.Nullable;

/**
 * The expected scope of a tenant as a page: what is in force, what waits for an answer, and how to propose another.
 *
 * @param mayPropose whether to show the form; the route decides again
 * @param faults what was wrong with a file that was just sent
 */
public record ScopePage(VisibleTenant tenant, Optional<ExpectedScopes.Dossier> current, Optional<Waiting> waiting,
        List<ScopeVersion> history, boolean mayPropose, List<ScopeFault> faults) {
    /** How many lines of a long table a page shows; the API has all. */
    static final int MOST_LINES = 200;

    public ScopePage {
        history = List.copyOf(history);
        faults = List.copyOf(faults);
    }

    /**
     * @param mayNotAnswer why the person cannot answer; null where they can
     * @param notFound names of the version that the register does not show
     */
    public record Waiting(ExpectedScopes.Dossier dossier, @Nullable String mayNotAnswer,
            ExpectedScopes.NotFound notFound) {}

    public String path() {
        return "/t/%s/scope".formatted(tenant.shortName());
    }

    public static List<Map.Entry<String, ScopeContent.Expected>> people(ScopeContent content) {
        return content.people().entrySet().stream().limit(MOST_LINES).toList();
    }

    public static List<ScopeDifference.Line> lines(ExpectedScopes.Dossier dossier) {
        return dossier.difference().lines().stream().limit(MOST_LINES).toList();
    }

    public static String names(Collection<ScopeContent.Entitlement> entitlements) {
        return String.join(", ", entitlements.stream().map(ScopeContent.Entitlement::name).toList());
    }
}
