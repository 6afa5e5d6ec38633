package org.bailiwick.bulk;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.bailiwick.testing.TestPortal.json;

import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.bailiwick.authority.RootAuthorities;
import org.bailiwick.change.SampleTenant;
import org.bailiwick.connector.EntitlementKey;
import org.bailiwick.finding.Findings;
import org.bailiwick.finding.Findings.Fact;
import org.bailiwick.finding.Findings.Judgement;
import org.bailiwick.finding.Findings.SubjectRef;
import org.bailiwick.finding.Severity;
import org.bailiwick.finding.SubjectKind;
import org.bailiwick.platform.PersonId;
import org.bailiwick.platform.Transactions;
import org.bailiwick.testing.TestDatabase;
import org.bailiwick.testing.TestPortal;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/** Deciding about grants of several tenants as a person's browser and an API client meet it, on the whole server. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
final class OverTenantsRoutesTests {
    private static final String API = "/api/v1/oversight/decisions";

    private final TestPortal portal = new TestPortal();
    private final TestDatabase database = portal.database();
    private final PersonId rosa = portal.know("rosa");
    private final Map<String, List<UUID>> grants = new HashMap<>();
    private final Map<String, SampleTenant> tenants = new HashMap<>();
    private int scenes;

    @BeforeAll
    void firstAdministrator() {
        portal.bean(RootAuthorities.class).firstAdministrator(rosa);
    }

    @AfterAll
    void stop() {
        portal.close();
    }

    /** Rosa sees all three and decides in two of them. */
    @BeforeEach
    void threeTenants() {
        database.superuser().sql("delete from bulk_alone").update();
        scenes++;
        for (var name : List.of("acme", "birch", "cedar")) {
            var tenant = SampleTenant.create(database, portal, name + "-" + scenes, "operator");
            for (var capability : List.of("tenant.read", "register.read", "change.read")) {
                tenant.give(capability, rosa, capability, "tenant");
            }
            if (!name.equals("cedar")) {
                tenant.give("rosa decides", rosa, "grant.decide", "tenant");
            }
            long role = tenant.entitlement(new EntitlementKey(EntitlementKey.REALM_ROLE, "r-1"), name + "-admin");
            grants.put(name, IntStream.range(0, 6).mapToObj(number -> tenant.grant(
                    tenant.account(UUID.randomUUID().toString(), "user-" + number), role, true,
                    "[[%d]]".formatted(role))).toList());
            tenants.put(name, tenant);
        }
    }

    @Test
    void previewedActRunsInEachTenantAndSaysWhatEachRefused() {
        var body = body(Stream.of("acme", "birch", "cedar"), 1);
        var preview = json(portal.post("rosa", API + "/preview", body), 200);
        assertThat(preview.at("/touches/tenants").asInt()).isEqualTo(2);
        assertThat(preview.at("/touches/accounts").asInt()).isEqualTo(2);
        assertThat(preview.at("/leftOut").asInt()).isEqualTo(1);
        assertThat(preview.at("/needsSecondPerson").asBoolean()).isFalse();
        assertThat(preview.at("/items/0/items/0/removes/name").asString()).isEqualTo("acme-admin");
        assertThat(preview.at("/items/2/problem/type").asString()).isEqualTo("/problems/not-permitted");

        var answers = json(portal.post("rosa", API, hashed(body, preview.at("/hash").asString())), 207);

        assertThat(answers.at("/items/0/tenant").asString()).isEqualTo(id("acme"));
        assertThat(answers.at("/items/0/bulk/state").asString()).isEqualTo("running");
        assertThat(answers.at("/items/2/problem/type").asString()).isEqualTo("/problems/not-permitted");
        assertThat(answers.at("/items/2/bulk").isMissingNode()).isTrue();
        for (var at : List.of(0, 1)) {
            var items = answers.at("/items/%d/bulk/items".formatted(at)).asString();
            assertThat(items).startsWith("/api/v1/tenants/" + answers.at("/items/%d/tenant".formatted(at)).asString());
            await("the bulk has ended").atMost(Duration.ofSeconds(30)).until(
                    () -> json(portal.get("rosa", items), 200).at("/items/0/state").asString().equals("decided"));
        }
        var acts = json(portal.get("rosa", API + "/acts"), 200);
        assertThat(acts.at("/items/0/items/0/bulk").asString()).contains("/decisions/");
        assertThat(acts.at("/items/0/items/2/tenant").asString()).isEqualTo(id("cedar"));
        assertThat(acts.at("/items/0/items/2/problem/type").asString()).isEqualTo("/problems/not-permitted");
        var act = acts.at("/items/0/id").asString();
        assertThat(answers.at("/act").asString()).isEqualTo(act);
        assertThat(portal.get("rosa", "/all/decisions").body()).contains("href=\"/all/decisions/" + act + "\"",
                "Tenant cedar-%d: you hold no authority".formatted(scenes), ">Bulk decisions<");
        assertThat(portal.get("rosa", "/all/decisions/" + act).body()).contains("nothing was asked for",
                "/t/acme-%d/decisions/".formatted(scenes));
        assertThat(json(portal.get("rosa", API + "/acts/" + act), 200).at("/items").size()).isEqualTo(3);
        assertThat(portal.get("rosa", "/all/decisions/" + UUID.randomUUID()).statusCode()).isEqualTo(404);
        var own = json(portal.get("rosa", API), 200);
        assertThat(own.at("/items").size()).isGreaterThanOrEqualTo(2);
        assertThat(own.at("/items/0/bulk/state").asString()).isEqualTo("done");
    }

    @Test
    void aboveTheThresholdEachTenantIsAskedForASecondPerson() {
        var body = body(Stream.of("acme", "birch"), 6);
        var preview = json(portal.post("rosa", API + "/preview", body), 200);
        assertThat(preview.at("/needsSecondPerson").asBoolean()).isTrue();
        assertThat(preview.at("/threshold/together").asInt()).isEqualTo(12);

        var answers = json(portal.post("rosa", API, hashed(body, preview.at("/hash").asString())), 202);

        assertThat(answers.at("/items/0/bulk/state").asString()).isEqualTo("asked");
        assertThat(answers.at("/items/1/bulk/state").asString()).isEqualTo("asked");
        assertThat(answers.at("/items/0/bulk/touches/accounts").asInt()).isEqualTo(6);
        assertThat(portal.get("rosa", "/all/decisions").body()).contains("Revoke 6 grants",
                "waits for a second person", "Tenant acme-" + scenes, "Tenant birch-" + scenes,
                "/t/acme-%d/decisions/".formatted(scenes));
    }

    @Test
    void chosenFindingsOverAllTenantsArePreviewedWithWordsAndConfirmed() {
        for (var name : List.of("acme", "birch", "cedar")) {
            found(name, grants.get(name).getFirst());
        }
        var list = portal.get("rosa", "/all/findings?rule=excess-access").body();
        assertThat(list).contains(value("acme"), value("birch"), "Preview revoking in their tenants",
                "action=\"/all/decisions/preview\"").doesNotContain(value("cedar"));

        var rows = "decision=REVOKE&" + Stream.of("acme", "birch").map(name -> "grant=" + value(name))
                .collect(Collectors.joining("&"));
        var first = portal.form("rosa", "/all/decisions/preview", rows);
        assertThat(first.statusCode()).isEqualTo(200);
        assertThat(first.body()).contains("Revoke 2 grants in 2 tenants", "What it would do in Tenant acme-" + scenes,
                "What it would do in Tenant birch-" + scenes, "<dt>Tenants</dt><dd>2</dd>",
                "Preview with these reasons").doesNotContain("class=\"error\"", "name=\"hash\"");
        assertThat(portal.form("rosa", "/all/decisions/preview", rows + "&typed=yes").statusCode()).isEqualTo(422);
        var words = rows + "&typed=yes&justification=left&reason-" + grants.get("birch").getFirst() + "=moved";
        var whole = portal.form("rosa", "/all/decisions/preview", words);
        assertThat(whole.statusCode()).isEqualTo(200);
        var changed = portal.form("rosa", "/all/decisions",
                words + "&ticketSystem=HALO&ticketKey=1&hash=" + hash(whole.body()));
        assertThat(changed.statusCode()).isEqualTo(409);
        assertThat(changed.body()).contains("changed after the preview");

        var done = portal.form("rosa", "/all/decisions", words + "&hash=" + hash(whole.body()));

        assertThat(done.statusCode()).isEqualTo(303);
        assertThat(done.headers().firstValue("Location")).hasValue("/all/decisions");
        await("both are decided").atMost(Duration.ofSeconds(30)).until(
                () -> justifications("acme").contains("left") && justifications("birch").contains("moved"));
        assertThat(portal.get("rosa", "/all/decisions").body()).contains("Tenant acme-" + scenes,
                "Tenant birch-" + scenes);
        assertThat(portal.get("rosa", "/t/acme-%d/decisions".formatted(scenes)).body()).contains("Revoke 1 grant")
                .doesNotContain("birch-" + scenes + "/decisions");
    }

    @Test
    void findingsAboutWholeAccountsAreKeptInEachTenant() {
        var findings = Stream.of("acme", "birch").map(name -> found(name, "stale-admin", Severity.LOW,
                new SubjectRef(SubjectKind.ACCOUNT, tenants.get(name).account("u-" + name, "mara." + name)))).toList();
        assertThat(portal.get("rosa", "/all/findings?rule=stale-admin").body())
                .contains("name=\"finding\" value=\"%s/%s\"".formatted(id("acme"), findings.getFirst()));
        var rows = "finding=%s/%s&finding=%s/%s".formatted(id("acme"), findings.getFirst(), id("birch"),
                findings.getLast());
        assertThat(portal.form("rosa", "/all/decisions/preview", "decision=KEEP&" + rows).body())
                .contains("Keep 2 findings in 2 tenants", "<dt>Findings</dt><dd>2</dd>");
        assertThat(portal.form("rosa", "/all/decisions/preview", "decision=REVOKE&" + rows).body())
                .contains("Nothing here can be revoked in bulk", "decide about each of its grants");

        var body = "{\"decision\":\"KEEP\",\"justification\":\"on leave\",\"items\":[%s]}".formatted(
                Stream.of("acme", "birch").map(name -> "{\"tenant\":\"%s\",\"finding\":\"%s\"}".formatted(id(name),
                        findings.get(name.equals("acme") ? 0 : 1))).collect(Collectors.joining(",")));
        var preview = json(portal.post("rosa", API + "/preview", body), 200);
        assertThat(preview.at("/touches/findings").asInt()).isEqualTo(2);
        assertThat(preview.at("/touches/accounts").asInt()).isEqualTo(2);
        var answers = json(portal.post("rosa", API, hashed(body, preview.at("/hash").asString())), 202);

        for (var at : List.of(0, 1)) {
            var items = answers.at("/items/%d/bulk/items".formatted(at)).asString();
            var item = await("the finding is kept").atMost(Duration.ofSeconds(30)).until(
                    () -> json(portal.get("rosa", items), 200).at("/items/0"),
                    each -> each.at("/state").asString().equals("decided"));
            assertThat(item.at("/finding").asString()).isEqualTo(findings.get(at).toString());
            assertThat(item.at("/grant").isNull()).isTrue();
        }
        assertThat(portal.get("rosa", "/t/acme-%d/findings/%s".formatted(scenes, findings.getFirst())).body())
                .contains("on leave");
    }

    @Test
    void previewSaysWhereThePersonDoesNotDecideAndWhatIsLeftOut() {
        tenants.get("birch").ended(grants.get("birch").getFirst());
        var rows = Stream.of("acme", "birch", "cedar").map(name -> "grant=" + value(name))
                .collect(Collectors.joining("&"));

        var page = portal.form("rosa", "/all/decisions/preview", "decision=REVOKE&" + rows).body();

        assertThat(page).contains("Revoke 1 grant in 1 tenant", "Left out in Tenant birch-" + scenes,
                "the access had ended", "Tenants in which you do not decide", "Tenant cedar-" + scenes + ", 1 item");
    }

    @Test
    void whatCannotBeMeantIsRefusedWithAPointer() {
        var grant = grants.get("acme").getFirst();
        assertThat(pointer("{}")).isEqualTo("/decision");
        assertThat(pointer("{'decision':'REVOKE'}")).isEqualTo("/items");
        assertThat(pointer("{'decision':'REVOKE','items':[{'grant':'%s'}]}".formatted(grant)))
                .isEqualTo("/items/0/tenant");
        assertThat(pointer("{'decision':'REVOKE','items':[{'tenant':'%s'}]}".formatted(id("acme"))))
                .isEqualTo("/items/0/grant");
        assertThat(pointer("{'decision':'REVOKE','items':[{'tenant':'%s','grant':'%s'}]}".formatted(id("acme"),
                grant))).isEqualTo("/justification");
        assertThat(portal.post("rosa", API + "/preview",
                "{\"decision\":\"REVOKE\",\"justification\":\"x\",\"items\":[{\"tenant\":\"%s\",\"grant\":\"%s\"}]}"
                        .formatted(UUID.randomUUID(), grant))
                .statusCode()).isEqualTo(404);
        assertThat(portal.post("nobody", API + "/preview", body(Stream.of("acme"), 1)).statusCode()).isEqualTo(404);
        assertThat(portal.form("rosa", "/all/decisions/preview", "decision=REVOKE&grant=" + grant).statusCode())
                .isEqualTo(400);
        assertThat(portal.form("rosa", "/all/decisions/preview", "decision=REVOKE").statusCode()).isEqualTo(422);
    }

    private void found(String name, UUID grant) {
        long id = database.superuser().sql("select grant_id from access_grant where public_id = :id")
                .param("id", grant).query(Long.class).single();
        found(name, "excess-access", Severity.HIGH, new SubjectRef(SubjectKind.GRANT, id));
    }

    /** Public id of a finding that a rule makes. */
    private UUID found(String name, String rule, Severity severity, SubjectRef subject) {
        var tenant = tenants.get(name).id();
        portal.bean(Transactions.class).tenant(tenant, tx -> portal.bean(Findings.class).reconcile(tx,
                new Judgement(rule, true, 0, null, Instant.parse("2026-11-22T12:00:00Z"),
                        List.of(new Fact("subject/" + subject.id(), severity, subject, "more than expected",
                                List.of("because"), null)))));
        return database.superuser().sql("select public_id from finding where tenant_id = :id and rule = :rule")
                .param("id", tenant.value()).param("rule", rule).query(UUID.class).single();
    }

    private List<String> justifications(String name) {
        return database.superuser().sql("select justification from decision where tenant_id = :id")
                .param("id", tenants.get(name).id().value()).query(String.class).list();
    }

    private String id(String name) {
        return portal.api(tenants.get(name).id()).substring("/api/v1/tenants/".length());
    }

    private String value(String name) {
        return id(name) + "/" + grants.get(name).getFirst();
    }

    private String body(Stream<String> names, int each) {
        return "{\"decision\":\"REVOKE\",\"justification\":\"left the project\",\"items\":[%s]}".formatted(
                names.flatMap(name -> grants.get(name).subList(0, each).stream().map(
                        grant -> "{\"tenant\":\"%s\",\"grant\":\"%s\"}".formatted(id(name), grant)))
                        .collect(Collectors.joining(",")));
    }

    private static String hashed(String body, String hash) {
        return body.substring(0, body.length() - 1) + ",\"hash\":\"%s\"}".formatted(hash);
    }

    private static String hash(String page) {
        var found = Pattern.compile("name=\"hash\" value=\"([0-9a-f]{64})\"").matcher(page);
        assertThat(found.find()).as(page).isTrue();
        return found.group(1);
    }

    private String pointer(String body) {
        return json(portal.post("rosa", API + "/preview", body.replace('\'', '"')), 422).at("/errors/0/pointer")
                .asString();
    }
}
