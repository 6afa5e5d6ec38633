package org.bailiwick.register;

import java.util.Map;
import java.util.TreeMap;
import org.bailiwick.platform.TenantTx;
import org.springframework.stereotype.Component;

/**
 * Merges what was staged into the register, set by set: each statement compares one kind with what is known, writes the
 * differences and their history, and touches no other row. What is missing is gone only where its kind is complete.
 */
@Component
final class SnapshotMergeStore {
    /** @param connection the system that was read, in the tenant of the transaction */
    record Into(long connection, long snapshot) {}

    Map<String, Long> entitlements(TenantTx tx, Into into, boolean complete) {
        return run(tx, into, complete, ENTITLEMENTS + history("entitlement", "entitlement_id"));
    }

    /** Each account that appears gets an identity of its own; correlation finds out later whose it is. */
    Map<String, Long> accounts(TenantTx tx, Into into, boolean complete) {
        return run(tx, into, complete, ACCOUNTS + history("account", "account_id"));
    }

    /** Somebody signing in is no change of what they may do, so it leaves no history; the newest one is kept. */
    void signIns(TenantTx tx, Into into) {
        tx.sql("""
               update account a set last_sign_in_at = s.at
               from (select id, max(at) as at from staged_sign_in group by id) s
               where a.tenant_id = :tenant and a.connection_id = :connection and a.external_id = s.id
                 and (a.last_sign_in_at is null or a.last_sign_in_at < s.at)""").param("connection", into.connection())
                .update();
    }

    Map<String, Long> credentials(TenantTx tx, Into into, boolean complete) {
        return run(tx, into, complete, CREDENTIALS + history("credential", "credential_id"));
    }

    Map<String, Long> containments(TenantTx tx, Into into, boolean complete) {
        return run(tx, into, complete, CONTAINMENTS + history("containment", "parent_id"));
    }

    Map<String, Long> settings(TenantTx tx, Into into, boolean complete) {
        return run(tx, into, complete, SETTINGS + history("setting", "setting_id"));
    }

    /** The end of every merge: a history row for each difference, and how many of each there were. */
    static String history(String kind, String rowId) {
        return """
               remembered as (
                 insert into register_history (tenant_id, snapshot_id, at, kind, row_id, what, before, after)
                 select :tenant, :snapshot, :now, '%s', %s, what, before, after from delta)
               select what, count(*) as rows from delta group by what""".formatted(kind, rowId);
    }

    static Map<String, Long> run(TenantTx tx, Into into, boolean complete, String sql) {
        var counts = new TreeMap<String, Long>();
        tx.sql(sql).param("connection", into.connection()).param("snapshot", into.snapshot())
                .param("complete", complete).query(row -> {
                    counts.put(row.getString("what"), row.getLong("rows"));
                });
        return counts;
    }

    private static final String ENTITLEMENTS = """
                                               with staged as (
                                                 select distinct on (kind, id) kind, id, name, description, tier, self_raising
                                                 from staged_entitlement order by kind, id, ctid desc),
                                               known as (
                                                 select entitlement_id, kind, external_id, name, description, tier, self_raising, gone_at
                                                 from entitlement where tenant_id = :tenant and connection_id = :connection),
                                               delta as materialized (
                                                 select coalesce(k.entitlement_id, nextval('row_id')) as entitlement_id, s.kind, s.id, s.name,
                                                   s.description, s.tier, s.self_raising,
                                                   case when k.entitlement_id is null then 'appeared' when s.id is null then 'gone'
                                                        when k.gone_at is not null then 'returned' else 'changed' end as what,
                                                   case when k.entitlement_id is not null then jsonb_build_object('kind', k.kind, 'name', k.name,
                                                     'description', k.description, 'tier', k.tier, 'selfRaising', k.self_raising) end as before,
                                                   case when s.id is not null then jsonb_build_object('kind', s.kind, 'name', s.name,
                                                     'description', s.description, 'tier', s.tier, 'selfRaising', s.self_raising) end as after
                                                 from staged s full join known k on k.kind = s.kind and k.external_id = s.id
                                                 where k.entitlement_id is null
                                                   or (s.id is null and :complete and k.gone_at is null)
                                                   or (s.id is not null and (k.gone_at is not null
                                                     or (k.name, k.description, k.tier, k.self_raising)
                                                       is distinct from (s.name, s.description, s.tier, s.self_raising)))),
                                               added as (
                                                 insert into entitlement (tenant_id, entitlement_id, public_id, connection_id, kind, external_id, name,
                                                   description, tier, self_raising)
                                                 select :tenant, entitlement_id, gen_random_uuid(), :connection, kind, id, name, description, tier,
                                                   self_raising from delta where what = 'appeared'),
                                               altered as (
                                                 update entitlement e set name = d.name, description = d.description, tier = d.tier,
                                                   self_raising = d.self_raising, gone_at = null
                                                 from delta d where e.tenant_id = :tenant and e.entitlement_id = d.entitlement_id
                                                   and d.what in ('changed', 'returned')),
                                               ended as (
                                                 update entitlement e set gone_at = :now
                                                 from delta d where e.tenant_id = :tenant and e.entitlement_id = d.entitlement_id and d.what = 'gone'),
                                               """;

