-- What waits is put there in a transaction of its tenant, and taken out in one; only who waits is seen over all of them.
alter table ev_inbox enable row level security;
alter table ev_inbox force row level security;
create policy waits_in_its_tenant on ev_inbox for insert to ${tenant}, ${worker}, ${retention}
  with check (tenant_id = current_setting('app.tenant')::int);
create policy seen_by_the_sequencer on ev_inbox for select to ${sequencer} using (true);
create policy taken_in_its_tenant on ev_inbox for delete to ${sequencer}
  using (tenant_id = current_setting('app.tenant')::int);
