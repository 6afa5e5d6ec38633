-- What every other migration stands on: one number sequence, the isolation of tenant tables, durable work.

create sequence row_id;
comment on sequence row_id is 'inside ids of all rows, never shown';

-- Every tenant table goes through this procedure, so that isolation is the same everywhere: row-level security enabled
-- and forced, inline policies without subqueries, grants named one by one. `writes` lists what the request and worker
-- roles may do beside reading, for example `insert, update (state, ended_at)`.
create procedure tenant_table(name text, writes text) language plpgsql as $$
begin
  execute format('alter table %I enable row level security', name);
  execute format('alter table %I force row level security', name);
  execute format('create policy one_tenant on %I to ${tenant}, ${worker}
      using (tenant_id = current_setting(''app.tenant'')::int)
      with check (tenant_id = current_setting(''app.tenant'')::int)', name);
  execute format('create policy listed_tenants on %I for select to ${oversight}
      using (tenant_id = any(current_setting(''app.tenants'')::int[]))', name);
  execute format('create policy whole_estate on %I for select to ${estate} using (true)', name);
  execute format('grant select on %I to ${tenant}', name);
  execute format('grant select on %I to ${worker}', name);
  execute format('grant select on %I to ${oversight}', name);
  execute format('grant select on %I to ${estate}', name);
  if writes <> '' then
    execute format('grant %s on %I to ${tenant}', writes, name);
    execute format('grant %s on %I to ${worker}', writes, name);
  end if;
end $$;
revoke execute on procedure tenant_table(text, text) from public;

grant usage on sequence row_id to ${tenant};
grant usage on sequence row_id to ${worker};
grant usage on sequence row_id to ${signin};

create table work (
  work_id     bigint not null default nextval('row_id'),
  kind        text not null,
  tenant_id   int not null,
  subject     bigint not null,
  due         timestamptz not null,
  lease_owner uuid,
  lease_until timestamptz,
  fence       bigint not null default 0,
  attempts    int not null default 0,
  constraint work_pk primary key (work_id),
  constraint work_is_ordered_once unique (tenant_id, kind, subject)
);
comment on table work is 'durable work to be claimed: global, because a claim over a table under row-level security would raise; holds no tenant data, only where to look';
create index work_by_due on work (due);
grant insert on work to ${tenant};
grant select, insert, update, delete on work to ${worker};

create table job (
  public_id    uuid not null,
  tenant_id    int not null,
  kind         text not null,
  subject      bigint not null,
  requested_at timestamptz not null,
  constraint job_pk primary key (public_id)
);
comment on table job is 'job header: finds the tenant of a job before any tenant is known; what happened stands in the tenant''s own rows';
grant insert on job to ${tenant};
grant insert on job to ${worker};
grant select on job to ${signin};

create table tenant_key (
  tenant_id  int not null,
  version    int not null,
  wrapped    bytea not null,
  created_at timestamptz not null,
  constraint tenant_key_pk primary key (tenant_id, version)
);
comment on table tenant_key is 'the tenant''s data key, wrapped by the key provider; destroying it shreds the tenant''s secrets';
call tenant_table('tenant_key', 'insert');