    private static final String ACCOUNTS = """
                                           with staged as (
                                             select distinct on (id) id, username, display_name, mail, mail_verified, service, enabled, locked,
                                               created_at, pending_actions, employee_id, federated_as::jsonb as federated_as,
                                               locked_at, failed_sign_ins, lock_permanent
                                             from staged_account order by id, ctid desc),
                                           known as (
                                             select account_id, identity_id, external_id, username, display_name, mail, mail_verified, enabled, locked,
                                               created_at, pending_actions, employee_id, federated_as,
                                               locked_at, failed_sign_ins, lock_permanent, gone_at from account where tenant_id = :tenant and connection_id = :connection),
                                           -- From an incomplete reading, what is not known now stays as it was known.
                                           both_sides as (
                                             select k.account_id, k.identity_id, k.gone_at, s.id, s.service, s.username, s.display_name,
                                               case when :complete then s.mail else coalesce(s.mail, k.mail) end as mail,
                                               case when :complete then s.mail_verified else coalesce(s.mail_verified, k.mail_verified) end
                                                 as mail_verified,
                                               case when :complete then s.enabled else coalesce(s.enabled, k.enabled) end as enabled,
                                               case when :complete then s.locked else coalesce(s.locked, k.locked) end as locked,
                                               case when :complete or s.locked is not null then s.locked_at else k.locked_at end as locked_at,
                                               case when :complete or s.locked is not null then s.failed_sign_ins else k.failed_sign_ins end
                                                 as failed_sign_ins,
                                               case when :complete or s.locked is not null then s.lock_permanent else k.lock_permanent end
                                                 as lock_permanent,
                                               case when :complete then s.created_at else coalesce(s.created_at, k.created_at) end as created_at,
                                               case when :complete then s.pending_actions else coalesce(s.pending_actions, k.pending_actions) end
                                                 as pending_actions,
                                               case when :complete then s.employee_id else coalesce(s.employee_id, k.employee_id) end as employee_id,
                                               coalesce(s.federated_as, k.federated_as) as federated_as,
                                               k.username as old_username, k.display_name as old_display_name, k.mail as old_mail,
                                               k.mail_verified as old_mail_verified, k.enabled as old_enabled, k.locked as old_locked,
                                               k.created_at as old_created_at, k.pending_actions as old_pending_actions,
                                               k.employee_id as old_employee_id, k.federated_as as old_federated_as,
                                               k.locked_at as old_locked_at, k.failed_sign_ins as old_failed_sign_ins,
                                               k.lock_permanent as old_lock_permanent
                                             from staged s full join known k on k.external_id = s.id),
                                           delta as materialized (
                                             select coalesce(b.account_id, nextval('row_id')) as account_id,
                                               coalesce(b.identity_id, nextval('row_id')) as identity_id, b.id, b.service, b.username, b.display_name,
                                               b.mail, b.mail_verified, b.enabled, b.locked, b.created_at, b.pending_actions,
                                               b.employee_id, b.federated_as, b.locked_at, b.failed_sign_ins, b.lock_permanent,
                                               coalesce(nullif(btrim(b.display_name), ''), b.username) as identity_name,
                                               case when b.account_id is null then 'appeared' when b.id is null then 'gone'
                                                    when b.gone_at is not null then 'returned' else 'changed' end as what,
                                               case when b.account_id is not null then jsonb_build_object('username', b.old_username, 'displayName',
                                                 b.old_display_name, 'mail', b.old_mail, 'mailVerified', b.old_mail_verified, 'enabled',
                                                 b.old_enabled, 'locked', b.old_locked)
                                                 || case when b.old_locked then jsonb_build_object('lockedAt', b.old_locked_at, 'failedSignIns',
                                                   b.old_failed_sign_ins, 'lockPermanent', b.old_lock_permanent) else '{}' end end as before,
                                               case when b.id is not null then jsonb_build_object('username', b.username, 'displayName',
                                                 b.display_name, 'mail', b.mail, 'mailVerified', b.mail_verified, 'enabled', b.enabled, 'locked',
                                                 b.locked, 'pendingActions', b.pending_actions)
                                                 || case when b.locked then jsonb_build_object('lockedAt', b.locked_at, 'failedSignIns',
                                                   b.failed_sign_ins, 'lockPermanent', b.lock_permanent) else '{}' end end as after
                                             from both_sides b
                                             where b.account_id is null
                                               or (b.id is null and :complete and b.gone_at is null)
                                               or (b.id is not null and (b.gone_at is not null
                                                 or (b.username, b.display_name, b.mail, b.mail_verified, b.enabled, b.locked, b.created_at,
                                                     b.pending_actions, b.employee_id, b.federated_as, b.locked_at, b.failed_sign_ins, b.lock_permanent)
                                                   is distinct from (b.old_username, b.old_display_name, b.old_mail, b.old_mail_verified,
                                                     b.old_enabled, b.old_locked, b.old_created_at, b.old_pending_actions, b.old_employee_id, b.old_federated_as,
                                                     b.old_locked_at, b.old_failed_sign_ins, b.old_lock_permanent)))),
                                           identities as (
                                             insert into identity (tenant_id, identity_id, public_id, subject, kind, display_name)
                                             select :tenant, identity_id, gen_random_uuid(), gen_random_uuid(),
                                               case when service then 'service account' else 'human' end, identity_name
                                             from delta where what = 'appeared'),
                                           added as (
                                             insert into account (tenant_id, account_id, public_id, identity_id, connection_id, external_id, username,
                                               display_name, mail, mail_verified, enabled, locked, created_at, pending_actions, employee_id, federated_as,
                                               locked_at, failed_sign_ins, lock_permanent)
                                             select :tenant, account_id, gen_random_uuid(), identity_id, :connection, id, username, display_name, mail,
                                               mail_verified, enabled, locked, created_at, pending_actions, employee_id, federated_as,
                                               locked_at, failed_sign_ins, lock_permanent from delta where what = 'appeared'),
                                           altered as (
                                             update account a set username = d.username, display_name = d.display_name, mail = d.mail,
                                               mail_verified = d.mail_verified, enabled = d.enabled, locked = d.locked, created_at = d.created_at,
                                               pending_actions = d.pending_actions, employee_id = d.employee_id,
                                               federated_as = d.federated_as, locked_at = d.locked_at,
                                               failed_sign_ins = d.failed_sign_ins, lock_permanent = d.lock_permanent, gone_at = null
                                             from delta d where a.tenant_id = :tenant and a.account_id = d.account_id
                                               and d.what in ('changed', 'returned')),
                                           renamed as (
                                             update identity i set display_name = d.identity_name
                                             from delta d where i.tenant_id = :tenant and i.identity_id = d.identity_id
                                               and d.what in ('changed', 'returned') and i.display_name <> d.identity_name),
                                           ended as (
                                             update account a set gone_at = :now
                                             from delta d where a.tenant_id = :tenant and a.account_id = d.account_id and d.what = 'gone'),
                                           """;

