package org.bailiwick.finding;

import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.bailiwick.platform.TenantId;
import org.bailiwick.web.VisibleTenant;
import org.jspecify.annotations.Nullable;

/**
 * Findings as a list: of one tenant, or over several.
 *
 * @param tenant null over several
 * @param tenants by id, of those that findings may be shown of
 * @param path of the list without its filters
 * @param csv where exactly this list is a file
 * @param notRead how many more tenants of one's scope may not be read
 * @param deciding tenants in which to offer choosing rows to decide about
 * @param ofTheMsp whether the person may read what the MSP says of itself, its mail domains for example
 */
public record FindingsPage(@Nullable VisibleTenant tenant, Map<TenantId, VisibleTenant> tenants, String path,
        FindingFilter filter, List<FindingView> findings, List<RuleSummary> summaries, String csv,
        @Nullable String first, @Nullable String next, long notRead, Set<TenantId> deciding,
        boolean ofTheMsp) {
    public FindingsPage {
        tenants = Map.copyOf(tenants);
        deciding = Set.copyOf(deciding);
        findings = List.copyOf(findings);
        summaries = List.copyOf(summaries);
    }

    /**
     * A rule over all the tenants of this page.
     *
     * @param unasked tenants in which the rule could not be asked, or never was
     * @param asOf the age of the oldest of what was judged; null where it never was
     */
    public record Line(Rule rule, long critical, long high, long moderate, long low, long decided, long ending,
            long notKnown,
            long unasked, @Nullable String why, @Nullable Instant asOf) {
        public long open() {
            return critical + high + moderate + low;
        }

        /** Whether the MSP's mail domains are what is missing. */
        public boolean mailDomainsMissing() {
            return RuleSummary.NO_MAIL_DOMAINS.equals(why);
        }

        /** Whether somebody's word is what is missing. */
        public boolean waitsForAWord() {
            return why != null && why.endsWith(RuleSummary.WAITS_FOR_A_WORD);
        }

        /** For example {@code 3, and 7 not known}; what is not known is never zero. */
        public String words() {
            if (unasked == 0) {
                return notKnown == 0 ? Long.toString(open()) : "%d, and %d not known".formatted(open(), notKnown);
            }
            return open() == 0 ? "not known" : "%d, and the rest not known".formatted(open());
        }
    }

    public boolean several() {
        return tenant == null;
    }

    public VisibleTenant of(FindingView finding) {
        return Objects.requireNonNull(tenants.get(finding.tenant()));
    }

    public String pathOf(FindingView finding) {
        return "/t/%s/findings/%s".formatted(of(finding).shortName(), finding.id());
    }

    /** The pattern that the list is narrowed to. */
    public String patternPath() {
        return "/all/patterns/" + filter.pattern();
    }

    public boolean mayDecide() {
        return choosable() > 0;
    }

    /** Where the chosen rows are decided about. */
    public String decisions() {
        return tenant == null ? "/all/decisions" : "/t/%s/decisions".formatted(tenant.shortName());
    }

    /** An open finding can be decided together with others; one about a grant is decided as that grant. */
    public boolean choosable(FindingView finding) {
        return deciding.contains(finding.tenant()) && finding.state() == FindingState.OPEN
                && (!ofGrant(finding) || finding.subject().publicId() != null);
    }

    public boolean ofGrant(FindingView finding) {
        return finding.subject().kind() == SubjectKind.GRANT;
    }

    /** What the form sends of it; over several tenants its id does not say whose it is. */
    public String value(FindingView finding) {
        var id = ofGrant(finding) ? Objects.requireNonNull(finding.subject().publicId()) : finding.id();
        return several() ? of(finding).publicId() + "/" + id : id.toString();
    }

    public int choosable() {
        return (int) findings.stream().filter(this::choosable).count();
    }

    public String stateWord() {
        return filter.stateWord();
    }

    public List<Rule> rules() {
        return Arrays.asList(Rule.values());
    }

    public List<Severity> severities() {
        return Arrays.asList(Severity.values());
    }

    /** How many tenants the lines speak of. */
    public long read() {
        return tenants.size() - notRead;
    }

    /** One line a rule, in the order of the word list; a tenant that was never judged is not known, not zero. */
    public List<Line> lines() {
        return rules().stream().map(rule -> {
            var said = summaries.stream().filter(each -> each.rule() == rule).toList();
            long never = read() - said.size();
            return said.stream().map(FindingsPage::line).reduce(FindingsPage::sum)
                    .map(line -> never == 0 ? line : sum(line, never(rule, never)))
                    .orElseGet(() -> never(rule, never));
        }).toList();
    }

    private static Line never(Rule rule, long tenants) {
        return new Line(rule, 0, 0, 0, 0, 0, 0, 0, tenants, "nothing was ever judged here", null);
    }

    private static Line line(RuleSummary each) {
        return new Line(each.rule(), each.critical(), each.high(), each.moderate(), each.low(), each.decided(),
                each.ending(),
                each.notKnown(), each.known() ? 0 : 1, each.why(), each.asOf());
    }

    private static Line sum(Line one, Line other) {
        return new Line(one.rule(), one.critical() + other.critical(), one.high() + other.high(),
                one.moderate() + other.moderate(), one.low() + other.low(), one.decided() + other.decided(),
                one.ending() + other.ending(),
                one.notKnown() + other.notKnown(), one.unasked() + other.unasked(),
                one.why() == null ? other.why() : one.why(), older(one.asOf(), other.asOf()));
    }

    private static @Nullable Instant older(@Nullable Instant one, @Nullable Instant other) {
        if (one == null || other == null) {
            return one == null ? other : one;
        }
        return one.isBefore(other) ? one : other;
    }
}
