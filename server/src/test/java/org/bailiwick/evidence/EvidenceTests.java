package org.bailiwick.evidence;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.bailiwick.authority.AuthorityForTests;
import org.bailiwick.authority.Permit;
import org.bailiwick.authority.Principal;
import org.bailiwick.ledger.Activity;
import org.bailiwick.ledger.Actor;
import org.bailiwick.ledger.Entry;
import org.bailiwick.ledger.LedgerForTests;
import org.bailiwick.ledger.Outcome;
import org.bailiwick.ledger.Target;
import org.bailiwick.ledger.log.LogForTests;
import org.bailiwick.platform.PersonId;
import org.bailiwick.platform.TenantId;
import org.bailiwick.proof.Json;
import org.bailiwick.testing.TestDatabase;
import org.bailiwick.web.PagesForTests;
import org.bailiwick.web.Paging;
import org.bailiwick.web.RefusedException;
import org.bailiwick.web.VisibleTenant;
import org.bailiwick.web.View;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

@Tag("sql")
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class EvidenceTests {
    private static final EvidenceQuery ALL = Queries.ALL;
    private static final UUID CORRELATION = UUID.fromString("d1c7a2be-5c35-4d86-9a11-3f1d6e2c4b03");
    private static final Entry.Authority AUTHORITY = new Entry.Authority(CORRELATION, "grant.decide",
            "given by the tenant owner");
    private static final Actor ADA = new Actor(new PersonId(7), "Ada <b>L</b>", "https://login.example", "a1b2", "s",
            "urn:aal2", Instant.EPOCH, List.of(), "203.0.113.7");

    private TestDatabase database;
    private LedgerForTests ledger;
    private LogForTests log;
    private Evidence evidence;
    private TenantId acme;
    private TenantId birch;

    @BeforeAll
    void start(@TempDir Path var) {
        database = TestDatabase.create();
        ledger = LedgerForTests.over(database.platform());
        log = LogForTests.over(database.platform(), var);
        evidence = new Evidence(database.transactions(), ledger.ledger(), log.logs(),
                log.erasures(), new AuthorityForTests(database.platform()).persons(), PagesForTests.cursors(var));
    }

    @AfterAll
    void drop() {
        database.close();
    }

    @BeforeEach
    void twoTenants() {
        acme = database.tenant("acme-" + UUID.randomUUID().toString().substring(0, 8));
        birch = database.tenant("birch-" + UUID.randomUUID().toString().substring(0, 8));
    }

    @Test
    void itemSaysWhoDidWhatUnderWhichAuthority() {
        UUID id = append(acme, revocation());

        EvidenceItem item = first(acme);

        assertThat(item.id()).isEqualTo(id);
        assertThat(item.action()).isEqualTo("revocation decided");
        assertThat(item.message()).isEqualTo("no longer needed <script>");
        assertThat(item.actor())
                .isEqualTo(new EvidenceItem.Actor("Ada <b>L</b>", "a1b2", "https://login.example", "urn:aal2",
                        "203.0.113.7"));
        assertThat(item.authority()).isEqualTo(new EvidenceItem.Authority(CORRELATION.toString(), "grant.decide",
                "given by the tenant owner"));
        assertThat(item.target()).isEqualTo(new EvidenceItem.Target("grant", "g-1", "realm-admin of bob"));
        assertThat(item.ticket()).isEqualTo("HALO 4711");
        assertThat(item.position()).isEqualTo("not yet sequenced");
        assertThat(item.faults()).isEmpty();
    }

    @Test
    void entryWaitsForItsPositionOnlyWhileItHasNone() {
        UUID id = append(acme, revocation());
        assertThat(first(acme).leafIndex()).isNull();
        assertThat(first(acme).links().proof()).isNull();
        assertThat(entryPage(id)).contains("not yet sequenced").doesNotContain(".tlog-proof");

        log.sequence();

        assertThat(first(acme).position()).isEqualTo("sequenced");
        assertThat(first(acme).leafIndex()).isZero();
        assertThat(first(acme).links().proof()).matches("/api/v1/tenants/[0-9a-f-]{36}/evidence/" + id + ".tlog-proof");
        assertThat(entryPage(id)).contains("0, counted from 0", id + ".tlog-proof", id + "/body")
                .doesNotContain("not yet sequenced");
    }

    @Test
    void jsonHoldsTheBodyAsItWasHashed() {
        UUID id = append(acme, revocation());
        var mapper = JsonMapper.builder().build();

        JsonNode json = mapper.readTree(mapper.writeValueAsString(first(acme)));

        assertThat(json.get("body").get("class_uid").asInt()).isEqualTo(3004);
        assertThat(mapper.writeValueAsString(first(acme)))
                .contains("\"body\":" + database.superuser()
                        .sql("""
                             select convert_from(body, 'UTF8') from ev_entry where event_id = :id""").param("id", id)
                        .query(String.class).single() + ",");
        assertThat(json.get("leafHash").asString()).matches("[0-9a-f]{64}");
        assertThat(json.get("disclosed").get("/message").asString()).isEqualTo("no longer needed <script>");
    }

    @Test
    void cursorLeadsThroughTheWholeListAndEnds() {
        for (int i = 0; i < 5; i++) {
            database.time().advance(Duration.ofSeconds(1));
            append(acme, revocation());
        }

        List<UUID> seen = new ArrayList<>();
        String cursor = null;
        do {
            var page = evidence.page(permit(acme), ALL, new Paging(2, cursor));
            page.items().forEach(item -> seen.add(item.id()));
            cursor = page.nextCursor();
        } while (cursor != null);

        assertThat(seen).hasSize(5).doesNotHaveDuplicates();
    }

    @Test
    void cursorOpensNeitherAnotherTenantNorAnotherFilter() {
        append(acme, revocation());
        append(acme, revocation());
        String cursor = evidence.page(permit(acme), ALL, new Paging(1, null)).nextCursor();
        var kept = Queries.of(Map.of("action", "grant kept"));

        assertThatThrownBy(() -> evidence.page(permit(birch), ALL, new Paging(1, cursor)))
                .isInstanceOf(RefusedException.class);
        assertThatThrownBy(() -> evidence.page(permit(acme), kept, new Paging(1, cursor)))
                .isInstanceOf(RefusedException.class);
    }

    @Test
    void tenantSeesItsOwnEntriesOnly() {
        append(acme, revocation());

        assertThat(evidence.page(permit(birch), ALL, new Paging(50, null)).items()).isEmpty();
    }

    @Test
    void largeValueStandsAsideInTheListAndIsReadWithItsEntry() {
        UUID id = append(acme, withLargeBefore());

        assertThat(first(acme).aside()).containsExactly("/bailiwick/before");
        assertThat(first(acme).disclosed()).doesNotContainKey("/bailiwick/before");
        assertThat(html(ALL)).contains("Too large for this list", "/evidence/" + id).doesNotContain("xxxxx");
        var entry = evidence.one(permit(acme), id);
        assertThat(entry.disclosed().get("/bailiwick/before")).isEqualTo("\"" + "x".repeat(5000) + "\"");
        assertThat(entry.faults()).isEmpty();
        assertThat(entryPage(id)).contains("xxxxx", "aria-label=\"Value of /bailiwick/before\"")
                .doesNotContain("Too large for this list");
    }

    @Test
    void largeValueThatWasAlteredIsNamedAndNotShown() {
        UUID id = append(acme, withLargeBefore());
        database.superuser().sql("update ev_value set content = convert_to('\"forged\"', 'UTF8') where event_id = :id")
                .param("id", id).update();

        var entry = evidence.one(permit(acme), id);

        assertThat(entry.disclosed()).doesNotContainKey("/bailiwick/before");
        assertThat(entry.faults()).containsExactly("the value of `/bailiwick/before` is not the one committed to");
        assertThat(entryPage(id)).contains("is not as it was recorded").doesNotContain("forged");
    }

    @Test
    void entryOfAnotherTenantIsNotThere() {
        UUID id = append(acme, withLargeBefore());

        assertThatThrownBy(() -> evidence.one(permit(birch), id)).isInstanceOf(RefusedException.class);
        assertThatThrownBy(() -> evidence.one(permit(acme), UUID.randomUUID())).isInstanceOf(RefusedException.class);
    }

    private static Entry withLargeBefore() {
        return revocation().withChange(Json.text("x".repeat(5000)), null);
    }

    private String entryPage(UUID id) {
        var tenant = new VisibleTenant(acme, CORRELATION, "acme", "Acme", false);
        return PagesForTests.render(
                View.of("evidence/entryPage.jte", EntryPage.of(tenant, evidence.one(permit(acme), id), true)),
                database.platform().clock().now());
    }

    @Test
    void pageEscapesWhatPeopleWrote() {
        append(acme, revocation());

        String html = html(ALL);

        assertThat(html).contains("no longer needed &lt;script&gt;").contains("Ada &lt;b&gt;L&lt;/b&gt;")
                .doesNotContain("<script>").doesNotContain("<b>L").contains("not yet sequenced")
                .contains("All entries of this action");
    }

    @Test
    void pageSaysWhatWasAltered() {
        UUID id = append(acme, revocation());
        database.superuser().sql("update ev_entry set outcome = 'failure' where event_id = :id").param("id", id)
                .update();

        assertThat(html(ALL)).contains("is not as it was recorded").contains("altered");
    }

    @Test
    void pageSaysWhatIsGoneAndCallsNothingErasedThatNoErasureTellsOf() {
        UUID id = append(acme, revocation());
        database.superuser().sql("delete from ev_disclosure where event_id = :id").param("id", id).update();

        assertThat(html(ALL)).contains("What was written about it is gone, and no erasure on record says so")
                .contains("<i>gone</i>, and no erasure on record says so").contains("somebody, name gone")
                .doesNotContain("Ada").doesNotContain("<i>erased</i>").doesNotContain("not as it was recorded");
    }

    @Test
    void emptyPageSaysWhy() {
        assertThat(html(ALL)).contains("Nothing has happened here yet");
        assertThat(html(Queries.of(Map.of("action", "grant kept", "ticket", "\"4711"))))
                .contains("No entry matches").contains("value=\"&#34;4711\"")
                .containsPattern("<option value=\"grant kept\" selected");
    }

    private String html(EvidenceQuery query) {
        var tenant = new VisibleTenant(acme, CORRELATION, "acme", "Acme", false);
        var page = evidence.page(permit(acme), query, new Paging(50, null));
        return PagesForTests.render(
                View.of("evidence/timeline.jte",
                        Timeline.of(tenant, query, page, evidence.operators(permit(acme)), null, false)),
                database.platform().clock().now());
    }

    private EvidenceItem first(TenantId tenant) {
        return evidence.page(permit(tenant), ALL, new Paging(50, null)).items().getFirst();
    }

    private UUID append(TenantId tenant, Entry entry) {
        return database.transactions().tenant(tenant, tx -> ledger.ledger().append(tx, entry));
    }

    private static Entry revocation() {
        return Entry.of(Activity.GRANT_REVOCATION_DECIDED, ADA, new Target("grant", "g-1", "realm-admin of bob"),
                Outcome.SUCCESS, CORRELATION, "no longer needed <script>").under(AUTHORITY, CORRELATION)
                .withTicket("HALO 4711");
    }

    private static Permit permit(TenantId tenant) {
        return new Permit(tenant, CORRELATION, new Principal.Product(), "evidence.read", 1, AUTHORITY);
    }
}