    private static final String CREDENTIALS = """
                                              with staged as (
                                                select distinct on (a.account_id, s.kind, s.id) a.account_id, s.kind, s.id, s.label, s.created_at,
                                                  s.expires_at
                                                from staged_credential s join account a on a.tenant_id = :tenant and a.connection_id = :connection
                                                  and a.external_id = s.account and a.gone_at is null
                                                order by a.account_id, s.kind, s.id, s.ctid desc),
                                              known as (
                                                select c.credential_id, c.account_id, c.kind, c.external_id, c.label, c.created_at, c.expires_at,
                                                  c.gone_at
                                                from credential c join account a on a.tenant_id = c.tenant_id and a.account_id = c.account_id
                                                where c.tenant_id = :tenant and a.connection_id = :connection),
                                              delta as materialized (
                                                select coalesce(k.credential_id, nextval('row_id')) as credential_id, s.account_id, s.kind, s.id,
                                                  s.label, s.created_at, s.expires_at,
                                                  case when k.credential_id is null then 'appeared' when s.id is null then 'gone'
                                                       when k.gone_at is not null then 'returned' else 'changed' end as what,
                                                  case when k.credential_id is not null then jsonb_build_object('kind', k.kind, 'label', k.label,
                                                    'createdAt', k.created_at, 'expiresAt', k.expires_at) end as before,
                                                  case when s.id is not null then jsonb_build_object('kind', s.kind, 'label', s.label,
                                                    'createdAt', s.created_at, 'expiresAt', s.expires_at) end as after
                                                from staged s full join known k
                                                  on k.account_id = s.account_id and k.kind = s.kind and k.external_id = s.id
                                                where k.credential_id is null
                                                  or (s.id is null and :complete and k.gone_at is null)
                                                  or (s.id is not null and (k.gone_at is not null or (k.label, k.created_at, k.expires_at)
                                                      is distinct from (s.label, s.created_at, s.expires_at)))),
                                              added as (
                                                insert into credential (tenant_id, credential_id, public_id, account_id, external_id, kind, label,
                                                  created_at, expires_at)
                                                select :tenant, credential_id, gen_random_uuid(), account_id, id, kind, label, created_at, expires_at
                                                from delta where what = 'appeared'),
                                              altered as (
                                                update credential c set label = d.label, created_at = d.created_at, expires_at = d.expires_at,
                                                  gone_at = null
                                                from delta d where c.tenant_id = :tenant and c.credential_id = d.credential_id
                                                  and d.what in ('changed', 'returned')),
                                              ended as (
                                                update credential c set gone_at = :now
                                                from delta d where c.tenant_id = :tenant and c.credential_id = d.credential_id and d.what = 'gone'),
                                              """;

