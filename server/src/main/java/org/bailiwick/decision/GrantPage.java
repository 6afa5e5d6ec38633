package org.bailiwick.decision;

import java.util.List;
import java.util.UUID;
import org.bailiwick.change.ChangeOrder;
import org.bailiwick.register.Expectation;
import org.bailiwick.register.GrantView;
import org.bailiwick.register.GrantView.EntitlementRef;
import org.bailiwick.web.VisibleTenant;
import org.jspecify.annotations.Nullable;

/**
 * A grant with all that somebody should see before deciding, as a page.
 *
 * @param meaning why its tier is what it is
 * @param sources where to decide instead, when no single membership can be removed
 * @param mayNotDecide why the person cannot decide; null where they can
 * @param expectation whether anybody expects it; null where it is not effective
 * @param typed what was typed and not taken, where something was
 */
public record GrantPage(VisibleTenant tenant, GrantDecisions.Dossier dossier, String meaning, List<Source> sources,
        @Nullable String mayNotDecide, @Nullable Expectation expectation, Typed typed) {
    public GrantPage {
        sources = List.copyOf(sources);
    }

    /** @param grant the public id of the source's own grant; null where it is not known */
    public record Source(EntitlementRef entitlement, @Nullable UUID grant) {}

    public GrantView grant() {
        return dossier.grant();
    }

    public String home() {
        return "/t/" + tenant.shortName();
    }

    public String path() {
        return "%s/grants/%s".formatted(home(), grant().publicId());
    }

    public String holder() {
        var account = grant().account();
        return account.displayName().isBlank() ? account.username() : account.displayName();
    }

    public List<List<String>> paths() {
        return names(grant().paths());
    }

    public Removal.@Nullable Removes removes() {
        return dossier.removal() instanceof Removal.Removes removes ? removes : null;
    }

    public Removal.@Nullable NotRemovable notRemovable() {
        return dossier.removal() instanceof Removal.NotRemovable not ? not : null;
    }

    public @Nullable ChangeOrder openChange() {
        return dossier.openChange().orElse(null);
    }

    public static List<List<String>> names(List<List<EntitlementRef>> paths) {
        return paths.stream().map(path -> path.stream().map(EntitlementRef::name).toList()).toList();
    }
}
