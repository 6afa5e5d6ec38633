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

    /** What the plan says must have ended, where that is not the removed membership itself. */
    public @Nullable String alsoEnds() {
        var plan = order().readPlan();
        return plan.ends().equals(plan.edge())
                ? null
                : "%s `%s`".formatted(plan.ends().key().kind(), plan.ends().name());
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
