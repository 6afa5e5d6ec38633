package org.bailiwick.evidence.control;

import static org.assertj.core.api.Assertions.assertThat;
import static org.bailiwick.testing.TestPortal.json;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.bailiwick.authority.Permit;
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
    private final ControlCatalogue catalogue = new ControlCatalogue();
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
    void whatNothingShowsIsNotKnownAndSaysWhy() {
        var all = json(portal.get("ada", api + "/controls"), 200).at("/items");

        assertThat(all.size()).isGreaterThan(30);
        assertThat(all.valueStream().filter(each -> each.at("/signals").isEmpty())).isNotEmpty().allSatisfy(each -> {
            assertThat(each.at("/coverage").asString()).isEqualTo("not known");
            assertThat(each.at("/why").asString()).isEqualTo(each.at("/unseen").asString()).endsWith(" not read");
        });
        assertThat(coverage("csf-2.0", "PR.AA-01")).isEqualTo("not known");
        assertThat(coverage("csf-2.0", "PR.AA-05")).isEqualTo("gap");
        assertThat(all.valueStream().filter(each -> each.at("/coverage").asString().equals("covered"))).isEmpty();
    }

    /** Of the whole catalogue: what can be covered is, and is missed again with each single row that goes, ages or turns. */
    @Test
    void everyControlIsAsGoodAsItsRowsAndNoBetter() {
        tenant.account("u-1", "noor");
        var permit = tenant.permit(ada, "Ada", "evidence.read");
        Stream.of(Signal.values()).forEach(this::show);

        for (var control : catalogue.controls()) {
            var best = control.unseen() == null ? Coverage.COVERED : Coverage.NOT_KNOWN;
            assertThat(standing(permit, control).coverage()).as(control.title()).isEqualTo(best);
            for (var signal : control.signals()) {
                for (var broken : ControlRows.of(signal).broken()) {
                    sql(broken);
                    var standing = standing(permit, control);
                    assertThat(standing.coverage()).as("%s: %s", control.title(), broken)
                            .isNotEqualTo(Coverage.COVERED);
                    assertThat(standing.readings()).as(broken).filteredOn(each -> each.signal() == signal)
                            .singleElement().matches(each -> each.coverage() != Coverage.COVERED);
                    show(signal);
                }
                assertThat(standing(permit, control).coverage()).as(control.title()).isEqualTo(best);
            }
        }
        assertThat(catalogue.controls()).filteredOn(control -> control.unseen() == null).hasSizeGreaterThan(15);
    }

    private ControlStanding standing(Permit permit, Control control) {
        return portal.bean(ControlMap.class).one(permit, control.framework(), control.id());
    }

    private void show(Signal signal) {
        if (signal == Signal.ENCRYPTION_REQUIRED || signal == Signal.MACHINE_KEYS) {
            sql(ControlRows.of(Signal.READ_COMPLETELY).shown());
        }
        sql(ControlRows.of(signal).shown());
    }

    @Test
    void aSystemIsReadCompletelyUntilTheReadingIsOldOrGone() {
        assertThat(signal(Signal.READ_COMPLETELY)).isEqualTo("not known");

        show(Signal.READ_COMPLETELY);
        assertThat(signal(Signal.READ_COMPLETELY)).isEqualTo("covered");
        sql("update snapshot set started_at = now() - interval '8 days' where tenant_id = :tenant");
        assertThat(signal(Signal.READ_COMPLETELY)).isEqualTo("not known");
        assertThat(control("csf-2.0", "PR.AA-01").toString()).contains("it was not read completely for 7 days");
        sql("update snapshot_kind set complete = false where tenant_id = :tenant and kind = 'memberships'");
        assertThat(signal(Signal.READ_COMPLETELY)).isEqualTo("not known");
    }

    @Test
    void keysOfASystemThatIsDisconnectedOrConnectedAnewAreNotKnown() {
        show(Signal.MACHINE_KEYS);
        assertThat(signal(Signal.MACHINE_KEYS)).isEqualTo("covered");

        sql("update connection set reconnected_at = now() + interval '1 second' where tenant_id = :tenant");
        assertThat(signal(Signal.MACHINE_KEYS)).isEqualTo("not known");
        sql("update connection set reconnected_at = null where tenant_id = :tenant");
        assertThat(signal(Signal.MACHINE_KEYS)).isEqualTo("covered");
        sql("update connection set state = 'disconnected', disconnected_at = now(), sealed_secret = null"
                + " where tenant_id = :tenant");
        assertThat(signal(Signal.MACHINE_KEYS)).isEqualTo("not known");
    }

    @Test
    void aSystemThatWantsTlsFromOutsideOnlyIsAGapAndOneThatSaysNothingIsNotKnown() {
        assertThat(signal(Signal.ENCRYPTION_REQUIRED)).isEqualTo("not known");

        show(Signal.ENCRYPTION_REQUIRED);
        assertThat(signal(Signal.ENCRYPTION_REQUIRED)).isEqualTo("covered");
        assertThat(coverage("sp-800-207", "2")).as("what is beyond it is not read").isEqualTo("not known");
        sql("update setting set value = '\"external\"' where tenant_id = :tenant");
        assertThat(coverage("sp-800-207", "2")).isEqualTo("gap");
        assertThat(control("sp-800-207", "2").at("/why").asString()).isEqualTo("it wants TLS from outside only");
        sql("update setting set gone_at = now() where tenant_id = :tenant");
        assertThat(signal(Signal.ENCRYPTION_REQUIRED)).isEqualTo("not known");
    }

    @ParameterizedTest
    @EnumSource(names = {"EXCESS_ACCESS", "ROLE_MODEL_WEAKER", "ACCESS_MISSING",
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
            update finding_summary set open_low = 0, not_known = 0, as_of = now() - interval '4 days'
            where tenant_id = :tenant""");
        assertThat(signal(rule)).as("judged on an old reading").isEqualTo("not known");
        sql("delete from finding_summary where tenant_id = :tenant");
        assertThat(signal(rule)).isEqualTo("not known");
    }

    @Test
    void aMachineThatItsSystemLockedForGoodCountsAndADisabledOneDoesNot() {
        show(Signal.READ_COMPLETELY);
        show(Signal.MACHINE_KEYS);
        sql("update credential set kind = 'client secret' where tenant_id = :tenant");
        assertThat(signal(Signal.MACHINE_KEYS)).isEqualTo("gap");

        sql("update account set enabled = false, locked = true, lock_permanent = true where tenant_id = :tenant");
        assertThat(signal(Signal.MACHINE_KEYS)).isEqualTo("gap");
        sql("update account set lock_permanent = false where tenant_id = :tenant");
        assertThat(signal(Signal.MACHINE_KEYS)).isEqualTo("not known");
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
        sql("update ev_entry set authority_id = null where tenant_id = :tenant");
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
    void oneActWithoutAnAuthorityIsSeenBehindThousandsThatNameOne() {
        revoke();
        sql("""
            insert into ev_entry (tenant_id, event_id, occurred_at, action, outcome, person_id, target, correlation, body,
              leaf_hash, authority_id)
            select tenant_id, gen_random_uuid(), now(), action, outcome, person_id, target, correlation, body, leaf_hash,
              authority_id
            from ev_entry, generate_series(1, 2500) where tenant_id = :tenant and person_id is not null""");
        assertThat(signal(Signal.AUTHORITY_NAMED)).isEqualTo("covered");

        sql("""
            update ev_entry set authority_id = null, occurred_at = now() - interval '89 days' where tenant_id = :tenant
              and event_id = (select event_id from ev_entry where tenant_id = :tenant and person_id is not null limit 1)""");

        assertThat(signal(Signal.AUTHORITY_NAMED)).isEqualTo("gap");
        assertThat(control("csf-2.0", "GV.RR-02").at("/why").asString()).startsWith("1 of 25").endsWith("no authority");
    }

    @Test
    void assuranceIsWhatTheProvidersWordIsKnownToMean() {
        var words = new HashMap<String, String>();
        Stream.of("aal2", "http://schemas.openid.net/pape/policies/2007/06/multi-factor",
                "https://refeds.org/profile/mfa",
                "urn:okta:loa:2fa:any").forEach(acr -> words.put(acr, "covered"));
        Stream.of("0", "1", "aal1", "password", "urn:oasis:names:tc:SAML:2.0:ac:classes:PasswordProtectedTransport")
                .forEach(acr -> words.put(acr, "gap"));
        Stream.of("2", "gold", "phr", "urn:okta:loa:2fa:any:ifpossible", "AAL2", "")
                .forEach(acr -> words.put(acr, "not known"));
        revoke();

        words.forEach((acr, coverage) -> {
            told("|| jsonb_build_object('bailiwick', '{\"assurance\":{\"acr\":\"%s\"}}'::jsonb)".formatted(acr));
            assertThat(signal(Signal.ASSURANCE_STATED)).as(acr).isEqualTo(coverage);
        });
        told("#- '{bailiwick,assurance}'");
        assertThat(signal(Signal.ASSURANCE_STATED)).isEqualTo("not known");
        assertThat(control("sp-800-63b", "4.2").at("/why").asString()).contains("did not say how they signed in");
    }

    /** RFC 8176: two words for one kind of factor are one factor, and a word that nobody knows may be the other one. */
    @Test
    void methodsSayWhatTheWordForTheClassDoesNot() {
        revoke();
        Map.of("\"acr\":\"1\",\"amr\":[\"pwd\",\"otp\"]", "covered", "\"amr\":[\"mfa\"]", "covered",
                "\"amr\":[\"pin\",\"fpt\"]", "covered", "\"amr\":[\"pwd\"]", "gap",
                "\"acr\":\"1\",\"amr\":[\"pwd\",\"kba\"]",
                "gap", "\"acr\":\"gold\",\"amr\":[\"pwd\"]", "not known", "\"amr\":[\"pwd\",\"magic\"]", "not known",
                "\"acr\":\"1\",\"amr\":[\"user\"]", "not known", "\"acr\":\"aal2\",\"amr\":[\"pwd\"]", "covered",
                "\"amr\":\"mfa\"", "not known").forEach((stated, coverage) -> {
                    told("|| jsonb_build_object('bailiwick', '{\"assurance\":{%s}}'::jsonb)".formatted(stated));
                    assertThat(signal(Signal.ASSURANCE_STATED)).as(stated).isEqualTo(coverage);
                });
    }

    @Test
    void actThatCannotBeReadIsNotKnownAndTakesNothingElseAway() {
        revoke();
        told("|| jsonb_build_object('bailiwick', '{\"assurance\":{\"acr\":\"aal2\"}}'::jsonb)");
        assertThat(signal(Signal.ASSURANCE_STATED)).isEqualTo("covered");

        for (var broken : List.of("'{\"bailiwick\":{\"assurance\":'", "'\\xff00fe'", "''")) {
            sql("""
                update ev_entry set body = %s where tenant_id = :tenant and event_id = (
                  select event_id from ev_entry where tenant_id = :tenant and person_id is not null
                  order by event_id limit 1)""".formatted(broken));
            assertThat(signal(Signal.ASSURANCE_STATED)).as(broken).isEqualTo("not known");
            assertThat(control("sp-800-63b", "4.2").at("/why").asString()).as(broken)
                    .isEqualTo("1 acts, and what is stored of them is broken; the log's check names the entry");
            assertThat(signal(Signal.AUTHORITY_NAMED)).isEqualTo("covered");
        }
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
        sql("update authority set until = '9999-12-31' where tenant_id = :tenant and side = 'msp'");
        assertThat(signal(Signal.MSP_ACCESS_BOUNDED)).as("an end that nobody lives to see").isEqualTo("gap");
        sql("update authority set until = since + interval '366 days' where tenant_id = :tenant and side = 'msp'");
        assertThat(signal(Signal.MSP_ACCESS_BOUNDED)).isEqualTo("covered");

        assertThat(signal(Signal.DENIALS_RECORDED)).isEqualTo("not known");
        assertThat(portal.post("ada", api + "/snapshots", "{}").statusCode()).isEqualTo(403);
        assertThat(signal(Signal.DENIALS_RECORDED)).isEqualTo("covered");
        sql("update ev_entry set occurred_at = now() - interval '91 days' where tenant_id = :tenant");
        assertThat(signal(Signal.DENIALS_RECORDED)).isEqualTo("not known");
    }

    @Test
    void idsOfCsf11ThatOlderGuidanceCitesLeadToTheControlsOfToday() {
        assertThat(control("csf-2.0", "PR.AA-01").at("/formerly").toString()).isEqualTo("[\"PR.AC-1\"]");
        assertThat(control("csf-2.0", "PR.AA-05").at("/formerly/0").asString()).isEqualTo("PR.AC-4");
        assertThat(portal.get("ada", pages + "/controls").body()).containsSubsequence("PR.AA-01", "formerly PR.AC-1<",
                "PR.AA-05", "formerly PR.AC-4, PR.AC-1, PR.AC-3<");
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
                .contains("Because doors, rooms and badges are not read. It has to be shown by other means");
        assertThat(portal.get("ada", pages + "/controls/owasp-nhi-2025/NHI10").body())
                .contains("A part of it is not known", "No account is shared");
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
