package org.bailiwick.finding;

import static org.assertj.core.api.Assertions.assertThat;
import static org.bailiwick.testing.TestPortal.json;

import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVParser;
import org.bailiwick.authority.RootAuthorities;
import org.bailiwick.change.SampleTenant;
import org.bailiwick.connector.EntitlementKey;
import org.bailiwick.finding.Findings.Fact;
import org.bailiwick.finding.Findings.Judgement;
import org.bailiwick.finding.Findings.SubjectRef;
import org.bailiwick.platform.PersonId;
import org.bailiwick.testing.TestPortal;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.springframework.web.util.HtmlUtils;
import tools.jackson.databind.JsonNode;

/** The board on the whole server, with cells of each sort: open, decided and not seen gone, known in part, not known. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class BoardRoutesTests {
    private static final Pattern CELL = Pattern.compile(
            "<td class=\"heat-[^\"]*\"><a href=\"([^\"]+)\" title=\"([^\"]*)\"><span aria-hidden=\"true\">([^<]+)</span>");
    private static final Pattern FOOTER = Pattern
            .compile("<td><a href=\"([^\"]+)\">([^<]+)((?:<small>[^<]*</small>)*)</a>");
    private static final Pattern NUMBER = Pattern.compile("(?:≥ )?(\\d+)( \\+ n/k)?(?:, (\\d+) decided)?");
    private static final Pattern UNKNOWN = Pattern.compile("n/k(?:, (\\d+) decided)?");
    private static final Pattern SMALL = Pattern.compile("<small>(\\d+) decided, not seen gone</small>");
    private static final Pattern LISTED = Pattern
            .compile("<th scope=\"row\" class=\"wrap\"><a href=\"[^\"]+\"><bdi>([^<]+)</bdi>");

    private final TestPortal portal = new TestPortal();
    private final Instant read = portal.database().platform().clock().now().minus(Duration.ofHours(1))
            .truncatedTo(ChronoUnit.MILLIS);
    private final PersonId ada = portal.know("ada");
    private final PersonId rosa = portal.know("rosa");
    private int accounts;

    @BeforeAll
    void aMixedBoard() {
        portal.bean(RootAuthorities.class).firstAdministrator(rosa);
        var acme = tenant("mixed-acme");
        var birch = tenant("mixed-birch");
        tenant("mixed-calder");
        judged(acme, Rule.STALE_ADMIN, 0, onAccounts(acme, Rule.STALE_ADMIN, 3));
        judged(acme, Rule.NO_OWNER, 4, onAccounts(acme, Rule.NO_OWNER, 1));
        judged(acme, Rule.SHARED_ACCOUNT, 2);
        judged(acme, Rule.EXCESS_ACCESS, 0, onGrants(acme, Rule.EXCESS_ACCESS, 2));
        judged(birch, Rule.STALE_ADMIN, 0, onAccounts(birch, Rule.STALE_ADMIN, 1));
        judged(birch, Rule.NO_OWNER, 0);
        judged(birch, Rule.EXCESS_ACCESS, 0, onGrants(birch, Rule.EXCESS_ACCESS, 1));
        revokeOne(acme);
        revokeOne(birch);
    }

    @AfterAll
    void stop() {
        portal.close();
    }

    @Test
    void eachCellOpensExactlyTheListBehindItsNumber() {
        var cells = cells();

        assertThat(cells).extracting(Cell::text).contains("3", "1 + n/k", "n/k", "1, 1 decided", "0, 1 decided", "0");
        for (var cell : cells) {
            assertThat(listed(cell.path())).as("%s behind %s", cell.path(), cell.text()).hasSize(number(cell.text()))
                    .allMatch(title -> cell.path().contains("/t/" + title.split(" in ")[1] + "/")
                            && cell.path().contains("rule=" + title.split(" in ")[0] + "&"));
        }
    }

    @Test
    void whatIsNotKnownShowsHowOldItIs() {
        assertThat(page("/all/board"))
                .containsPattern(">1 \\+ n/k</span><small aria-hidden=\"true\">6\\d minutes ago</small>")
                .doesNotContainPattern(">0</span><small");
    }

    @Test
    void eachFooterOpensExactlyTheListBehindItsNumber() {
        for (var search : List.of("", "mixed-birch")) {
            var footers = matches(FOOTER, page("/all/board?q=" + search).replaceFirst("(?s).*<tfoot>", ""));

            assertThat(footers).hasSize(Rule.values().length);
            for (var footer : footers) {
                var path = HtmlUtils.htmlUnescape(footer.group(1));
                int ending = matches(SMALL, footer.group(3)).stream().mapToInt(each -> Integer.parseInt(each.group(1)))
                        .sum();
                assertThat(listed(path)).as("%s behind %s", path, footer.group())
                        .hasSize(number(footer.group(2)) + ending)
                        .allMatch(title -> path.contains("rule=" + title.split(" in ")[0] + "&")
                                && title.contains(search));
            }
        }
    }

    /** Where something is decided in a tenant, nothing is open there for that. */
    @Test
    void footerNamesAsManyTenantsAsTheOpenOnesAreIn() {
        var excess = Arrays.asList(Rule.values()).indexOf(Rule.EXCESS_ACCESS);
        var footer = matches(FOOTER, page("/all/board").replaceFirst("(?s).*<tfoot>", "")).get(excess);
        var gap = board().at("/totals/gaps/" + excess);

        assertThat(footer.group(2)).isEqualTo("≥ 1");
        assertThat(footer.group(3)).contains("<small>in 1 tenant</small>", "<small>2 decided, not seen gone</small>");
        assertThat(gap.at("/open").asInt()).isEqualTo(1);
        assertThat(gap.at("/tenants").asInt()).isEqualTo(1);
        assertThat(gap.at("/ending").asInt()).isEqualTo(2);
        assertThat(gap.at("/endingTenants").asInt()).isEqualTo(2);
    }

    @Test
    void countsOfWhatIsNotKnownAreNoZeros() {
        var never = counts("mixed-calder", Rule.STALE_ADMIN);
        for (var name : List.of("critical", "high", "moderate", "low", "decided", "ending", "notKnown", "asOf")) {
            assertThat(never.required(name).isNull()).as(name).isTrue();
        }
        assertThat(never.at("/known").asBoolean()).isFalse();

        var part = counts("mixed-acme", Rule.NO_OWNER);
        assertThat(part.required("critical").isNull()).isTrue();
        assertThat(part.required("high").asInt()).isEqualTo(1);
        assertThat(part.required("notKnown").asInt()).isEqualTo(4);
        assertThat(part.required("decided").asInt()).isZero();
        assertThat(part.required("decided").isNull()).isFalse();

        var whole = counts("mixed-acme", Rule.EXCESS_ACCESS);
        assertThat(whole.required("critical").isNumber()).isTrue();
        assertThat(whole.required("critical").asInt()).isZero();
        assertThat(whole.required("high").asInt()).isEqualTo(1);
        assertThat(whole.required("ending").asInt()).isEqualTo(1);
        assertThat(whole.required("notKnown").asInt()).isZero();
        assertThat(Instant.parse(whole.required("asOf").asString())).isEqualTo(read);
    }

    @Test
    void fileSaysInEachCellWhatThePageSays() throws IOException {
        var seen = cells();
        var shortNames = matches(Pattern.compile("<tr>\\s*<th scope=\"row\"><a href=\"/t/([^\"]+)\">([^<]+)</a></th>"),
                page("/all/board"));

        var records = CSVParser.parse(portal.get("rosa", "/all/board.csv").body(), CSVFormat.RFC4180).getRecords();

        assertThat(records).hasSize(1 + shortNames.size());
        assertThat(shortNames).hasSizeGreaterThanOrEqualTo(3);
        var filed = new ArrayList<Cell>();
        for (int row = 1; row < records.size(); row++) {
            var line = records.get(row);
            assertThat(line.get(0)).isEqualTo(HtmlUtils.htmlUnescape(shortNames.get(row - 1).group(2)));
            assertThat(line.get(1)).isEqualTo(shortNames.get(row - 1).group(1));
            for (int rule = 0; rule < Rule.values().length; rule++) {
                assertThat(records.getFirst().get(2 + 2 * rule)).isEqualTo(Rule.values()[rule].title());
                filed.add(new Cell(seen.get(filed.size()).path(), line.get(2 + 2 * rule), line.get(3 + 2 * rule)));
            }
        }
        assertThat(filed).isEqualTo(seen);
        assertThat(filed).extracting(Cell::text).contains("n/k", "0, 1 decided");
    }

    private record Cell(String path, String text, String words) {}

    /** In the order of the page. */
    private List<Cell> cells() {
        return matches(CELL, page("/all/board")).stream().map(cell -> new Cell(HtmlUtils.htmlUnescape(cell.group(1)),
                HtmlUtils.htmlUnescape(cell.group(3)), HtmlUtils.htmlUnescape(cell.group(2)))).toList();
    }

    /** Open and decided together; what is not known leads to nothing. */
    private static int number(String text) {
        for (var pattern : List.of(NUMBER, UNKNOWN)) {
            var found = pattern.matcher(text);
            if (found.matches()) {
                var decided = found.group(found.groupCount());
                return (pattern == NUMBER ? Integer.parseInt(found.group(1)) : 0)
                        + (decided == null ? 0 : Integer.parseInt(decided));
            }
        }
        throw new AssertionError("no number: " + text);
    }

    /** Titles of all findings that the list shows. */
    private List<String> listed(String path) {
        var page = page(path);
        assertThat(page).as("one page holds them all").doesNotContain("cursor=");
        return matches(LISTED, page).stream().map(row -> row.group(1)).toList();
    }

    private static List<MatchResult> matches(Pattern pattern, String text) {
        return pattern.matcher(text).results().toList();
    }

    private String page(String path) {
        var answer = portal.get("rosa", path);
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
        return answer.body();
    }

    private JsonNode board() {
        return json(portal.get("rosa", "/api/v1/oversight/board"), 200);
    }

    private JsonNode counts(String shortName, Rule rule) {
        return board().at("/items").valueStream().filter(each -> each.at("/shortName").asString().equals(shortName))
                .flatMap(each -> each.at("/gaps").valueStream())
                .filter(gap -> gap.at("/rule").asString().equals(rule.id())).findFirst().orElseThrow().at("/counts");
    }

    private record Place(SampleTenant tenant, String shortName) {}

    private Place tenant(String shortName) {
        var tenant = SampleTenant.create(portal.database(), portal, shortName, "operator");
        for (var capability : List.of("tenant.read", "register.read", "change.read")) {
            tenant.give(capability, ada, capability, "tenant");
            tenant.give(capability, rosa, capability, "msp");
        }
        tenant.give("ada decides", ada, "grant.decide", "tenant");
        return new Place(tenant, shortName);
    }

    private List<Fact> onAccounts(Place place, Rule rule, int count) {
        return IntStream.range(0, count)
                .mapToObj(number -> fact(place, rule, SubjectKind.ACCOUNT, account(place))).toList();
    }

    private List<Fact> onGrants(Place place, Rule rule, int count) {
        long role = place.tenant().entitlement(new EntitlementKey(EntitlementKey.REALM_ROLE, "r-1"), "billing");
        return IntStream.range(0, count).mapToObj(number -> {
            var grant = place.tenant().grant(account(place), role, true, "[[%d]]".formatted(role));
            return fact(place, rule, SubjectKind.GRANT, portal.database().superuser()
                    .sql("select grant_id from access_grant where public_id = :id").param("id", grant)
                    .query(Long.class).single());
        }).toList();
    }

    private long account(Place place) {
        int number = ++accounts;
        return place.tenant().account("u-" + number, "user" + number);
    }

    private static Fact fact(Place place, Rule rule, SubjectKind kind, long subject) {
        return new Fact(kind + "/" + subject, Severity.HIGH, new SubjectRef(kind, subject),
                "%s in %s".formatted(rule.id(), place.shortName()), List.of("because"), null);
    }

    private void judged(Place place, Rule rule, long notKnown) {
        judged(place, rule, notKnown, List.of());
    }

    private void judged(Place place, Rule rule, long notKnown, List<Fact> facts) {
        portal.database().transactions().worker(place.tenant().id(),
                tx -> portal.bean(Findings.class).reconcile(tx, new Judgement(rule.id(), true, notKnown,
                        notKnown == 0 ? null : "some could not be judged", read, facts)));
    }

    /** Its change waits for an operator, so nothing shows it gone. */
    private void revokeOne(Place place) {
        var findings = portal.api(place.tenant().id()) + "/findings";
        var one = json(portal.get("ada", findings + "?rule=" + Rule.EXCESS_ACCESS.id()), 200).at("/items/0/id")
                .asString();
        json(portal.post("ada", findings + "/" + one + "/decision",
                "{\"decision\":\"REVOKE\",\"justification\":\"left\"}"), 200);
    }
}
