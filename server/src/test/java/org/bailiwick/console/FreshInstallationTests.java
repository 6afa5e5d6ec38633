package org.bailiwick.console;

import static org.assertj.core.api.Assertions.assertThat;
import static org.bailiwick.testing.TestPortal.json;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.bailiwick.authority.RootAuthorities;
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
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/** What the first administrator of a fresh installation sets up and settles in the MSP's own tenant, by its pages alone. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class FreshInstallationTests {
    private static final Instant READ = Instant.parse("2026-11-22T12:00:00Z");

    private final TestPortal portal = new TestPortal();
    private final TestDatabase database = portal.database();
    private final PersonId rosa = portal.know("rosa");
    private String msp;
    private long connection;

    @BeforeAll
    void theFirstAdministrator() {
        portal.bean(RootAuthorities.class).firstAdministrator(rosa);
        msp = "/t/" + database.superuser().sql("select short_name from tenant where tenant_id = 1").query(String.class)
                .single();
        connection = number("""
                            insert into connection (tenant_id, public_id, system, name, address, settings, state)
                            values (1, gen_random_uuid(), 'fake', 'directory', 'http://127.0.0.1:1', '{}', 'ready')
                            returning connection_id""");
    }

    @AfterAll
    void stop() {
        portal.close();
    }

    @Test
    void theMenuLeadsToWhatTheLeaverRuleAndTheFindingsNeed() {
        var home = portal.get("rosa", msp).body();

        assertThat(home).contains("href=\"%s/connections\"".formatted(msp), "href=\"%s/register\"".formatted(msp),
                "href=\"%s/findings\"".formatted(msp), "href=\"%s/changes\"".formatted(msp),
                "href=\"/mail-domains\"", "You are risk owner here");
        assertThat(home).as("the MSP agrees with itself about nothing").doesNotContain(msp + "/contract");
        for (var page : List.of("/connections", "/register", "/findings", "/changes", "/approvals", "/decisions")) {
            assertThat(portal.get("rosa", msp + page).statusCode()).as(page).isEqualTo(200);
        }
    }

    @Test
    void mailDomainsAreSetAndWhatIsNoneComesBackWithWhatWasTyped() {
        assertThat(portal.get("rosa", "/mail-domains").body()).contains("No mail domain is set");

        var refused = portal.form("rosa", "/mail-domains", "domains=" + encoded("msp.example\nada@msp.example"));
        assertThat(refused.statusCode()).isEqualTo(422);
        assertThat(refused.body()).contains("ada@msp.example", "is no mail domain", "No mail domain is set");

        assertThat(portal.form("rosa", "/mail-domains", "domains=" + encoded("msp.example\nold.example"))
                .statusCode()).isEqualTo(303);
        assertThat(portal.get("rosa", "/mail-domains").body()).contains("<bdi>msp.example</bdi>",
                "<bdi>old.example</bdi>");
        assertThat(json(portal.get("rosa", "/api/v1/mail-domains"), 200).at("/domains/0").asString())
                .isEqualTo("msp.example");
        assertThat(portal.form("rosa", "/mail-domains", "domains=").statusCode()).isEqualTo(303);
        assertThat(portal.get("rosa", "/mail-domains").body()).contains("No mail domain is set");
    }

    @Test
    void whoOnlyReadsTheMspIsToldWhyTheySetNoMailDomains() {
        var reader = portal.know("reader");
        give(reader, "tenant.read");

        assertThat(portal.get("reader", "/mail-domains").body()).contains("You do not set them: ")
                .doesNotContain("<textarea");
        assertThat(portal.form("reader", "/mail-domains", "domains=evil.example").statusCode()).isEqualTo(403);
    }

    @Test
    void whoSetsMailDomainsAndReadsNoneIsToldWhatIsWrongAndNotWhatIsSet() {
        give(portal.know("setter"), "tenant.manage");
        portal.form("rosa", "/mail-domains", "domains=quiet.example");

        var refused = portal.form("setter", "/mail-domains", "domains=" + encoded("ada@msp.example"));
        assertThat(refused.statusCode()).isEqualTo(422);
        assertThat(refused.body()).contains("is no mail domain").doesNotContain("quiet.example");
        portal.form("rosa", "/mail-domains", "domains=");
    }

    @Test
    void theFormOfASystemOffersTheSignInProvidersAndKeepsTheChosenOne() {
        var provider = database.superuser().sql("select public_id from provider where tenant_id = 1")
                .query(UUID.class).single();
        var typed = "name=Directory&address=http://127.0.0.1:1&setting.realm=msp&setting.clientId=bailiwick&secret=s";
        assertThat(portal.get("rosa", msp + "/connections/new").body()).contains(
                "The accounts here are those with which people sign in through",
                "<option value=\"%s\"".formatted(provider),
                "MSP login, ");

        var refused = portal.form("rosa", msp + "/connections", typed + "&keep=true&provider=" + new UUID(7, 7));
        assertThat(refused.statusCode()).isEqualTo(422);
        assertThat(refused.body()).contains("the tenant has no sign-in provider", "value=\"bailiwick\"");

        assertThat(portal.form("rosa", msp + "/connections", typed + "&keep=true&provider=" + provider).statusCode())
                .isEqualTo(303);
        assertThat(database.superuser()
                .sql("""
                     select p.public_id from connection c join provider p on p.provider_id = c.provider_id
                     where c.tenant_id = 1 and c.name = 'Directory'""").query(UUID.class).list())
                .containsExactly(provider);
    }

    @Test
    void theMspsOwnFindingsAreDecidedByTheFirstAdministratorButNotAboutThemselves() {
        var theirs = finding(account("omar", "null"), "omar");
        var own = finding(account("rosa", Long.toString(rosa.value())), "rosa");

        assertThat(portal.form("rosa", msp + "/findings/" + theirs + "/decision",
                "decision=KEEP&justification=on+leave").statusCode()).isEqualTo(303);
        assertThat(portal.get("rosa", msp + "/findings/" + theirs).body()).contains("on leave");
        assertThat(portal.form("rosa", msp + "/findings/" + own + "/decision",
                "decision=KEEP&justification=trust+me").body()).contains("own-access");
        assertThat(json(portal.get("rosa", portal.api(TenantId.MSP) + "/findings/" + own), 200).at("/state").asString())
                .isEqualTo("open");
    }

    @Test
    void aRevocationInTheMspWaitsForAPersonAndTheFirstAdministratorMayCarryItOut() {
        long account = account("lena", "null");
        long role = number("""
                           insert into entitlement (tenant_id, public_id, connection_id, kind, external_id, name, tier,
                             self_raising)
                           values (1, gen_random_uuid(), %d, 'realm role', 'admin', 'admin', 'high', false)
                           returning entitlement_id""".formatted(connection));
        var grant = database.superuser().sql("""
                                             insert into access_grant (tenant_id, public_id, account_id, entitlement_id,
                                               direct, effective, paths, since)
                                             values (1, gen_random_uuid(), %d, %d, true, true, '[[%d]]', now())
                                             returning public_id""".formatted(account, role, role)).query(UUID.class)
                .single();

        var sent = portal.form("rosa", msp + "/grants/" + grant + "/decision", "decision=REVOKE&justification=left");

        assertThat(sent.statusCode()).as(sent.body()).isEqualTo(303);
        var change = database.superuser()
                .sql("select public_id || ' ' || execution from change_order where tenant_id = 1").query(String.class)
                .single().split(" ");
        assertThat(change[1]).isEqualTo("operator");
        assertThat(portal.get("rosa", msp + "/changes/" + change[0]).body())
                .contains("action=\"%s/changes/%s/execution\"".formatted(msp, change[0]));
    }

    private UUID finding(long account, String name) {
        database.transactions().worker(TenantId.MSP, tx -> portal.bean(Findings.class).reconcile(tx, new Judgement(
                name.equals("rosa") ? "shared-account" : "stale-admin", true, 0, null, READ,
                List.of(new Fact("account/" + account, Severity.HIGH, new SubjectRef(SubjectKind.ACCOUNT, account),
                        name + " is found", List.of("because"), null)))));
        return database.superuser().sql("select public_id from finding where tenant_id = 1 and subject_id = :id")
                .param("id", account).query(UUID.class).single();
    }

    private long account(String name, String person) {
        long identity = number("""
                               insert into identity (tenant_id, public_id, subject, kind, display_name, person_id)
                               values (1, gen_random_uuid(), gen_random_uuid(), 'human', '%s', %s)
                               returning identity_id""".formatted(name, person));
        return number("""
                      insert into account (tenant_id, public_id, identity_id, connection_id, external_id, username,
                        display_name)
                      values (1, gen_random_uuid(), %d, %d, '%s', '%s', '%s') returning account_id"""
                .formatted(identity, connection, name, name, name));
    }

    private void give(PersonId person, String capability) {
        long root = number("insert into authority_root (until) values (null) returning root_id");
        number("""
               insert into authority (tenant_id, public_id, root_id, person_id, capability, side, source, since, reason)
               values (1, gen_random_uuid(), %d, %d, '%s', 'msp', 'delegation', now() - interval '1 day', 'reads')
               returning authority_id""".formatted(root, person.value(), capability));
    }

    private long number(String sql) {
        return database.superuser().sql(sql).query(Long.class).single();
    }

    private static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }
}
