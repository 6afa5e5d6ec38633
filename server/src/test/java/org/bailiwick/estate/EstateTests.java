package org.bailiwick.estate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.bailiwick.testing.TestPortal.json;

import java.net.http.HttpResponse;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.bailiwick.authority.RootAuthorities;
import org.bailiwick.change.SampleTenant;
import org.bailiwick.finding.Findings;
import org.bailiwick.finding.Findings.Fact;
import org.bailiwick.finding.Findings.Judgement;
import org.bailiwick.finding.Findings.SubjectRef;
import org.bailiwick.finding.Severity;
import org.bailiwick.finding.SubjectKind;
import org.bailiwick.platform.PersonId;
import org.bailiwick.platform.TenantId;
import org.bailiwick.testing.TestDatabase;
import org.bailiwick.testing.TestPortal;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import tools.jackson.databind.JsonNode;

/** Tags and tenant sets as a browser and an API client meet them, on the whole server. */
@Tag("sql")
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class EstateTests {
    private static final String[] READING = {"tenant.read", "register.read", "change.read"};

    private final TestPortal portal = new TestPortal();
    private final TestDatabase database = portal.database();
    private final Map<String, SampleTenant> tenants = new HashMap<>();
    private int names;

    @BeforeAll
    void threeCustomers() {
        var rosa = portal.know("rosa");
        var otto = portal.know("otto");
        var ada = portal.know("ada");
        portal.bean(RootAuthorities.class).firstAdministrator(rosa);
        inMsp(otto, "tenant.manage", "oversight.read");
        for (var name : List.of("alpha", "beta", "gamma")) {
            var tenant = SampleTenant.create(database, portal, name, "operator");
            tenants.put(name, tenant);
            give(tenant, rosa, READING);
            give(tenant, rosa, "tenant.manage");
            if (!name.equals("gamma")) {
                give(tenant, otto, READING);
            }
            if (name.equals("alpha")) {
                give(tenant, ada, READING);
            }
        }
    }

    @AfterAll
    void stop() {
        portal.close();
    }

    @BeforeEach
    void untagged() {
        for (var name : List.of("alpha", "beta", "gamma")) {
            assertThat(portal.put("rosa", tags(name), "{}").statusCode()).isEqualTo(200);
        }
    }

    @Test
    void tagsAreTheSameHoweverTheyAreTypedAndTheRecordSaysWhoSetThem() {
        var entries = entries(id("alpha"), "tenant tags set");

        var set = json(portal.put("rosa", tags("alpha"), "{\"tags\":[\" Gold  Tier \",\"gold_tier\",\"EU\"]}"), 200);
        portal.put("rosa", tags("alpha"), "{\"tags\":[\"eu\",\"gold-tier\"]}");

        assertThat(words(set.at("/tags"))).containsExactly("eu", "gold-tier");
        assertThat(words(json(portal.get("ada", tags("alpha")), 200).at("/tags"))).containsExactly("eu", "gold-tier");
        assertThat(entries(id("alpha"), "tenant tags set")).as("what changes nothing is not recorded")
                .isEqualTo(entries + 1);
    }

    @Test
    void tagsThatDoNotFitAreRefusedAndNothingChanges() {
        portal.put("rosa", tags("alpha"), "{\"tags\":[\"gold\"]}");

        for (var unfit : List.of("ümlaut", "-first", "x".repeat(41), "a&b", " ")) {
            assertThat(json(portal.put("rosa", tags("alpha"), "{\"tags\":[\"%s\"]}".formatted(unfit)), 422).at("/type")
                    .asString()).as(unfit).isEqualTo("/problems/tag-unfit");
        }
        var many = String.join(",", IntStream.range(0, 21).mapToObj(n -> "\"t" + n + "\"").toList());
        assertThat(
                json(portal.put("rosa", tags("alpha"), "{\"tags\":[%s]}".formatted(many)), 422).at("/type").asString())
                .isEqualTo("/problems/too-many-tags");
        assertThat(words(json(portal.get("rosa", tags("alpha")), 200).at("/tags"))).containsExactly("gold");
    }

    @Test
    void whoDoesNotManageTheTenantReadsItsTagsOnly() {
        assertThat(portal.put("ada", tags("alpha"), "{\"tags\":[]}").statusCode()).isEqualTo(403);
        assertThat(portal.put("ada", tags("beta"), "{\"tags\":[]}").statusCode()).isEqualTo(404);
        assertThat(portal.get("ada", "/t/alpha/tags").body()).contains("No tags yet").doesNotContain("name=\"tags\"");
        assertThat(portal.get("rosa", "/t/alpha/tags").body()).contains("name=\"tags\"");
        assertThat(portal.form("rosa", "/t/alpha/tags", "tags=gold%2C+eu").statusCode()).isEqualTo(303);
        assertThat(portal.get("ada", "/t/alpha/tags").body()).contains("eu", "gold");
    }

    @Test
    void listsOverSeveralTenantsTheirFilesAndApisAreNarrowedByATag() {
        portal.put("rosa", tags("alpha"), "{\"tags\":[\"gold\"]}");

        assertThat(shortNames(portal.get("rosa", "/api/v1/tenants?tag=gold"))).containsExactly("alpha");
        assertThat(portal.get("rosa", "/?tag=gold").body()).contains("/t/alpha\"").doesNotContain("/t/beta\"");
        finding("alpha");
        finding("beta");
        for (var list : List.of("/all/board", "/all/findings", "/all/board.csv", "/all/findings.csv",
                "/api/v1/oversight/board", "/api/v1/oversight/findings")) {
            assertThat(portal.get("rosa", list).body()).as(list).contains("beta");
            var narrowed = portal.get("rosa", list + "?tag=gold");
            assertThat(narrowed.statusCode()).as(list).isEqualTo(200);
            assertThat(narrowed.body()).as(list).contains("alpha").doesNotContain("beta");
        }
        var board = portal.get("rosa", "/all/board?tag=gold").body();
        assertThat(board).contains("Tenant alpha", "/all/board.csv?tag=gold", "state=open&amp;tag=gold",
                "<option value=\"gold\" selected>");
        assertThat(portal.get("rosa", "/all/board?tag=nobody-has-it").body()).contains("No tenant matches");
    }

    @Test
    void boardGoesOnByCursorAsApiAndAsPage() {
        var api = "/api/v1/oversight/board?limit=2";
        var first = json(portal.get("rosa", api), 200);
        var cursor = first.at("/nextCursor").asString();
        var second = json(portal.get("rosa", api + "&cursor=" + cursor), 200);

        assertThat(first.at("/items").size()).isEqualTo(2);
        assertThat(second.at("/nextCursor").isNull()).isTrue();
        assertThat(Stream.of(first, second).flatMap(part -> shortNames(part).stream()))
                .containsExactlyInAnyOrder("alpha", "beta", "gamma");
        assertThat(second.at("/totals/tenants").asInt()).as("totals are of all").isEqualTo(3);
        assertThat(portal.get("rosa", "/all/board?cursor=" + cursor).body()).contains("here are 3 to 3",
                "All 3 tenants", "Tenant " + shortNames(second).getFirst(), "Back to the beginning");
        assertThat(portal.get("rosa", "/all/board?q=alpha&cursor=" + cursor).statusCode()).as("another list")
                .isEqualTo(400);
    }

    @Test
    void aSetNarrowsToItsMembersAndItsHistoryStandsInTheMspsRecord() {
        var made = json(portal.post("rosa", "/api/v1/tenant-sets", set("north", "alpha", "gamma")), 201);
        var id = made.at("/id").asString();

        assertThat(made.at("/owner").asString()).isEqualTo("rosa");
        assertThat(shortNames(portal.get("rosa", "/api/v1/tenants?set=" + id))).containsExactly("alpha", "gamma");
        assertThat(portal.get("rosa", "/all/board?set=" + id).body()).contains("Tenant gamma")
                .doesNotContain("Tenant beta");
        json(portal.put("rosa", "/api/v1/tenant-sets/" + id, set("far north", "beta")), 200);
        assertThat(shortNames(portal.get("rosa", "/api/v1/tenants?set=" + id))).containsExactly("beta");
        assertThat(portal.delete("rosa", "/api/v1/tenant-sets/" + id).statusCode()).isEqualTo(204);
        assertThat(json(portal.get("rosa", "/api/v1/tenants?set=" + id), 400).at("/type").asString())
                .isEqualTo("/problems/invalid-parameter");
        for (var what : List.of("tenant set made", "tenant set changed", "tenant set ended")) {
            assertThat(entries(TenantId.MSP.value(), what)).as(what).isPositive();
        }
    }

    @Test
    void nobodySeesThroughASetWhatTheyMayNotSeeAndChangingItKeepsThat() {
        var id = json(portal.post("rosa", "/api/v1/tenant-sets", set("mixed", "alpha", "beta", "gamma")), 201).at("/id")
                .asString();

        assertThat(portal.get("otto", "/api/v1/oversight/tenant-sets").body()).contains("beta").doesNotContain("gamma");
        assertThat(portal.get("otto", "/tenant-sets").body()).contains("mixed", "2 tenants").doesNotContain("gamma");
        assertThat(shortNames(portal.get("otto", "/api/v1/tenants?set=" + id))).containsExactly("alpha", "beta");
        var gamma = json(portal.put("otto", "/api/v1/tenant-sets/" + id, set("mixed", "alpha", "gamma")), 422);
        assertThat(gamma.at("/type").asString()).isEqualTo("/problems/set-member-unknown");
        assertThat(json(portal.put("otto", "/api/v1/tenant-sets/" + id, set("mixed", "never-was")), 422).at("/type")
                .asString()).as("as one that never was").isEqualTo("/problems/set-member-unknown");
        json(portal.put("otto", "/api/v1/tenant-sets/" + id, set("mixed", "alpha")), 200);
        assertThat(shortNames(portal.get("rosa", "/api/v1/tenants?set=" + id))).containsExactly("alpha", "gamma");
        assertThat(portal.get("ada", "/api/v1/tenants?set=" + id).statusCode()).as("whoever has no part in the MSP")
                .isEqualTo(400);
        assertThat(portal.get("ada", "/tenant-sets").statusCode()).isEqualTo(404);
    }

    @Test
    void setsThatDoNotFitAreRefused() {
        var taken = "name-" + ++names;
        json(portal.post("rosa", "/api/v1/tenant-sets", set(taken)), 201);

        assertThat(json(portal.post("rosa", "/api/v1/tenant-sets", set(taken.toUpperCase(Locale.ROOT))), 409)
                .at("/type").asString()).isEqualTo("/problems/set-name-taken");
        assertThat(json(portal.post("rosa", "/api/v1/tenant-sets", "{}"), 422).at("/type").asString())
                .isEqualTo("/problems/set-name-unfit");
        assertThat(json(portal.post("rosa", "/api/v1/tenant-sets", set("x".repeat(81))), 422).at("/type").asString())
                .isEqualTo("/problems/set-name-unfit");
        assertThat(json(portal.post("rosa", "/api/v1/tenant-sets", set("the msp", "msp")), 422).at("/type").asString())
                .isEqualTo("/problems/set-member-unknown");
        var nowhere = "/api/v1/tenant-sets/" + new UUID(1, 1);
        assertThat(portal.put("rosa", nowhere, set("nobody")).statusCode()).isEqualTo(404);
        assertThat(portal.delete("rosa", nowhere).statusCode()).isEqualTo(404);
    }

    @Test
    void setsAreMadeChangedAndEndedByForms() {
        assertThat(portal.form("rosa", "/tenant-sets", "name=by+form&members=alpha%0Abeta").statusCode())
                .isEqualTo(303);
        assertThat(portal.get("rosa", "/tenant-sets").body()).contains("by form", "2 tenants", "kept by rosa");
        var id = database.superuser().sql("select public_id from tenant_set where name = 'by form'")
                .query(UUID.class).single();
        assertThat(portal.form("rosa", "/tenant-sets/" + id, "name=by+form&members=alpha").statusCode()).isEqualTo(303);
        assertThat(shortNames(portal.get("rosa", "/api/v1/tenants?set=" + id))).containsExactly("alpha");
        assertThat(portal.form("rosa", "/tenant-sets/" + id + "/closure", "").statusCode()).isEqualTo(303);
        assertThat(portal.get("rosa", "/tenant-sets").body()).doesNotContain("by form");
    }

    @Test
    void aSetIsHandedOverToSomebodyWhoOverseesTenantsAndTheRecordSaysSo() {
        var id = json(portal.post("rosa", "/api/v1/tenant-sets", set("handed over", "alpha")), 201).at("/id")
                .asString();
        var before = entries(TenantId.MSP.value(), "tenant set changed");
        var owners = json(portal.get("rosa", "/api/v1/tenant-sets/owners"), 200);
        assertThat(owners.at("/items").valueStream().map(each -> each.at("/name").asString()))
                .containsExactlyInAnyOrder("otto", "rosa");

        var handed = json(portal.put("rosa", "/api/v1/tenant-sets/" + id + "/owner", "{\"subject\":\"otto\"}"), 200);

        assertThat(handed.at("/owner").asString()).isEqualTo("otto");
        assertThat(entries(TenantId.MSP.value(), "tenant set changed")).isEqualTo(before + 1);
        assertThat(portal.get("rosa", "/tenant-sets").body()).contains("kept by otto",
                "<option value=\"otto\" selected>");
        for (var nobody : List.of("{\"subject\":\"ada\"}", "{\"subject\":\"never-was\"}", "{}")) {
            assertThat(json(portal.put("rosa", "/api/v1/tenant-sets/" + id + "/owner", nobody), 422).at("/type")
                    .asString())
                    .as(nobody).isEqualTo("/problems/set-owner-unknown");
        }
        assertThat(portal.put("rosa", "/api/v1/tenant-sets/" + new UUID(1, 1) + "/owner", "{\"subject\":\"otto\"}")
                .statusCode()).isEqualTo(404);
        assertThat(portal.put("ada", "/api/v1/tenant-sets/" + id + "/owner", "{\"subject\":\"ada\"}").statusCode())
                .isEqualTo(404);
        assertThat(portal.form("otto", "/tenant-sets/" + id + "/owner", "subject=rosa").statusCode()).isEqualTo(303);
        assertThat(portal.get("rosa", "/tenant-sets").body()).contains("kept by rosa");
    }

    @Test
    void lockoutsOverAllTenantsAreNarrowedLikeEveryOtherList() {
        portal.put("rosa", tags("alpha"), "{\"tags\":[\"gold\"]}");
        locked("alpha", "mara.alpha");
        locked("beta", "noor.beta");

        assertThat(portal.get("rosa", "/all/lockouts").body()).contains("mara.alpha", "noor.beta",
                "<option value=\"gold\"");
        assertThat(portal.get("rosa", "/all/lockouts?tag=gold").body()).contains("mara.alpha",
                "<option value=\"gold\" selected>").doesNotContain("noor.beta");
        assertThat(portal.get("rosa", "/api/v1/oversight/lockouts?tag=gold").body()).contains("mara.alpha")
                .doesNotContain("noor.beta");
        assertThat(portal.get("ada", "/t/alpha/lockouts").body()).doesNotContain("name=\"tag\"");
    }

    @Test
    void lockoutsAreShownInTheSystemsOwnWordsAndElseAsNotKnown() {
        locked("alpha", "vera.alpha");
        assertThat(portal.get("ada", "/t/alpha/lockouts").body()).contains("the system does not tell how many");
        portal.database().superuser().sql("""
                                          update account set locked_at = '2026-11-20T08:15:30Z', failed_sign_ins = 4711,
                                            lock_permanent = true where username = 'vera.alpha'""").update();

        assertThat(portal.get("rosa", "/all/lockouts").body()).contains("2026-11-20", "<td>4711</td>",
                "permanent, until somebody unlocks it");
        assertThat(portal.get("rosa", "/api/v1/oversight/lockouts").body())
                .contains("\"lockedAt\":\"2026-11-20T08:15:30Z\"", "\"failedSignIns\":4711", "\"permanent\":true");
    }

    @Test
    void whoMayUnlockSomewhereUnlocksFromTheListOverAllTenants() {
        locked("alpha", "ulla.alpha");
        locked("beta", "ugo.beta");
        give(tenants.get("alpha"), portal.know("otto"), "account.unlock");

        var page = portal.get("otto", "/all/lockouts").body();
        var chosen = "%s/%s".formatted(publicId("alpha"), accountId("ulla.alpha"));
        assertThat(page).contains("value=\"" + chosen, "Unlock ulla.alpha in Tenant alpha")
                .doesNotContain("Unlock ugo.beta in Tenant beta").doesNotContain("You do not unlock here");
        assertThat(portal.get("rosa", "/all/lockouts").body()).contains("You do not unlock here")
                .doesNotContain("Unlock ulla.alpha");

        var done = portal.form("otto", "/all/lockouts", "justification=asked&account=" + chosen);
        assertThat(done.statusCode()).isEqualTo(303);
        assertThat(portal.get("otto", "/all/lockouts").body()).contains("under way")
                .doesNotContain("Unlock ulla.alpha");
        assertThat(portal.form("otto", "/all/lockouts", "justification=asked&account=nonsense").statusCode())
                .isEqualTo(404);

        var answers = json(portal.post("otto", "/api/v1/oversight/lockouts/unlock",
                """
                {"justification": "asked", "accounts": [{"tenant": "%s", "account": "%s"},
                  {"tenant": "%s", "account": "%s"}]}""".formatted(publicId("alpha"), accountId("ulla.alpha"),
                        publicId("beta"), accountId("ugo.beta"))),
                200);
        assertThat(answers.at("/items/0/problem/type").asString()).isEqualTo("change-open");
        assertThat(answers.at("/items/1/problem/type").asString()).isEqualTo("not-permitted");
        assertThat(answers.at("/items/1/changes").isEmpty()).isTrue();
        assertThat(portal.post("otto", "/api/v1/oversight/lockouts/unlock", "{\"accounts\":[]}").statusCode())
                .isEqualTo(422);
    }

    private UUID accountId(String username) {
        return database.superuser().sql("select public_id from account where username = :name").param("name", username)
                .query(UUID.class).single();
    }

    private UUID publicId(String shortName) {
        return database.superuser().sql("select public_id from tenant where short_name = :name")
                .param("name", shortName).query(UUID.class).single();
    }

    private void locked(String shortName, String username) {
        var tenant = tenants.get(shortName);
        tenant.locked(tenant.account("id of " + username, username));
    }

    private static void give(SampleTenant tenant, PersonId person, String... capabilities) {
        for (var capability : capabilities) {
            tenant.give(capability, person, capability, "msp");
        }
    }

    private void inMsp(PersonId person, String... capabilities) {
        for (var capability : capabilities) {
            database.superuser()
                    .sql("""
                         insert into authority (tenant_id, public_id, root_id, person_id, capability, side, source,
                           since, reason)
                         select 1, gen_random_uuid(), root_id, :person, :capability, 'msp', 'delegation',
                           now() - interval '1 day', 'test' from authority where tenant_id = 1 limit 1""")
                    .param("person", person.value()).param("capability", capability).update();
        }
    }

    /** A finding, as a rule leaves it. */
    private void finding(String shortName) {
        var tenant = new TenantId(id(shortName));
        long connection = database.superuser().sql("select connection_id from connection where tenant_id = :id")
                .param("id", tenant.value()).query(Long.class).single();
        var seen = new Fact("system/" + shortName, Severity.LOW, new SubjectRef(SubjectKind.CONNECTION, connection),
                "lockout is off", List.of("because"), "{}");
        database.transactions().worker(tenant, tx -> portal.bean(Findings.class).reconcile(tx,
                new Judgement("lockout-weak", true, 0, null, Instant.now(), List.of(seen))));
    }

    private int id(String shortName) {
        return database.superuser().sql("select tenant_id from tenant where short_name = :name")
                .param("name", shortName).query(Integer.class).single();
    }

    private String tags(String shortName) {
        return "/api/v1/tenants/%s/tags".formatted(database.superuser()
                .sql("select public_id from tenant where short_name = :name").param("name", shortName)
                .query(UUID.class).single());
    }

    private long entries(int tenant, String action) {
        return database.superuser().sql("select count(*) from ev_entry where tenant_id = :id and action = :action")
                .param("id", tenant).param("action", action).query(Long.class).single();
    }

    private static String set(String name, String... members) {
        return "{\"name\":\"%s\",\"members\":[%s]}".formatted(name,
                String.join(",", List.of(members).stream().map(each -> "\"" + each + "\"").toList()));
    }

    private static List<String> words(JsonNode list) {
        return list.valueStream().map(JsonNode::asString).toList();
    }

    private static List<String> shortNames(HttpResponse<String> tenants) {
        return shortNames(json(tenants, 200));
    }

    private static List<String> shortNames(JsonNode tenants) {
        return tenants.at("/items").valueStream().map(each -> each.at("/shortName").asString()).toList();
    }
}
