package org.bailiwick.evidence.control;

import static org.assertj.core.api.Assertions.assertThat;
import static org.bailiwick.testing.TestPortal.json;

import java.util.List;
import org.bailiwick.change.SampleTenant;
import org.bailiwick.connector.EntitlementKey;
import org.bailiwick.platform.PersonId;
import org.bailiwick.testing.TestPortal;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import tools.jackson.databind.JsonNode;

/** The control map says what the tenant's rows say: taken away or grown old, they are missed. */
@Tag("sql")
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class ControlMapTests {
    private final TestPortal portal = new TestPortal();
    private final PersonId ada = portal.know("ada");
    private SampleTenant tenant;
    private String api;
    private String pages;
    private int tenants;

    @BeforeEach
    void freshTenant() {
        tenant = SampleTenant.create(portal.database(), portal, "mapped-" + ++tenants, "operator");
        for (var capability : List.of("tenant.read", "register.read", "change.read", "evidence.read", "grant.decide")) {
            tenant.give(capability, ada, capability, "tenant");
        }
        api = portal.api(tenant.id());
        pages = "/t/mapped-" + tenants;
    }

    @AfterAll
    void stop() {
        portal.close();
    }

    @Test
    void whatNothingShowsIsNotKnownAndNeverCovered() {
        var all = json(portal.get("ada", api + "/controls"), 200).at("/items");

        assertThat(all.size()).isGreaterThan(30);
        assertThat(all.valueStream().filter(each -> each.at("/signals").isEmpty()))
                .isNotEmpty().allSatisfy(each -> assertThat(each.at("/coverage").asString()).isEqualTo("not known"));
        assertThat(coverage("csf-2.0", "PR.AA-01")).isEqualTo("not known");
        assertThat(coverage("csf-2.0", "PR.AA-05")).isEqualTo("gap");
        assertThat(all.valueStream().filter(each -> each.at("/coverage").asString().equals("covered"))).isEmpty();
    }

    @Test
    void aSystemIsReadCompletelyUntilTheReadingIsOldOrGone() {
        assertThat(signal(Signal.READ_COMPLETELY)).isEqualTo("not known");

        sql("""
            with taken as (
              insert into snapshot (tenant_id, public_id, connection_id, state, requested_at, started_at, ended_at)
              select tenant_id, gen_random_uuid(), connection_id, 'complete', now(), now(), now() from connection
              where tenant_id = :tenant returning snapshot_id)
            insert into snapshot_kind (tenant_id, snapshot_id, kind, complete, pages_asked, pages_read, items_read)
            select :tenant, snapshot_id, kind, true, 1, 1, 1 from taken, unnest(array['accounts', 'credentials',
              'entitlements', 'containments', 'memberships', 'settings']) kind""");
        assertThat(signal(Signal.READ_COMPLETELY)).isEqualTo("covered");
        sql("update snapshot set started_at = now() - interval '8 days' where tenant_id = :tenant");
        assertThat(signal(Signal.READ_COMPLETELY)).isEqualTo("gap");
        sql("update snapshot_kind set complete = false where tenant_id = :tenant and kind = 'memberships'");
        assertThat(signal(Signal.READ_COMPLETELY)).isEqualTo("not known");
    }

    @ParameterizedTest
    @EnumSource(names = {"EXCESS_ACCESS", "ACCESS_MISSING",
        "DELEGATED_ADMIN_UNEXPECTED", "LOCKOUT_WEAK", "STALE_ADMIN", "CREDENTIAL_OVERDUE", "NO_OWNER", "SHARED_ACCOUNT",
        "LEAVER_EFFECTIVE", "ACCESS_RETURNED"})
    void whatARuleJudgedHoldsWhileItKnows(Signal rule) {
        assertThat(signal(rule)).as("never asked").isEqualTo("not known");

        sql("""
            insert into finding_summary (tenant_id, rule, known, as_of, changed_at)
            values (:tenant, '%s', true, now(), now())""".formatted(rule.id()));
        assertThat(signal(rule)).isEqualTo("covered");
        sql("update finding_summary set not_known = 1, why = 'no sign-ins' where tenant_id = :tenant");
        assertThat(signal(rule)).isEqualTo("not known");
        sql("update finding_summary set open_low = 1 where tenant_id = :tenant");
        assertThat(signal(rule)).isEqualTo("gap");
        sql("""
            update finding_summary set open_low = 0, not_known = 0, as_of = now() - interval '8 days'
            where tenant_id = :tenant""");
        assertThat(signal(rule)).as("judged on an old reading").isEqualTo("not known");
        sql("delete from finding_summary where tenant_id = :tenant");
        assertThat(signal(rule)).isEqualTo("not known");
    }

    @Test
    void aChangeCountsOnceItIsVerifiedAndAnActOnceItNamesItsAuthority() {
        assertThat(signal(Signal.CHANGES_VERIFIED)).isEqualTo("not known");
        assertThat(signal(Signal.AUTHORITY_NAMED)).isEqualTo("not known");
        revoke();

        assertThat(signal(Signal.CHANGES_VERIFIED)).as("under way").isEqualTo("not known");
        assertThat(signal(Signal.AUTHORITY_NAMED)).isEqualTo("covered");
        sql("update change_order set state = 'verified', read_at = now(), due_at = null where tenant_id = :tenant");
        assertThat(signal(Signal.CHANGES_VERIFIED)).isEqualTo("covered");
        sql("""
            update change_order set state = 'still effective', owner = 1, due_at = now() + interval '1 day'
            where tenant_id = :tenant""");
        assertThat(signal(Signal.CHANGES_VERIFIED)).isEqualTo("gap");
        sql("""
            update change_order set state = 'unreachable', due_at = now() - interval '1 minute'
            where tenant_id = :tenant""");
        assertThat(signal(Signal.CHANGES_VERIFIED)).as("overdue").isEqualTo("gap");
        sql("update change_order set ordered_at = now() - interval '91 days' where tenant_id = :tenant");
        assertThat(signal(Signal.CHANGES_VERIFIED)).isEqualTo("not known");
        told("#- '{bailiwick,authority}'");
        assertThat(signal(Signal.AUTHORITY_NAMED)).isEqualTo("gap");
        sql("update ev_entry set occurred_at = now() - interval '91 days' where tenant_id = :tenant");
        assertThat(signal(Signal.AUTHORITY_NAMED)).isEqualTo("not known");
    }

    @Test
    void aLogHoldsWhileItIsGoneThroughWithoutAFault() {
        sql("delete from ev_audit where tenant_id = :tenant");
        assertThat(signal(Signal.LOG_AUDITED)).isEqualTo("not known");

        sql("insert into ev_audit (tenant_id, passed_at, size) values (:tenant, now() - interval '1 hour', 3)");
        assertThat(signal(Signal.LOG_AUDITED)).isEqualTo("covered");
        sql("update ev_audit set passed_at = now() - interval '3 days' where tenant_id = :tenant");
        assertThat(signal(Signal.LOG_AUDITED)).isEqualTo("not known");
        sql("update ev_audit set fault = 'entry 1 was altered', fault_since = now() where tenant_id = :tenant");
        assertThat(signal(Signal.LOG_AUDITED)).isEqualTo("gap");
    }

    @Test
    void assuranceIsWhatTheProviderSaid() {
        revoke();

        told("#- '{bailiwick,assurance}'");
        assertThat(signal(Signal.ASSURANCE_STATED)).isEqualTo("not known");
        told("|| jsonb_build_object('bailiwick', '{\"assurance\":{\"acr\":\"1\"}}'::jsonb)");
        assertThat(signal(Signal.ASSURANCE_STATED)).isEqualTo("gap");
        told("|| jsonb_build_object('bailiwick', '{\"assurance\":{\"acr\":\"2\"}}'::jsonb)");
        assertThat(signal(Signal.ASSURANCE_STATED)).isEqualTo("covered");
    }

    @Test
    void scopeContractDenialsAndAuthorityOfTheMsp() {
        assertThat(signal(Signal.SCOPE_APPROVED)).isEqualTo("gap");
        sql("""
            insert into expected_scope (tenant_id, public_id, version, content, content_hash, people, proposed_by,
              authority_id, proposed_at, state, state_at)
            select :tenant, gen_random_uuid(), 1, '\\x7b7d', sha256('\\x7b7d'), 0, 1, authority_id, now(), 'approved', now()
            from authority where tenant_id = :tenant limit 1""");
        assertThat(signal(Signal.SCOPE_APPROVED)).isEqualTo("covered");
        sql("update expected_scope set state_at = now() - interval '367 days' where tenant_id = :tenant");
        assertThat(signal(Signal.SCOPE_APPROVED)).isEqualTo("gap");

        assertThat(signal(Signal.CONTRACT_ACCEPTED)).isEqualTo("covered");
        sql("update contract_acceptance set terms_hash = sha256('other') where tenant_id = :tenant");
        assertThat(signal(Signal.CONTRACT_ACCEPTED)).as("another text was accepted").isEqualTo("gap");

        assertThat(signal(Signal.MSP_ACCESS_BOUNDED)).isEqualTo("gap");
        sql("update authority set until = now() + interval '1 day' where tenant_id = :tenant and side = 'msp'");
        assertThat(signal(Signal.MSP_ACCESS_BOUNDED)).isEqualTo("covered");

        assertThat(signal(Signal.DENIALS_RECORDED)).isEqualTo("not known");
        assertThat(portal.post("ada", api + "/snapshots", "{}").statusCode()).isEqualTo(403);
        assertThat(signal(Signal.DENIALS_RECORDED)).isEqualTo("covered");
        sql("update ev_entry set occurred_at = now() - interval '91 days' where tenant_id = :tenant");
        assertThat(signal(Signal.DENIALS_RECORDED)).isEqualTo("not known");
    }

    @Test
    void pagesShowTheRowsAndEachLinkLeadsSomewhere() {
        revoke();
        assertThat(portal.get("ada", pages + "/controls").body()).contains("PR.AA-05", "formerly PR.AC-4", "NHI7",
                "not known");

        var page = portal.get("ada", pages + "/controls/csf-2.0/ID.RA-07");

        assertThat(page.statusCode()).isEqualTo(200);
        assertThat(page.body()).contains("change without a ticket", "authorised");
        control("csf-2.0", "ID.RA-07").at("/signals").valueStream().flatMap(each -> each.at("/evidence").valueStream())
                .forEach(row -> assertThat(portal.get("ada", row.at("/console").asString()).statusCode())
                        .as(row.toString()).isEqualTo(200));
        assertThat(portal.get("ada", pages + "/controls/csf-2.0/PR.AA-06").body())
                .contains("Nothing that is read here");
        assertThat(portal.get("ada", pages + "/controls/csf-2.0/XX.YY-99").statusCode()).isEqualTo(404);
        assertThat(portal.get("ada", api + "/controls/none/PR.AA-01").statusCode()).isEqualTo(404);
    }

    private void revoke() {
        long role = tenant.entitlement(new EntitlementKey(EntitlementKey.REALM_ROLE, "r-1"), "billing");
        var grant = tenant.grant(tenant.account("u-1", "noor"), role, true, "[[%d]]".formatted(role));
        json(portal.post("ada", api + "/grants/" + grant + "/decision",
                "{\"decision\":\"REVOKE\",\"justification\":\"left\"}"), 201);
    }

    /** Alters what entries tell, as only somebody could who has the database. */
    private void told(String change) {
        sql("""
            update ev_entry set body = convert_to((convert_from(body, 'UTF8')::jsonb %s)::text, 'UTF8')
            where tenant_id = :tenant""".formatted(change));
    }

    private void sql(String statement) {
        portal.database().superuser().sql(statement).param("tenant", tenant.id().value()).update();
    }

    private JsonNode control(String framework, String id) {
        return json(portal.get("ada", "%s/controls/%s/%s".formatted(api, framework, id)), 200);
    }

    private String coverage(String framework, String id) {
        return control(framework, id).at("/coverage").asString();
    }

    private String signal(Signal signal) {
        return json(portal.get("ada", api + "/controls"), 200).at("/items").valueStream()
                .flatMap(control -> control.at("/signals").valueStream())
                .filter(each -> each.at("/id").asString().equals(signal.id())).findFirst().orElseThrow()
                .at("/coverage").asString();
    }
}
