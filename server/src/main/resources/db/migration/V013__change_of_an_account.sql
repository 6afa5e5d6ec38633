-- Two people who see the same lockout at the same moment may not order the same change twice.
create unique index change_order_of_an_account_is_open_once on change_order (tenant_id, account_id, action)
  where entitlement_id is null and state not in ('verified', 'refused', 'undone');
insert into capability (name, description) values
  ('account.unlock', 'unlock accounts that a system locked out');
