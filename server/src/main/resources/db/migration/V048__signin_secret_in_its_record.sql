-- The owner of a tenant replaces the secret of its provider's client in the transaction that records it.
alter table provider enable row level security;
alter table provider force row level security;
create policy read_before_any_tenant on provider to ${signin} using (true) with check (true);
create policy found_in_its_tenant on provider for select to ${tenant}
  using (tenant_id = current_setting('app.tenant')::int);
create policy changed_in_its_tenant on provider for update to ${tenant}
  using (tenant_id = current_setting('app.tenant')::int) with check (tenant_id = current_setting('app.tenant')::int);
grant select (provider_id, tenant_id), update (sealed_secret) on provider to ${tenant};
