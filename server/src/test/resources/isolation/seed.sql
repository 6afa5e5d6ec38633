-- One row of every tenant table for tenant :id; every text that could be shown carries :mark.
insert into tenant_key values (:id, 1, '\x00', now());
insert into ev_entry values (:id, :event, now(), 'signed in', 'success', :n, ':mark target', ':mark 1', :event,
  convert_to('{"mark":":mark"}', 'UTF8'), sha256('x'));
insert into ev_disclosure values (:id, :event, '/actor/user/name', sha256('salt'), ':mark name');
insert into ev_value values (:id, :event, '/before', sha256('salt'), convert_to(':mark before', 'UTF8'));
insert into ev_tally (tenant_id, tally_id, key_hash, period_start, period_end, first_event)
  values (:id, :n, '\x00', now(), now(), :event);
insert into ev_leaf values (:id, 0, :event);
insert into ev_tile values (:id, 0, 0, 1, sha256('x'));
insert into ev_checkpoint values (:id, 1, 1, sha256('x'), ':mark.example/t/1' || E'\n1\n' || encode(sha256('x'), 'base64')
  || E'\n\n— :mark.example/t/1 ' || repeat('A', 92) || E'\n', now());
insert into ev_log_state values (:id, :n, now(), 'stopped', ':mark why');
insert into ev_head values (:id, :n, 1, ':mark head');
insert into ev_audit values (:id, now(), 1, ':mark fault', 0, now());
insert into tenant_person values (:id, :n, ':mark person', ':mark@example.org', true);
insert into authority_root (root_id) values (:n);
insert into contract values (:id, :n, :event, 1, ':mark portal', ':mark phone', '\x7b7d', sha256('x'), now());
insert into contract_capability values (:id, :n, 'grant.decide', 'tenant', 'automatic');
insert into contract_acceptance values (:id, :n, sha256('x'), :n, now());
insert into authority (tenant_id, authority_id, public_id, root_id, person_id, capability, side, source, since, reason)
  values (:id, :n, :event, :n, :n, 'tenant.read', 'tenant', 'tenant owner', now(), ':mark reason');
insert into connection (tenant_id, connection_id, public_id, system, name, address, settings, state)
  values (:id, :n, :event, 'keycloak', ':mark directory', 'http://:mark.example', '{}', 'ready');
insert into snapshot (tenant_id, snapshot_id, public_id, connection_id, state, requested_at, problem)
  values (:id, :n, :event, :n, 'complete', now(), ':mark problem');
insert into snapshot_kind values (:id, :n, 'ACCOUNTS', true, 1, 1, 1, 1, ':mark');
insert into identity (tenant_id, identity_id, public_id, subject, kind, display_name)
  values (:id, :n, :event, :event, 'human', ':mark identity');
update identity set owner = ':mark owner', owner_named_at = now() where tenant_id = :id;
insert into account (tenant_id, account_id, public_id, identity_id, connection_id, external_id, username, display_name, enabled)
  values (:id, :n, :event, :n, :n, ':mark-ext', ':mark-user', ':mark account', true);
insert into credential (tenant_id, credential_id, public_id, account_id, external_id, kind, label)
  values (:id, :n, :event, :n, 'k', 'secret', ':mark key');
insert into entitlement (tenant_id, entitlement_id, public_id, connection_id, kind, external_id, name, tier, self_raising)
  values (:id, :n, :event, :n, 'realm role', 'r', ':mark role', 'high', false),
         (:id, :n + 1, gen_random_uuid(), :n, 'group', 'g', ':mark group', 'low', false);
insert into containment (tenant_id, parent_id, child_id, since) values (:id, :n + 1, :n, now());
insert into access_grant (tenant_id, grant_id, public_id, account_id, entitlement_id, direct, effective, paths)
  values (:id, :n, :event, :n, :n, true, true, jsonb_build_array(jsonb_build_array(:n)));
insert into grant_period values (:id, :n, now(), null);
insert into account_holding values (:id, :n, sha256(decode(':mark', 'escape')));
insert into register_names values (:id, 'identity', ':mark identity'), (:id, 'account', ':mark-user'),
  (:id, 'entitlement', ':mark role' || E'\n' || ':mark group');
insert into snapshot_digest values (:id, :n, 'accounts', decode(':mark', 'escape'), sha256(decode(':mark', 'escape')));
insert into setting (tenant_id, setting_id, connection_id, key, value) values (:id, :n, :n, ':mark key', '":mark"');
insert into register_history (tenant_id, snapshot_id, at, kind, row_id, what, after)
  values (:id, :n, now(), 'account', :n, 'appeared', '{"mark": ":mark"}');
