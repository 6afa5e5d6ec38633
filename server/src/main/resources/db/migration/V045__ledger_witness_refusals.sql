-- A refusal is not signed, so it is asked about again; that there was one stays told.
create table witness_refusal (
  witness_id bigint not null,
  refused_at timestamptz not null,
  why        text not null,
  constraint witness_refusal_pk primary key (witness_id, refused_at),
  constraint witness_refusal_is_by_a_witness foreign key (witness_id) references witness (witness_id)
);
comment on table witness_refusal is 'since when a witness refused the heads log, once for each time that it began to';
grant select on witness_refusal to ${tenant};
grant select, insert on witness_refusal to ${worker};
grant select on witness_refusal to ${estate};
insert into witness_refusal (witness_id, refused_at, why)
  select witness_id, since, why from witness_standing where state = 'refused';

-- One piece of work goes round all witnesses from now on; who refused before had none any more.
-- It is of a kind of its own: a server of the version before that still runs would take it for a witness that it does not
-- know, and be done with it.
insert into work (kind, tenant_id, subject, due)
  select 'ask witnesses', 1, 0, now() where exists (select 1 from witness where removed_at is null)
  on conflict do nothing;

-- The second wall: in whichever tenant a request is, it reads witnesses; only in the MSP's own does it set them.
alter table witness enable row level security;
alter table witness force row level security;
create policy seen_by_all on witness for select to ${tenant}, ${worker}, ${estate}, ${retention} using (true);
create policy set_in_the_msp on witness for insert to ${tenant}
  with check (current_setting('app.tenant')::int = 1);
create policy removed_in_the_msp on witness for update to ${tenant}
  using (current_setting('app.tenant')::int = 1) with check (current_setting('app.tenant')::int = 1);