    private static final String CONTAINMENTS = """
                                               with staged as (
                                                 select distinct p.entitlement_id as parent_id, c.entitlement_id as child_id
                                                 from staged_containment s
                                                 join entitlement p on p.tenant_id = :tenant and p.connection_id = :connection
                                                   and p.kind = s.parent_kind and p.external_id = s.parent and p.gone_at is null
                                                 join entitlement c on c.tenant_id = :tenant and c.connection_id = :connection
                                                   and c.kind = s.child_kind and c.external_id = s.child and c.gone_at is null),
                                               known as (
                                                 select k.parent_id, k.child_id, k.gone_at
                                                 from containment k join entitlement p on p.tenant_id = k.tenant_id and p.entitlement_id = k.parent_id
                                                 where k.tenant_id = :tenant and p.connection_id = :connection),
                                               delta as materialized (
                                                 select coalesce(s.parent_id, k.parent_id) as parent_id, coalesce(s.child_id, k.child_id) as child_id,
                                                   case when k.parent_id is null then 'appeared' when s.parent_id is null then 'gone'
                                                        else 'returned' end as what,
                                                   case when s.parent_id is null then jsonb_build_object('child', k.child_id) end as before,
                                                   case when s.parent_id is not null then jsonb_build_object('child', s.child_id) end as after
                                                 from staged s full join known k on k.parent_id = s.parent_id and k.child_id = s.child_id
                                                 where k.parent_id is null or (s.parent_id is null and :complete and k.gone_at is null)
                                                   or (s.parent_id is not null and k.gone_at is not null)),
                                               added as (
                                                 insert into containment (tenant_id, parent_id, child_id, since)
                                                 select :tenant, parent_id, child_id, :now from delta where what = 'appeared'),
                                               altered as (
                                                 update containment c set gone_at = case when d.what = 'gone' then :now::timestamptz end
                                                 from delta d where c.tenant_id = :tenant and c.parent_id = d.parent_id and c.child_id = d.child_id
                                                   and d.what in ('gone', 'returned')),
                                               """;

    private static final String SETTINGS = """
                                           with staged as (select distinct on (key) key, value from staged_setting order by key, ctid desc),
                                           known as (
                                             select setting_id, key, value, gone_at
                                             from setting where tenant_id = :tenant and connection_id = :connection),
                                           delta as materialized (
                                             select coalesce(k.setting_id, nextval('row_id')) as setting_id, s.key, s.value,
                                               case when k.setting_id is null then 'appeared' when s.key is null then 'gone'
                                                    when k.gone_at is not null then 'returned' else 'changed' end as what,
                                               case when k.setting_id is not null then jsonb_build_object('key', k.key, 'value', k.value) end
                                                 as before,
                                               case when s.key is not null then jsonb_build_object('key', s.key, 'value', s.value) end as after
                                             from staged s full join known k on k.key = s.key
                                             where k.setting_id is null or (s.key is null and :complete and k.gone_at is null)
                                               or (s.key is not null and (k.gone_at is not null or k.value <> s.value))),
                                           added as (
                                             insert into setting (tenant_id, setting_id, connection_id, key, value)
                                             select :tenant, setting_id, :connection, key, value from delta where what = 'appeared'),
                                           altered as (
                                             update setting x set value = d.value, gone_at = null
                                             from delta d where x.tenant_id = :tenant and x.setting_id = d.setting_id
                                               and d.what in ('changed', 'returned')),
                                           ended as (
                                             update setting x set gone_at = :now
                                             from delta d where x.tenant_id = :tenant and x.setting_id = d.setting_id and d.what = 'gone'),
                                           """;
}
