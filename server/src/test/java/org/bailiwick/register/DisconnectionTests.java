package org.bailiwick.register;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.bailiwick.testing.TestPortal.json;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.Optional;
import org.bailiwick.change.SampleTenant;
import org.bailiwick.connector.EntitlementKey;
import org.bailiwick.decision.DecisionKind;
import org.bailiwick.decision.DecisionRequest;
import org.bailiwick.decision.GrantDecisions;
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
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import tools.jackson.databind.JsonNode;

/** Disconnecting a system, as a browser and an API client meet it, on the whole server. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class DisconnectionTests {
    private static final Instant READ = Instant.parse("2026-11-22T12:00:00Z");
    private static final String REVOKE = "{\"decision\":\"REVOKE\",\"justification\":\"left\"}";
    private static final String BODY = "{\"reason\":\"moved away\",\"ticket\":{\"system\":\"HALO\",\"key\":\"4711\"}}";

    private final TestPortal portal = new TestPortal();
    private final TestDatabase database = portal.database();
    private final PersonId ada = portal.know("ada");
    private final PersonId otto = portal.know("otto");
    private int tenants;
    private SampleTenant tenant;
    private String shortName;
    private String api;
    private String path;
    private UUID connection;

    @AfterAll
    void stop() {
        portal.close();
    }

    @BeforeEach
    void aConnectedTenant() {
        shortName = "left-" + ++tenants;
        tenant = SampleTenant.create(database, portal, shortName, "operator");
        for (var capability : List.of("tenant.read", "register.read", "change.read", "snapshot.request")) {
            tenant.give(capability, ada, capability, "tenant");
            tenant.give(capability, otto, capability, "msp");
        }
        tenant.give("decides", ada, "grant.decide", "tenant");
        tenant.give("manages", otto, "tenant.manage", "msp");
        database.superuser()
                .sql("update connection set sealed_secret = '\\x1234', external_key = 'k' where connection_id = :id")
                .param("id", tenant.connection()).update();
        connection = database.superuser().sql("select public_id from connection where connection_id = :id")
                .param("id", tenant.connection()).query(UUID.class).single();
        api = portal.api(tenant.id());
        path = api + "/connections/" + connection + "/disconnection";
        read();
    }

    @Test
    void thePreviewSaysWhatWouldBeLostAndChangesNothing() {
        tenant.account("u-1", "mara");

        var preview = json(portal.get("otto", path), 200);

        assertThat(preview.at("/consequences").valueStream().map(JsonNode::asString)).anyMatch(
                sentence -> sentence.startsWith("1 accounts with 0 effective grants are kept as last seen at 2026-"));
        assertThat(preview.at("/hindrance").isNull()).isTrue();
        assertThat(row().get("state")).isEqualTo("ready");
    }

    @Test
    void theSecretIsOverwrittenAndTheRecordSaysSoWithReasonAndTicket() {
        var answer = json(portal.post("otto", path, BODY), 200);

        assertThat(answer.at("/state").asString()).isEqualTo("disconnected");
        assertThat(row().get("sealed_secret")).isNull();
        assertThat(row().get("disconnected_at")).isNotNull();
        var told = database.superuser()
                .sql("""
                     select coalesce(convert_from(e.body, 'UTF8'), '') || coalesce((select string_agg(d.value, ' ')
                       from ev_disclosure d where d.tenant_id = e.tenant_id and d.event_id = e.event_id), '')
                     from ev_entry e where e.tenant_id = :id and e.action = 'connection disconnected'""")
                .param("id", tenant.id().value()).query(String.class).single();
        assertThat(told).contains("moved away", "HALO 4711", "destroyed");
    }

    @Test
    void nothingIsReadAnyMoreAndWhatWaitsEnds() {
        assertThat(portal.post("otto", api + "/snapshots", "{}").statusCode()).isEqualTo(202);

        json(portal.post("otto", path, BODY), 200);

        assertThat(json(portal.post("otto", api + "/snapshots", "{}"), 409).at("/type").asString())
                .isEqualTo("/problems/not-connected-any-longer");
        assertThat(database.superuser()
                .sql("select count(*) from snapshot where tenant_id = :id and state in ('requested', 'running')")
                .param("id", tenant.id().value()).query(Long.class).single()).isZero();
    }

    @Test
    void eachConnectionSaysHowOldAndWholeItsKnowledgeIsAndWhenItIsReadNext() {
        var connected = json(portal.get("otto", api + "/connections"), 200).at("/items/0");

        assertThat(connected.at("/completeness").valueStream().map(kind -> kind.at("/state").asString()))
                .hasSize(6).containsOnly("complete");
        assertThat(Instant.parse(connected.at("/observedAt").asString())).isBefore(Instant.now());
        assertThat(connected.at("/nextReading/state").asString()).isEqualTo("due");
        assertThat(Duration.between(Instant.now(), Instant.parse(connected.at("/nextReading/at").asString())))
                .isBetween(Duration.ofHours(20), Duration.ofHours(23));
        assertThat(portal.get("otto", "/t/%s/connections".formatted(shortName)).body())
                .contains("Next reading", "by itself");

        json(portal.post("otto", path, BODY), 200);

        var gone = json(portal.get("otto", api + "/connections"), 200).at("/items/0");
        assertThat(gone.at("/observedAt").isNull()).isTrue();
        assertThat(gone.at("/completeness/0/state").asString()).isEqualTo("not known");
        assertThat(gone.at("/nextReading/state").asString()).isEqualTo("disconnected");
        assertThat(portal.get("otto", "/t/%s/connections".formatted(shortName)).body())
                .doesNotContain("Next reading");
    }

    @Test
    void whatWasLastSeenStaysAndIsNotKnownAnyLonger() {
        tenant.account("u-1", "mara");
        assertThat(portal.get("otto", api + "/identities").body()).contains("\"state\":\"complete\"");

        json(portal.post("otto", path, BODY), 200);

        var identities = portal.get("otto", api + "/identities").body();
        assertThat(identities).contains("mara", "\"state\":\"not known\"", "not known any longer, disconnected at",
                "last seen at 2026-").doesNotContain("\"state\":\"complete\"");
        var page = portal.get("otto", "/t/%s/connections".formatted(shortName)).body();
        assertThat(page).contains("disconnected", "is not known any longer", "Connect it again")
                .doesNotContain("Read its system again");
    }

    @Test
    void findingsStayAsTheyWereAndTheirRuleKnowsNothing() {
        long mara = tenant.account("u-1", "mara");
        var fact = new Fact("account/" + mara, Severity.HIGH, new SubjectRef(SubjectKind.ACCOUNT, mara),
                "mara is stale",
                List.of("because"), null);
        say(fact);

        json(portal.post("otto", path, BODY), 200);
        long late = tenant.account("u-2", "late");
        say(fact, new Fact("account/" + late, Severity.HIGH, new SubjectRef(SubjectKind.ACCOUNT, late),
                "late is stale", List.of("because"), null));

        var list = json(portal.get("otto", api + "/findings?rule=stale-admin"), 200);
        assertThat(list.at("/items").valueStream().map(each -> each.at("/title").asString()))
                .as("neither closed nor anything new of a system that nobody sees").containsExactly("mara is stale");
        var summary = list.at("/summary").valueStream()
                .filter(each -> each.at("/rule").asString().equals("stale-admin")).findFirst().orElseThrow();
        assertThat(summary.at("/notKnown").asLong()).isEqualTo(2);
        assertThat(summary.at("/why").asString()).contains("disconnected");
    }

    @Test
    void aChangeThatIsNotSentEndsUnreachableWithOwnerAndClock() {
        var change = ordered();

        json(portal.post("otto", path, BODY), 200);

        var after = json(portal.get("otto", change), 200);
        assertThat(after.at("/state").asString()).isEqualTo("unreachable");
        assertThat(after.at("/detail").asString()).contains("nothing was sent", "disconnected");
        assertThat(after.at("/dueAt").isNull()).isFalse();
    }

    /** Decided, but not committed yet: disconnecting waits for it and takes its change along. */
    @Test
    void aChangeThatIsOrderedAtTheSameMomentEndsUnreachable() throws Exception {
        var grant = removable();
        var permit = tenant.permit(ada, "ada", "grant.decide");
        var decided = new CountDownLatch(1);
        var commit = new CountDownLatch(1);
        try (var threads = Executors.newFixedThreadPool(2)) {
            var deciding = threads.submit(() -> portal.bean(Transactions.class).tenant(tenant.id(), tx -> {
                var request = new DecisionRequest(DecisionKind.REVOKE, "left", Optional.empty());
                portal.bean(GrantDecisions.class).decide(tx, permit, grant, request)
                        .orThrow(problem -> new IllegalStateException(problem.toString()));
                decided.countDown();
                return awaited(commit);
            }));
            assertThat(awaited(decided)).isTrue();

            var disconnecting = threads.submit(() -> portal.post("otto", path, BODY));
            await().until(this::somebodyWaitsForALock);
            commit.countDown();

            json(disconnecting.get(), 200);
            assertThat(deciding.get()).isTrue();
        }
        assertThat(database.superuser().sql("select state from change_order where tenant_id = :id")
                .param("id", tenant.id().value()).query(String.class).single()).isEqualTo("unreachable");
    }

    /** The other way round: whoever decides waits for the end of the connection, and is told of it. */
    @Test
    void whatIsDecidedWhileTheConnectionEndsIsRefused() throws Exception {
        var decision = api + "/grants/" + removable() + "/decision";
        var ending = new CountDownLatch(1);
        var commit = new CountDownLatch(1);
        try (var threads = Executors.newFixedThreadPool(2)) {
            var ended = threads.submit(() -> portal.bean(Transactions.class).tenant(tenant.id(), tx -> {
                tx.sql("select name from connection where tenant_id = :tenant for update").query(String.class).list();
                tx.sql("""
                       update connection set disconnected_at = :now, state = 'disconnected', sealed_secret = null
                       where tenant_id = :tenant""").update();
                ending.countDown();
                return awaited(commit);
            }));
            assertThat(awaited(ending)).isTrue();

            var deciding = threads.submit(() -> portal.post("ada", decision, REVOKE));
            await().until(this::somebodyWaitsForALock);
            commit.countDown();

            assertThat(ended.get()).isTrue();
            assertThat(json(deciding.get(), 409).at("/type").asString()).isEqualTo("/problems/system-disconnected");
        }
    }

    @Test
    void aChangeThatIsBeingSentIsWaitedFor() {
        ordered();
        state("sent");

        assertThat(json(portal.get("otto", path), 200).at("/hindrance").asString()).contains("try again in a moment");
        assertThat(json(portal.post("otto", path, BODY), 409).at("/type").asString())
                .isEqualTo("/problems/connection-in-use");
        assertThat(row().get("state")).isEqualTo("ready");
        assertThat(row().get("sealed_secret")).isNotNull();
    }

    @Test
    void whatIsKnownToBeStillEffectiveIsNotHidden() {
        var change = ordered();
        state("still effective");

        json(portal.post("otto", path, BODY), 200);

        assertThat(json(portal.get("otto", change), 200).at("/state").asString()).isEqualTo("still effective");
    }

    @Test
    void itIsRefusedWithoutReasonOrTicketAndToWhomMayNot() {
        for (var body : Map.of("{}", "reason-missing", "{\"reason\":\" \"}", "reason-missing",
                "{\"reason\":\"gone\"}", "ticket-missing",
                "{\"reason\":\"gone\",\"ticket\":{\"system\":\"HALO\"}}", "ticket-missing").entrySet()) {
            assertThat(json(portal.post("otto", path, body.getKey()), 422).at("/type").asString()).as(body.getKey())
                    .isEqualTo("/problems/" + body.getValue());
        }
        assertThat(portal.post("ada", path, BODY).statusCode()).isEqualTo(403);
        assertThat(portal.get("ada", path).statusCode()).isEqualTo(403);
        assertThat(
                portal.post("otto", path.replace(connection.toString(), new UUID(1, 1).toString()), BODY).statusCode())
                .isEqualTo(404);
        assertThat(row().get("state")).isEqualTo("ready");
        json(portal.post("otto", path, BODY), 200);
        assertThat(json(portal.post("otto", path, BODY), 409).at("/type").asString())
                .isEqualTo("/problems/already-disconnected");
    }

    @Test
    void aConnectionOfAnotherTenantDoesNotExistHere() {
        var other = SampleTenant.create(database, portal, shortName + "-other", "operator");
        var foreign = database.superuser().sql("select public_id from connection where connection_id = :id")
                .param("id", other.connection()).query(UUID.class).single();

        assertThat(portal.get("otto", api + "/connections/" + foreign + "/disconnection").statusCode()).isEqualTo(404);
        assertThat(portal.post("otto", api + "/connections/" + foreign + "/disconnection", BODY).statusCode())
                .isEqualTo(404);
        assertThat(database.superuser().sql("select state from connection where connection_id = :id")
                .param("id", other.connection()).query(String.class).single()).isEqualTo("ready");
    }

    @Test
    void thePageAsksForTheTenantsShortNameAndKeepsWhatWasTyped() {
        var page = "/t/%s/connections/%s/disconnection".formatted(shortName, connection);
        assertThat(portal.get("otto", page).body()).contains("What it would mean", "The secret is overwritten");

        var wrong = portal.form("otto", page, "reason=moved+away&ticketSystem=HALO&ticketKey=4711&shortName=acme");
        assertThat(wrong.statusCode()).isEqualTo(422);
        assertThat(wrong.body()).contains("moved away", "value=\"4711\"", "type the tenant");
        assertThat(row().get("state")).isEqualTo("ready");

        var done = portal.form("otto", page,
                "reason=moved+away&ticketSystem=HALO&ticketKey=4711&shortName=" + shortName);
        assertThat(done.statusCode()).isEqualTo(303);
        assertThat(row().get("state")).isEqualTo("disconnected");
    }

    private UUID removable() {
        long role = tenant.entitlement(new EntitlementKey(EntitlementKey.REALM_ROLE, "r-1"), "billing");
        return tenant.grant(tenant.account("u-9", "noor"), role, true, "[[%d]]".formatted(role));
    }

    private boolean somebodyWaitsForALock() {
        return database.superuser().sql("select exists (select from pg_locks where not granted)").query(Boolean.class)
                .single();
    }

    private static boolean awaited(CountDownLatch latch) {
        try {
            return latch.await(30, TimeUnit.SECONDS);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    private String ordered() {
        return json(portal.post("ada", api + "/grants/" + removable() + "/decision", REVOKE), 201).at("/change")
                .asString();
    }

    private void state(String state) {
        database.superuser()
                .sql("update change_order set state = :state, owner = 1, due_at = now() where tenant_id = :id")
                .param("state", state).param("id", tenant.id().value()).update();
    }

    /** As a complete reading leaves it. */
    private void read() {
        database.superuser()
                .sql("""
                     with taken as (
                       insert into snapshot (tenant_id, public_id, connection_id, state, requested_at, started_at,
                         ended_at)
                       values (:id, gen_random_uuid(), :connection, 'complete', now() - interval '1 hour',
                         now() - interval '1 hour', now() - interval '1 hour') returning snapshot_id)
                     insert into snapshot_kind (tenant_id, snapshot_id, kind, complete, pages_asked, pages_read,
                       items_read)
                     select :id, snapshot_id, kind, true, 1, 1, 1 from taken, unnest(array['accounts', 'credentials',
                       'entitlements', 'containments', 'memberships', 'settings']) kind""")
                .param("id", tenant.id().value()).param("connection", tenant.connection()).update();
    }

    /** The product's own rules judge in the background and would speak after us. */
    private void untilNothingIsBeingJudged() {
        await("the rules have finished").atMost(Duration.ofSeconds(30)).until(() -> database.superuser()
                .sql("select count(*) from work where kind like 'judge%' and subject <> 0 and tenant_id = :id")
                .param("id", tenant.id().value()).query(Long.class).single() == 0);
    }

    private void say(Fact... facts) {
        untilNothingIsBeingJudged();
        database.transactions().worker(tenant.id(), tx -> portal.bean(Findings.class).reconcile(tx,
                new Judgement("stale-admin", true, 0, null, READ, List.of(facts))));
    }

    private Map<String, Object> row() {
        return database.superuser().sql("""
                                        select state, sealed_secret, disconnected_at from connection
                                        where connection_id = :id""").param("id", tenant.connection())
                .query().singleRow();
    }
}
