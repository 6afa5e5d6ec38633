-- What is kept, what retention has removed, and what a legal hold keeps from it.

-- As `sequenced_table`, for the role that removes what is older than it has to be kept.
create procedure retained_table(name text, may text) language plpgsql as $$
begin
  execute format('create policy retained_tenant on %I to ${retention}
      using (tenant_id = current_setting(''app.tenant'')::int)
      with check (tenant_id = current_setting(''app.tenant'')::int)', name);
  execute format('grant %s on %I to ${retention}', may, name);
end $$;
revoke execute on procedure retained_table(text, text) from public;

create table ev_hold (
  tenant_id   int not null,
  hold_id     bigint not null default nextval('row_id'),
  public_id   uuid not null,
  reason      text not null,
  ticket      text,
  set_at      timestamptz not null,
  of_tenant   boolean not null,
  lifted_at   timestamptz,
  lift_reason text,
  constraint ev_hold_pk primary key (tenant_id, hold_id),
  constraint ev_hold_public_id_is_unique unique (tenant_id, public_id),
  constraint ev_hold_has_a_reason check (btrim(reason) <> ''),
  constraint ev_hold_is_lifted_with_a_reason check ((lifted_at is null) = (lift_reason is null))
);
comment on table ev_hold is 'legal holds: while one is not lifted, nothing of the tenant''s record is removed';
comment on column ev_hold.of_tenant is 'whether somebody of the tenant set it: then nobody of the provider lifts it';
call tenant_table('ev_hold', 'insert, update (lifted_at, lift_reason)');
call retained_table('ev_hold', 'select');

create table ev_removal (
  tenant_id      int not null,
  removed_before bigint not null,
  removed_from   bigint not null,
  older_than     timestamptz not null,
  removed_at     timestamptz not null,
  event_id       uuid not null,
  constraint ev_removal_pk primary key (tenant_id, removed_before),
  constraint ev_removal_removes_something check (removed_before > removed_from and removed_from >= 0),
  constraint ev_removal_is_of_what_is_old check (
    older_than at time zone 'UTC' <= removed_at at time zone 'UTC' - interval '15 months')
);
comment on table ev_removal is 'up to which position the bytes of entries were removed by retention; the entry of event_id says the same under the log''s signature';
call tenant_table('ev_removal', '');
call retained_table('ev_removal', 'select, insert');

call retained_table('ev_entry', 'select, insert, delete');
call retained_table('ev_disclosure', 'select, insert, delete');
call retained_table('ev_value', 'select, insert, delete');
call retained_table('ev_tally', 'select, delete');
call retained_table('ev_leaf', 'select');
call retained_table('ev_head', 'select');
call retained_table('ev_audit', 'select');
call retained_table('ev_log_state', 'select');
-- Each entry that goes is looked for among the tallies that begin with it.
create index ev_tally_first_event on ev_tally (tenant_id, first_event);
create policy retained_tenant on tenant for select to ${retention}
  using (tenant_id = current_setting('app.tenant')::int);
grant select (tenant_id, public_id) on tenant to ${retention};
grant insert on ev_inbox to ${retention};
grant select on witness to ${retention};
grant select on witness_cosignature to ${retention};
grant select on head_checkpoint to ${retention};

-- What happened stays told after the entry of it was removed.
alter table change_event drop constraint change_event_is_in_the_ledger;
alter table finding_event drop constraint finding_event_is_in_the_ledger;