insert into change_order (tenant_id, change_id, public_id, connection_id, action, account_id, entitlement_id, plan,
    plan_hash, requested_for, requested_by, authority_id, execution, state, state_at, detail, owner, ordered_at,
    correlation)
  values (:id, :n, :event, :n, 'remove membership', :n, :n, convert_to('{"account":":mark-ext",'
      || '"action":"remove membership","after":"not held","before":"held","connection":"' || :event || '",'
      || '"ends":{"id":"r","kind":"realm role","name":":mark role"},'
      || '"entitlement":{"id":"r","kind":"realm role","name":":mark role"},"requestedFor":"decision/x"}', 'UTF8'),
    sha256('x'), 'decision/x', :n, :n, 'operator', 'authorised', now(), ':mark detail', :n, now(), :event);
insert into change_event values (:id, :n, 1, now(), 'authorised', ':mark detail', :event);
insert into decision (tenant_id, decision_id, public_id, grant_id, kind, person_id, authority_id, evaluation_id,
    justification, decided_at) values (:id, :n, :event, :n, 'KEEP', :n, :n, :event, ':mark reason', now());
insert into oversight_read (tenant_id, read_id, person_id, name, issuer, subject, view, authority, chain, evaluation, at, tenants)
  values (:id, :n, :n, ':mark reader', 'http://:mark.example', ':mark-sub', ':mark view', :event, ':mark chain', :event, now(), array[:id]);
insert into finding (tenant_id, finding_id, public_id, rule, key, subject_kind, subject_id, severity, title, reasons,
    state, side, first_seen_at, opened_at, due_at, state_at)
  values (:id, :n, :event, 'stale-admin', ':mark key', 'account', :n, 'high', ':mark title', array[':mark reason'],
    'open', 'msp', now(), now(), now(), now());
insert into finding (tenant_id, finding_id, public_id, rule, key, subject_kind, subject_id, severity, title, reasons,
    state, decision, kept_severity, kept_reasons, side, first_seen_at, opened_at, due_at, state_at)
  values (:id, :n + 1, gen_random_uuid(), 'stale-admin', ':mark kept', 'account', :n, 'high', ':mark title',
    array[':mark reason'], 'decided', 'kept', 'high', array[':mark kept reason'], 'msp', now(), now(), now(), now());
insert into finding_event (tenant_id, finding_id, number, at, what, severity, detail, event_id)
  values (:id, :n, 1, now(), 'opened', 'high', ':mark detail', :event);
insert into finding_summary (tenant_id, rule, open_high, known, not_known, why, as_of, changed_at)
  values (:id, 'stale-admin', 1, true, 7, ':mark why', now(), now());
insert into finding_summary_day values (:id, 'stale-admin', current_date, 7, true, now());
insert into approval (tenant_id, approval_id, public_id, subject_kind, subject_id, subject_hash, title, capability, requested_by,
    request_authority_id, requested_at, until, correlation, state)
  values (:id, :n, :event, 'expected scope', :event, sha256('\x7b7d'), ':mark title', 'scope.approve', :n, :n, now(),
    now() + interval '1 day', :event, 'requested');
insert into expected_scope (tenant_id, scope_id, public_id, version, content, content_hash, people, proposed_by, authority_id,
    proposed_at, state, state_at)
  values (:id, :n, :event, 1, convert_to('{"functions":{":mark":{"entitlements":[{"kind":"group","name":":mark group"}]}},"people":{":mark-user":{"functions":[":mark"]}}}', 'UTF8'),
    sha256(convert_to('{"functions":{":mark":{"entitlements":[{"kind":"group","name":":mark group"}]}},"people":{":mark-user":{"functions":[":mark"]}}}', 'UTF8')),
    1, :n, :n, now(), 'approved', now());
