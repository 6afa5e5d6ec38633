package org.bailiwick.pattern;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Collectors;
import org.bailiwick.finding.Rule;
import org.bailiwick.finding.Severity;
import org.bailiwick.platform.PersonId;
import org.bailiwick.web.VisibleTenant;
import org.jspecify.annotations.Nullable;
import org.springframework.web.util.UriComponentsBuilder;

/**
 * A pattern as somebody sees it, over the tenants that they may see.
 *
 * @param subject of an identity; null of the others
 * @param rules that found it
 * @param tenants in which it is, by name
 * @param of how many tenants were asked about
 * @param notKnown tenants among those of which it is not known whether they have it: never counted as clear
 * @param lowerBound whether a tenant in which it is may have more of it
 * @param asOf the oldest reading that this rests on; null where nothing was judged
 * @param due when the first of its findings is to be settled
 * @param owner null is nobody
 * @param timesReturned how often it was in fewer than two tenants since somebody first answered for it, and came back
 */
public record PatternView(UUID id, PatternKind kind, String title, @Nullable UUID subject, List<Rule> rules,
        List<VisibleTenant> tenants, int of, List<VisibleTenant> notKnown, boolean lowerBound, Severity worst,
        long open, long ending, Instant since, @Nullable Instant asOf, Instant due, @Nullable Owner owner,
        int timesReturned) {
    private static final int NAMES = 5;

    public PatternView {
        rules = List.copyOf(rules);
        tenants = List.copyOf(tenants);
        notKnown = List.copyOf(notKnown);
    }

    /**
     * Who answers for it.
     *
     * @param answers whether they may look over tenants and read two of those in which it is; who may not counts as nobody
     * @param plan what they are to do about it; null where nothing is said
     * @param dueOn until when; null where nothing is said
     */
    public record Owner(PersonId person, String name, boolean answers, @Nullable String plan,
            @Nullable LocalDate dueOn) {
        public boolean overdue(Instant now) {
            return dueOn != null && dueOn.isBefore(LocalDate.ofInstant(now, ZoneOffset.UTC));
        }
    }

    public String path() {
        return "/all/patterns/" + id;
    }

    /** Exactly the findings behind the numbers. */
    public String findings(String search) {
        return findings("/all/findings", search);
    }

    /** As {@link #findings(String)}, as the API has them. */
    String findingsOfApi(String search) {
        return findings("/api/v1/oversight/findings", search);
    }

    /** Those that are open in one of its tenants. */
    public String open(VisibleTenant tenant) {
        return in(tenant, "open");
    }

    /** Those that are decided in one of its tenants, and that no reading has shown gone. */
    public String ending(VisibleTenant tenant) {
        return in(tenant, "ending");
    }

    private String in(VisibleTenant tenant, String state) {
        return "/t/%s/findings?pattern=%s&state=%s".formatted(tenant.shortName(), id, state);
    }

    private String findings(String path, String search) {
        return UriComponentsBuilder.fromPath(path).queryParam("pattern", id)
                .queryParam("state", ending == 0 ? "open" : "unfinished")
                .queryParamIfPresent("q", Optional.of(search).filter(text -> !text.isEmpty())).encode().build()
                .toUriString();
    }

    /** For example {@code Access beyond the expected scope, Stale admin}. */
    public String ruleTitles() {
        return rules.stream().map(Rule::title).collect(Collectors.joining(", "));
    }

    /** The first of them by name, and how many more there are. */
    public String names() {
        return names(tenants);
    }

    static String names(List<VisibleTenant> tenants) {
        var first = tenants.stream().limit(NAMES).map(VisibleTenant::name).collect(Collectors.joining(", "));
        return tenants.size() > NAMES ? "%s and %,d more".formatted(first, tenants.size() - NAMES) : first;
    }

    /** For example {@code 3 of 24}. */
    public String count() {
        return "%,d of %,d".formatted(tenants.size(), of);
    }

    /** A number of which something may be left out is a lower bound. */
    public String openText() {
        return (lowerBound ? "≥ " : "") + "%,d".formatted(open);
    }
}
