package org.bailiwick.register;

import java.util.List;
import java.util.Map;
import org.bailiwick.web.VisibleTenant;
import org.jspecify.annotations.Nullable;

/**
 * One identity of a tenant: who answers for it, its accounts and credentials, what is open about it, what it effectively
 * holds and why, and what it held before.
 *
 * @param more whether there are more grants than shown
 * @param mayErase whether to show the way to the erasure of its data; the routes decide again
 * @param expectations by the grant's inside id; empty where no module compares
 * @param across the page over all tenants; null for whoever sees one tenant alone
 */
public record IdentityPage(VisibleTenant tenant, IdentityDossier dossier, Naming naming, List<GrantView> grants,
        boolean more, List<GrantView> ended, DataAge age, @Nullable String across, boolean mayErase,
        Map<Long, Expectation> expectations) {
    public IdentityPage {
        grants = List.copyOf(grants);
        ended = List.copyOf(ended);
        expectations = Map.copyOf(expectations);
    }

    /**
     * The form that names the owner.
     *
     * @param mayNot why the person cannot name one; null where they can
     * @param typed what was typed and not taken
     * @param error why it was not taken; null where nothing was refused
     */
    public record Naming(@Nullable String mayNot, String typed, @Nullable String error) {}

    public IdentityView identity() {
        return dossier.identity();
    }

    public String home() {
        return "/t/" + tenant.shortName();
    }

    public String path() {
        return "%s/identities/%s".formatted(home(), identity().id());
    }
}