insert into expected_person (tenant_id, person_id, scope_id, username) values (:id, :n, :n, ':mark-user');
insert into expected_function values (:id, :n, ':mark-user', ':mark');
insert into expected_entitlement values (:id, :n, ':mark', 'group', ':mark group');
insert into expected_container values (:id, :n, 'group', ':mark group');
insert into expected_lead values (:id, :n, 'group', ':mark group', 'realm role', ':mark role');
insert into correlation_basis values (:id, sha256('\x00'), now());
insert into bulk_act values (:id, :n, :event, :n, 'KEEP', now());
insert into bulk_act_asked values (:id, :n, :id, 1);
insert into bulk_act_part values (:id, :n, :id, 1, null, 'not-permitted', ':mark detail');
insert into mail_domain values (:id, ':mark.example', now());
insert into tenant_tag values (:id, ':mark', :n, now());
insert into tenant_set values (:id, :n, :event, ':mark set', :n, now(), null);
insert into tenant_set_member values (:id, :n, :id, now());
insert into bulk_decision (tenant_id, bulk_id, public_id, kind, content_hash, accounts, identities, systems, second_person,
    requested_by, authority_id, evaluation_id, requested_at, correlation, job, state, state_at)
  values (:id, :n, :event, 'KEEP', sha256('x'), 1, 1, 1, false, :n, :n, :event, now(), :event, :event, 'done', now());
insert into bulk_decision_item (tenant_id, bulk_id, number, grant_public_id, grant_id, justification, state, problem, detail)
  values (:id, :n, 1, :event, :n, ':mark reason', 'refused', 'own-access', ':mark detail');
insert into correlation_word values (:id, :n, null, ':mark reason', :n, now());
insert into correlation_event (tenant_id, event_id, identity_id, subject, reason, at)
  values (:id, :n, :n, :event, ':mark reason', now());
insert into leaver_case (tenant_id, case_id, public_id, subject, name, memberships, reason, ticket_system, ticket_key, person_id,
    provider_id, person_name, person_issuer, person_subject, opened_at, state, state_at, correlation)
  values (:id, :n, :event, gen_random_uuid(), ':mark leaver', true, ':mark reason', 'HALO', ':mark', :n, :n, ':mark opener',
    'http://:mark.example', ':mark-sub', now(), 'closed', now(), :event);
insert into leaver_part (tenant_id, part_id, case_id, request, concerned, plan, state, state_at, why)
  values (:id, :n, :n, :event, :id, '{"accounts":[]}', 'ordered', now(), ':mark why');
insert into leaver_standing values (:id, :n, :id, 'ended', 1, 1, ':mark detail', now());
insert into leaver_taken_out values (:id, :n, :id, ':mark reason', :n, now());
insert into leaver_request (tenant_id, request_id, public_id, identity_id, plan_hash, asked_by, authority_id, asked_at, state,
    state_at, correlation)
  values (:id, :n, :event, :n, sha256('x'), :n, :n, now(), 'awaiting approval', now(), :event);
insert into leaver_item (tenant_id, item_id, request_id, account_id, grant_id, change_id) values (:id, :n, :n, :n, :n, :n);
insert into audit_pack (tenant_id, pack_id, public_id, job, since, until, query, filtered, requested_by, requested_at,
    correlation, state, state_at, step, problem)
  values (:id, :n, :event, :event, now() - interval '1 day', now(), '{"ticket":":mark"}', true, :n, now(), :event, 'failed', now(),
    ':mark step', ':mark problem');
insert into audit_pack_file values (:id, :n, ':mark.csv', convert_to(':mark', 'UTF8'));
insert into ev_hold (tenant_id, hold_id, public_id, reason, set_at, of_tenant) values (:id, :n, :event, ':mark hold', now(), true);
insert into ev_removal values (:id, 1, 0, now() - interval '2 years', now(), :event);
insert into finding_trait values (:id, :n, :event, 'identity', null, null, ':mark trait', :event);
insert into finding_trait_count (tenant_id, pattern, rule, kind, system, part, name, subject, open_findings, ending, worst, since, due_at)
  values (:id, :event, 'stale-admin', 'identity', null, null, ':mark trait', :event, 1, 0, 2, now(), now());
insert into pattern values (:id, :event, 'identity', ':mark pattern', :n, ':mark plan', current_date, 'present', now(), 0, :event);
insert into pattern_event values (:id, :event, 1, now(), 'owner named', ':mark reason', ':mark plan', current_date, :n, :n, :n, :event);
insert into ev_erasure (tenant_id, erasure_id, public_id, subject_kind, subject_id, read_until, value_count, entry_count,
    values_sha256, hash, reason, ticket, requested_by, of_tenant, requested_at, correlation, state, state_at)
  values (:id, :n, :event, 'identity', ':mark subject', now(), 1, 1, sha256('y'), sha256('x'), ':mark reason', 'HALO :mark', :n, true, now(), :event,
    'done', now());
insert into ev_erasure_value values (:id, :event, '/message', :n, :event);
