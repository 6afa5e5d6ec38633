package org.bailiwick.evidence.control;

import java.util.List;

/** For each signal: the rows that show it, and what takes them away, ages them or says otherwise. */
record ControlRows(String shown, List<String> broken) {
    private static final String READ = """
                                       with taken as (
                                         insert into snapshot (tenant_id, public_id, connection_id, state, requested_at,
                                           started_at, ended_at)
                                         select tenant_id, gen_random_uuid(), connection_id, 'complete', now(), now(), now()
                                         from connection where tenant_id = :tenant returning snapshot_id)
                                       insert into snapshot_kind (tenant_id, snapshot_id, kind, complete, pages_asked,
                                         pages_read, items_read)
                                       select :tenant, snapshot_id, kind, true, 1, 1, 1 from taken, unnest(array['accounts',
                                         'credentials', 'entitlements', 'containments', 'memberships', 'settings']) kind""";
    private static final String READ_LONG_AGO = "update snapshot set started_at = now() - interval '8 days' where tenant_id = :tenant";
    private static final String NOT_READ = "delete from snapshot_kind where tenant_id = :tenant";
    /** Past the sequencer, which would find that these are no entries. */
    private static final String ACTED = """
                                        with gone as (delete from ev_entry where tenant_id = :tenant)
                                        insert into ev_entry (tenant_id, event_id, occurred_at, action, outcome, person_id,
                                          correlation, authority_id, leaf_hash, body)
                                        select :tenant, gen_random_uuid(), now(), action, 'success', 1, gen_random_uuid(),
                                          gen_random_uuid(), sha256('x'),
                                          convert_to('{"actor":{"idp":{"issuer":"https://login.example"}},"bailiwick":{"assurance":{"acr":"aal2"}}}', 'UTF8')
                                        from unnest(array['grant kept', 'access denied', 'signed in']) action""";
    private static final String NOT_ACTED = "delete from ev_entry where tenant_id = :tenant";
    private static final String ACTED_LONG_AGO = """
                                                 update ev_entry set occurred_at = now() - interval '91 days'
                                                 where tenant_id = :tenant""";

