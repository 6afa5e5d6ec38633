package org.bailiwick.signin;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.bailiwick.testing.TestPortal.json;

import java.net.URLEncoder;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Collectors;
import org.bailiwick.platform.PersonId;
import org.bailiwick.platform.TenantId;
import org.bailiwick.testing.TestPortal;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/** How both sides of a tenant come to an agreement and hand authority on, as browsers and API clients meet it. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
final class CoManagementRoutesTests {
    private static final Map<String, String> USUAL = Map.of("evidenceAccess", "the portal",
            "escalationPath", "Ruth", "decides-grant.decide", "tenant", "execution-grant.decide", "automatic",
            "decides-change.execute", "msp", "execution-change.execute", "operator");

    private final TestPortal portal = new TestPortal();
    /** Manages the tenant for the MSP; owns it on its side; only reads; is handed something. */
    private final PersonId mia = portal.know("mia");
    private final PersonId ona = portal.know("ona");
    private final PersonId rob = portal.know("rob");
    private int tenants;

    private TenantId tenant;
    private String path;

    CoManagementRoutesTests() {
        portal.know("nia");
    }

    @AfterAll
    void stop() {
        portal.close();
    }

    @BeforeEach
    void tenantWithoutContract() {
        var shortName = "agreeing-" + ++tenants;
        tenant = portal.database().tenant(shortName);
        path = "/t/" + shortName;
        give("tenant.manage", mia, "msp");
        give("tenant.read", mia, "msp");
        give("authority.delegate", mia, "msp");
        give("tenant.read", ona, "tenant");
        give("contract.accept", ona, "tenant");
        give("tenant.read", rob, "tenant");
    }

    @Test
    void proposedContractIsInForceOnceItsOwnerAcceptsExactlyThat() {
        assertThat(portal.get("ona", path + "/contract").body()).contains("No contract is in force")
                .doesNotContain("Propose version");
        assertThat(portal.get("mia", path + "/contract").body()).contains("Propose version 1");

        assertThat(propose(USUAL)).isEqualTo(303);
        var shown = portal.get("ona", path + "/contract").body();
        var hash = json(portal.get("ona", portal.api(tenant) + "/contract"), 200).at("/hash").asString();
        assertThat(shown).contains("Accept version 1", hash, "an operator carries it out", "the portal",
                "say how long the record is kept");
        assertThat(portal.get("mia", path + "/contract").body()).doesNotContain("Accept version 1");
        assertThat(portal.form("ona", path + "/contract/acceptance", "hash=00").statusCode()).isEqualTo(409);
        assertThat(portal.form("mia", path + "/contract/acceptance", "hash=" + hash).statusCode()).isEqualTo(403);
        assertThat(portal.form("ona", path + "/contract/acceptance", "hash=" + hash).statusCode()).isEqualTo(303);

        assertThat(portal.get("rob", path + "/contract").body()).contains("Version 1, accepted",
                "Nobody agreed to yet", "nobody may do this here").doesNotContain("Accept version", "Propose version");
    }

    @Test
    void nextVersionShowsWhatWouldChangeWhileTheOldOneStaysInForce() {
        accept();

        var next = new HashMap<>(USUAL);
        next.put("decides-change.execute", "tenant");
        next.remove("decides-grant.decide");
        assertThat(propose(next)).isEqualTo(303);

        var page = portal.get("ona", path + "/contract").body();
        assertThat(page).contains("Version 1, accepted", "What would change with version 2", "nothing any more",
                "<b>the tenant's side</b>");
        assertThat(portal.get("ona", path).body()).contains("Version 1", "Version 2", "proposed, not accepted");
    }

    @Test
    void ownerOfAnOlderContractIsShownWhatTheNextAcceptanceGives() {
        accept();
        portal.database().superuser()
                .sql("update authority set revoked_at = now() where tenant_id = :id and capability = 'record.keep'")
                .param("id", tenant.value()).update();

        assertThat(portal.get("mia", path + "/contract").body()).contains("What the tenant owner does not hold yet",
                "say how long the record is kept");
        accept();

        assertThat(portal.get("mia", path + "/contract").body()).doesNotContain("does not hold yet");
        assertThat(portal.get("ona", path + "/retention").body()).contains("Set a legal hold");
    }

    @Test
    void proposalThatLacksSomethingKeepsWhatWasTyped() {
        var without = new HashMap<>(USUAL);
        without.put("evidenceAccess", " ");
        without.put("escalationPath", "call <Ruth>");

        var again = portal.form("mia", path + "/contract", fields(without));

        assertThat(again.statusCode()).isEqualTo(422);
        assertThat(again.body()).contains("role=\"alert\"", "say how the tenant reaches its evidence",
                "call &lt;Ruth&gt;");
        without.putAll(USUAL);
        without.put("decides-grant.decide", "everybody");
        assertThat(portal.form("mia", path + "/contract", fields(without)).statusCode()).isEqualTo(422);
        assertThat(portal.form("rob", path + "/contract", fields(USUAL)).statusCode()).isEqualTo(403);
        assertThat(portal.form("nia", path + "/contract", fields(USUAL)).statusCode()).isEqualTo(404);
    }

    @Test
    void authorityIsHandedOnAndTakenBackOnThePage() {
        accept();
        var issuer = portal.bean(Providers.class).of(TenantId.MSP).getFirst().issuer();
        var wanted = Map.of("issuer", issuer, "subject", "nia", "capability", "grant.decide", "reason", "stands in",
                "until", "2999-12-31", "ticket", "HALO 7");
        assertThat(portal.get("rob", path + "/authorities").body()).contains("In force", "decide about grants")
                .doesNotContain("Hand on 1 authority", "Take back 1 authority");
        assertThat(portal.get("ona", path + "/authorities").body()).contains("Hand on 1 authority", issuer);

        assertThat(portal.form("ona", path + "/authorities", fields(wanted)).statusCode()).isEqualTo(303);
        assertThat(portal.get("ona", path + "/authorities").body()).contains("stands in", "HALO 7", "3000-01-01");
        var given = authority("grant.decide", "nia");
        assertThat(takeBack("mia", given, "x"))
                .isEqualTo(403);
        assertThat(takeBack("ona", given, ""))
                .isEqualTo(422);
        assertThat(takeBack("ona", given, "back"))
                .isEqualTo(303);

        assertThat(portal.get("ona", path + "/authorities").body()).contains("1 ended");
        assertThat(portal.get("nia", path).statusCode()).isEqualTo(404);
    }

    @Test
    void handingOnThatIsRefusedSaysWhyAndKeepsWhatWasTyped() {
        accept();
        var issuer = portal.bean(Providers.class).of(TenantId.MSP).getFirst().issuer();
        var wanted = Map.of("issuer", issuer, "subject", "nia", "capability", "grant.decide", "reason", "stands in");

        for (var wrong : List.of(Map.of("until", "tomorrow"), Map.of("until", "2001-01-01"), Map.of("reason", " "),
                Map.of("subject", ""), Map.of("issuer", "https://elsewhere.example"))) {
            var typed = new HashMap<>(wanted);
            typed.putAll(wrong);
            var again = portal.form("ona", path + "/authorities", fields(typed));
            assertThat(again.statusCode()).as(wrong.toString()).isEqualTo(422);
            assertThat(again.body()).contains("role=\"alert\"", "value=\"grant.decide\" selected");
        }
        assertThat(portal.form("mia", path + "/authorities", fields(wanted)).statusCode()).isEqualTo(403);
        assertThat(portal.form("rob", path + "/authorities", fields(wanted)).statusCode()).isEqualTo(403);
    }

    @Test
    void ownerIsNamedByTheMspUntilOneHasAccepted() {
        var named = Map.of("issuer", "https://login.agreeing.example/" + tenants, "clientId", "portal", "subject",
                "o-1",
                "reason", "contract on paper");
        assertThat(portal.get("mia", path + "/authorities").body()).contains("Name 1 owner");
        var without = new HashMap<>(named);
        without.put("reason", "");
        assertThat(portal.form("mia", path + "/owner", fields(without)).statusCode()).isEqualTo(422);
        assertThat(portal.bean(Providers.class).of(tenant)).isEmpty();

        accept();

        assertThat(portal.get("mia", path + "/authorities").body()).doesNotContain("Name 1 owner");
        assertThat(portal.form("mia", path + "/owner", fields(named)).statusCode()).isEqualTo(409);
        assertThat(portal.bean(Providers.class).of(tenant)).as("a refusal registers no provider").isEmpty();
        assertThat(portal.form("ona", path + "/owner", fields(named)).statusCode()).isEqualTo(403);
    }

    @Test
    void afterAnAcceptanceNotEvenTheSameOwnerIsNamedAgainAndTheProvidersClientStays() {
        var named = new HashMap<>(
                Map.of("issuer", "https://login.agreeing.example/same" + tenants, "clientId", "portal",
                        "subject", "o-1", "reason", "contract on paper"));
        assertThat(portal.form("mia", path + "/owner", fields(named)).statusCode()).isEqualTo(303);
        portal.database().superuser()
                .sql("""
                     update authority set person_id = :ona
                     where tenant_id = :id and capability in ('contract.accept', 'tenant.read') and side = 'tenant'""")
                .param("ona", ona.value()).param("id", tenant.value()).update();
        accept();

        named.put("clientId", "client-of-the-msp");
        assertThat(portal.form("mia", path + "/owner", fields(named)).statusCode()).isEqualTo(409);
        assertThat(portal.bean(Providers.class).of(tenant)).singleElement().extracting(Provider::clientId)
                .isEqualTo("portal");
    }

    @Test
    void ownerAloneReplacesTheSecretOfTheirProvider() {
        var issuer = "https://login.agreeing.example/secret" + tenants;
        var provider = portal.bean(Providers.class).register(tenant, "theirs", issuer, "portal", "old")
                .orThrow(problem -> new IllegalStateException(problem.toString()));
        var api = portal.api(tenant) + "/provider-secret";
        var body = "{\"issuer\":\"%s\",\"clientSecret\":\"%s\"}";

        assertThat(portal.put("mia", api, body.formatted(issuer, "new")).statusCode()).isEqualTo(403);
        assertThat(portal.put("ona", api, body.formatted("https://elsewhere.example", "new")).statusCode())
                .isEqualTo(422);
        assertThat(portal.put("ona", api, body.formatted(issuer, " ")).statusCode()).isEqualTo(422);
        assertThat(portal.put("ona", api, body.formatted(issuer, "new")).statusCode()).isEqualTo(204);

        assertThatThrownBy(() -> portal.database().transactions().tenant(TenantId.MSP, tx -> {
            portal.bean(Providers.class).secret(tx, provider, "of another tenant");
            return true;
        })).hasMessageContaining("not one of this tenant");
        assertThat(portal.bean(Providers.class).clientSecret(provider)).contains("new");
        assertThat(portal.database().superuser()
                .sql("select count(*) from ev_entry where tenant_id = :id and action = 'provider secret set'")
                .param("id", tenant.value()).query(Long.class).single()).isEqualTo(1);
    }

    @Test
    void handedOnAuthorityEndsOnThePageWithWhatItStandsOn() {
        accept();
        var issuer = portal.bean(Providers.class).of(TenantId.MSP).getFirst().issuer();
        for (var who : List.of("nia", "uma")) {
            portal.know(who);
            assertThat(portal.form("ona", path + "/authorities", fields(Map.of("issuer", issuer, "subject", who,
                    "capability", "grant.decide", "reason", "stands in", "name", "Anna Berg"))).statusCode())
                    .isEqualTo(303);
        }
        assertThat(portal.get("ona", path + "/authorities").body().split("Anna Berg<", -1))
                .as("two of the same name are two").hasSize(3);
        portal.database().superuser()
                .sql("update authority set until = now() where tenant_id = :id and capability = 'grant.decide' and delegated_from is null")
                .param("id", tenant.value()).update();

        assertThat(portal.get("ona", path + "/authorities").body()).contains("3 ended");
    }

    @Test
    void dayBeyondWhatAnybodyMeansIsRefused() {
        accept();
        var issuer = portal.bean(Providers.class).of(TenantId.MSP).getFirst().issuer();

        for (var day : List.of("+999999999-12-31", "9999-12-31", "2027-02-30")) {
            assertThat(portal.form("ona", path + "/authorities", fields(Map.of("issuer", issuer, "subject", "nia",
                    "capability", "grant.decide", "reason", "stands in", "until", day))).statusCode()).isEqualTo(422);
        }
    }

    @Test
    void whatAProposalLeavesOutIsNotPutBackByTheNextForm() {
        var both = new HashMap<>(USUAL);
        both.put("decides-staff.offboard", "msp");
        both.put("execution-staff.offboard", "automatic");
        assertThat(propose(both)).isEqualTo(303);
        var hash = json(portal.get("ona", portal.api(tenant) + "/contract"), 200).at("/hash").asString();
        assertThat(portal.form("ona", path + "/contract/acceptance", "hash=" + hash).statusCode()).isEqualTo(303);
        assertThat(propose(USUAL)).isEqualTo(303);

        var form = portal.get("mia", path + "/contract").body();
        var choice = form.substring(form.indexOf("name=\"decides-staff.offboard\""));
        assertThat(choice.substring(0, choice.indexOf("</select>"))).contains("value=\"\" selected");
        assertThat(form.substring(0, form.indexOf("name=\"decides-staff.offboard\"")).lastIndexOf("nobody has spoken"))
                .isLessThan(form.lastIndexOf("<legend>", form.indexOf("name=\"decides-staff.offboard\"")));
    }

    @Test
    void namedOwnerTakesThePlaceOfOneWhoNeverAccepted() {
        var named = Map.of("issuer", "https://login.agreeing.example/" + tenants, "clientId", "portal", "subject",
                "o-1",
                "name", "Olga Owner", "reason", "contract on paper");

        assertThat(portal.form("mia", path + "/owner", fields(named)).statusCode()).isEqualTo(303);

        assertThat(portal.get("mia", path + "/authorities").body()).contains("Olga Owner", "contract on paper");
        assertThat(portal.form("ona", path + "/contract/acceptance", "hash=00").statusCode()).isEqualTo(403);
    }

    private void accept() {
        assertThat(propose(USUAL)).isEqualTo(303);
        var hash = json(portal.get("ona", portal.api(tenant) + "/contract"), 200).at("/hash").asString();
        assertThat(portal.form("ona", path + "/contract/acceptance", "hash=" + hash).statusCode()).isEqualTo(303);
    }

    private int propose(Map<String, String> fields) {
        return portal.form("mia", path + "/contract", fields(fields)).statusCode();
    }

    private int takeBack(String who, String authority, String reason) {
        return portal
                .form(who, path + "/authorities/revocations", fields(Map.of("authority", authority, "reason", reason)))
                .statusCode();
    }

    private String authority(String capability, String holder) {
        return portal.database().superuser()
                .sql("""
                     select a.public_id from authority a join tenant_person p using (tenant_id, person_id)
                     where a.tenant_id = :id and a.capability = :capability and p.name = :holder""")
                .param("id", tenant.value()).param("capability", capability).param("holder", holder)
                .query(UUID.class).single().toString();
    }

    private void give(String capability, PersonId person, String side) {
        var root = portal.database().superuser()
                .sql("insert into authority_root (until) values (null) returning root_id").query(Long.class).single();
        portal.database().superuser()
                .sql("""
                     insert into authority (tenant_id, public_id, root_id, person_id, capability, side, source, since,
                       reason)
                     values (:tenant, gen_random_uuid(), :root, :person, :capability, :side, 'tenant owner',
                       now() - interval '1 day', 'as agreed')""").param("tenant", tenant.value())
                .param("root", root).param("person", person.value()).param("capability", capability)
                .param("side", side).update();
    }

    private static String fields(Map<String, String> fields) {
        return fields.entrySet().stream()
                .map(field -> field.getKey() + "=" + URLEncoder.encode(field.getValue(), UTF_8))
                .collect(Collectors.joining("&"));
    }
}
