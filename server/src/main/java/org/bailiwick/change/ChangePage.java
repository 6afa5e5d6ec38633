package org.bailiwick.change;

import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import java.util.List;
import org.bailiwick.web.Mark;
import org.bailiwick.web.Step;
import org.bailiwick.web.VisibleTenant;
import org.jspecify.annotations.Nullable;

/**
 * A change record as a page, and the part of it that is asked for again while the change moves.
 *
 * @param mayNotExecute why the person cannot order the execution; null where they can
 */
public record ChangePage(VisibleTenant tenant, ChangeDossier dossier, List<Step> steps,
        @Nullable String mayNotExecute) {
    public ChangeOrder order() {
        return dossier.order();
    }

    public String path() {
        return "/t/%s/changes/%s".formatted(tenant.shortName(), order().publicId());
    }

    /** How it is before, in words. */
    public String before() {
        return switch (order().readPlan()) {
            case Plan.RemoveMembership removal -> "%s holds %s `%s` directly".formatted(order().account().name(),
                    removal.edge().key().kind(), order().what());
            case Plan.SetAccount account -> "%s is %s".formatted(order().account().name(), account.wanted().before());
        };
    }

    /** What is done, and what a read must show afterwards. */
    public String planned() {
        return switch (order().readPlan()) {
            case Plan.RemoveMembership(var connection, var id, var edge, var ends, var requestedFor) ->
                "remove this membership; afterwards a read must not show %s over any path".formatted(ends.equals(edge)
                        ? "it"
                        : "%s `%s`".formatted(ends.key().kind(), ends.name()));
            case Plan.SetAccount account -> "%s; afterwards a read must show it %s"
                    .formatted(account.action(), account.wanted().text());
        };
    }

    public String planText() {
        return new String(order().plan(), StandardCharsets.UTF_8);
    }

    public String planHash() {
        return HexFormat.of().formatHex(order().planHash());
    }

    public String requestedFor() {
        return order().requestedFor();
    }

    public List<String> pathsInWords() {
        return order().foundPaths().stream().map(FoundPaths::words).toList();
    }

    public List<List<String>> foundPaths() {
        return order().foundPaths().stream()
                .map(path -> path.steps().stream().map(ChangeOrder.Step::name).toList()).toList();
    }

    public Mark mark(ChangeEvent event) {
        return Mark.ofState(event.state().text());
    }

    /** How often the browser asks again; null once nothing more happens by itself. */
    public @Nullable String poll() {
        if (order().state().ended() || order().waitsForOperator()) {
            return null;
        }
        return order().state().unproven() ? "every 5s" : "every 1s";
    }
}