    /** In a tenant with a contract, a connected system and an account in it. */
    static ControlRows of(Signal signal) {
        return switch (signal) {
            case READ_COMPLETELY -> rows(READ, READ_LONG_AGO, NOT_READ);
            case ENCRYPTION_REQUIRED -> rows("""
                                             insert into setting (tenant_id, connection_id, key, value)
                                             select tenant_id, connection_id, 'sslRequired', '"all"' from connection
                                             where tenant_id = :tenant
                                             on conflict on constraint setting_key_is_unique
                                               do update set value = excluded.value""",
                    "delete from setting where tenant_id = :tenant",
                    "update setting set value = '\"external\"' where tenant_id = :tenant", READ_LONG_AGO, NOT_READ);
            case CONTRACT_ACCEPTED ->
                rows("""
                     insert into contract_acceptance (tenant_id, contract_id, terms_hash, accepted_by,
                       accepted_at)
                     select tenant_id, contract_id, terms_hash, 1, now() from contract
                     where tenant_id = :tenant
                     on conflict on constraint contract_acceptance_pk
                       do update set terms_hash = excluded.terms_hash""",
                        "delete from contract_acceptance where tenant_id = :tenant",
                        "update contract_acceptance set terms_hash = sha256('other') where tenant_id = :tenant");
            case SCOPE_APPROVED ->
                rows("""
                     insert into expected_scope (tenant_id, public_id, version, content, content_hash,
                       people, proposed_by, authority_id, proposed_at, state, state_at)
                     select :tenant, gen_random_uuid(), 1, '\\x7b7d', sha256('\\x7b7d'), 0, 1,
                       authority_id, now(), 'approved', now()
                     from authority where tenant_id = :tenant limit 1
                     on conflict on constraint expected_scope_version_is_unique
                       do update set state_at = now()""",
                        "delete from expected_scope where tenant_id = :tenant",
                        "update expected_scope set state_at = now() - interval '367 days' where tenant_id = :tenant");
            case CHANGES_VERIFIED ->
                rows("""
                     with gone as (delete from change_order where tenant_id = :tenant)
                     insert into change_order (tenant_id, public_id, connection_id, action, account_id,
                       plan, plan_hash, requested_for, requested_by, authority_id, execution, state,
                       state_at, applied, read_at, fence, ordered_at, correlation)
                     select a.tenant_id, gen_random_uuid(), a.connection_id, 'revoke', a.account_id,
                       '\\x7b7d', sha256('\\x7b7d'), 'nobody', 1, min(b.authority_id), 'operator', 'verified',
                       now(), 'yes', now(), 1, now(), gen_random_uuid()
                     from account a join authority b on b.tenant_id = a.tenant_id
                     where a.tenant_id = :tenant
                     group by a.tenant_id, a.connection_id, a.account_id""",
                        "delete from change_order where tenant_id = :tenant",
                        "update change_order set ordered_at = now() - interval '91 days' where tenant_id = :tenant",
                        "update change_order set state = 'authorised' where tenant_id = :tenant",
                        """
                        update change_order set state = 'still effective', owner = 1, due_at = now() + interval '1 day'
                        where tenant_id = :tenant""");
            case AUTHORITY_NAMED -> rows(ACTED, NOT_ACTED, ACTED_LONG_AGO,
                    "update ev_entry set authority_id = null where tenant_id = :tenant");
            case ASSURANCE_STATED -> rows(ACTED, NOT_ACTED, ACTED_LONG_AGO,
                    """
                    update ev_entry set body = convert_to(
                      (convert_from(body, 'UTF8')::jsonb #- '{bailiwick,assurance}')::text, 'UTF8')
                    where tenant_id = :tenant""");
            case ASSERTIONS_VERIFIED -> rows(ACTED, NOT_ACTED, ACTED_LONG_AGO,
                    """
                    update ev_entry set body = convert_to(
                      jsonb_set(convert_from(body, 'UTF8')::jsonb, '{actor,idp,issuer}', '"http://login.example"')::text, 'UTF8')
                    where tenant_id = :tenant""",
                    """
                    update ev_entry set body = convert_to((convert_from(body, 'UTF8')::jsonb - 'actor')::text, 'UTF8')
                    where tenant_id = :tenant""");
            case MACHINE_KEYS ->
                rows("""
                     with gone as (delete from credential where tenant_id = :tenant),
                     who as (
                       insert into identity (tenant_id, public_id, subject, kind, display_name)
                       values (:tenant, md5(cast(:tenant as text))::uuid, gen_random_uuid(), 'service account', 'robot')
                       on conflict on constraint identity_public_id_is_unique
                         do update set display_name = 'robot' returning identity_id),
                     robot as (
                       insert into account (tenant_id, public_id, identity_id, connection_id, external_id,
                         username, display_name)
                       select c.tenant_id, gen_random_uuid(), identity_id, c.connection_id, 'robot', 'robot',
                         'robot' from who, connection c where c.tenant_id = :tenant
                       on conflict on constraint account_is_known_by_its_systems_id
                         do update set username = 'robot' returning account_id)
                     insert into credential (tenant_id, public_id, account_id, external_id, kind)
                     select :tenant, gen_random_uuid(), account_id, gen_random_uuid(), 'signing key' from robot""",
                        "delete from credential where tenant_id = :tenant",
                        "update credential set kind = 'client secret' where tenant_id = :tenant",
                        "update credential set kind = 'not known' where tenant_id = :tenant",
                        "update credential set gone_at = now() where tenant_id = :tenant", READ_LONG_AGO, NOT_READ);
            case DENIALS_RECORDED -> rows(ACTED, NOT_ACTED, ACTED_LONG_AGO);
            case LOG_AUDITED -> rows("""
                                     insert into ev_audit (tenant_id, passed_at, size) values (:tenant, now(), 3)
                                     on conflict (tenant_id)
                                       do update set passed_at = now(), fault = null, fault_since = null""",
                    "delete from ev_audit where tenant_id = :tenant",
                    "update ev_audit set passed_at = now() - interval '3 days' where tenant_id = :tenant",
                    "update ev_audit set fault = 'entry 1 was altered', fault_since = now() where tenant_id = :tenant");
            case MSP_ACCESS_BOUNDED -> rows("""
                                            update authority set until = now() + interval '1 day', revoked_at = null
                                            where tenant_id = :tenant and side = 'msp'""",
                    "update authority set until = null where tenant_id = :tenant and side = 'msp'",
                    "update authority set until = now() - interval '1 hour' where tenant_id = :tenant and side = 'msp'",
                    "update authority set until = since + interval '367 days' where tenant_id = :tenant and side = 'msp'",
                    "update authority set until = '9999-12-31' where tenant_id = :tenant and side = 'msp'");
            case EXCESS_ACCESS, ROLE_MODEL_WEAKER, ACCESS_MISSING, DELEGATED_ADMIN_UNEXPECTED, LOCKOUT_WEAK,
                    STALE_ADMIN,
                    CREDENTIAL_OVERDUE, NO_OWNER, SHARED_ACCOUNT, LEAVER_EFFECTIVE, ACCESS_RETURNED ->
                ofRule(signal.id());
        };
    }

    private static ControlRows ofRule(String rule) {
        var row = " where tenant_id = :tenant and rule = '" + rule + "'";
        return rows("""
                    insert into finding_summary (tenant_id, rule, known, as_of, changed_at)
                    values (:tenant, '%s', true, now(), now())
                    on conflict on constraint finding_summary_pk
                      do update set open_low = 0, not_known = 0, as_of = now()""".formatted(rule),
                "delete from finding_summary" + row,
                "update finding_summary set as_of = now() - interval '8 days'" + row,
                "update finding_summary set not_known = 1, why = 'no sign-ins'" + row,
                "update finding_summary set open_low = 1" + row);
    }

    private static ControlRows rows(String shown, String... broken) {
        return new ControlRows(shown, List.of(broken));
    }
}
