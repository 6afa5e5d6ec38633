create table connection (
  tenant_id     int not null,
  connection_id bigint not null default nextval('row_id'),
  public_id     uuid not null,
  system        text not null,
  name          text not null,
  address       text not null,
  settings      text not null,
  sealed_secret bytea,
  external_key  text,
  provider_id   bigint,
  state         text not null,
  problem       text,
  checked_at    timestamptz,
  constraint connection_pk primary key (tenant_id, connection_id),
  constraint connection_public_id_is_unique unique (tenant_id, public_id),
  constraint connection_leads_to_a_system_of_its_own unique (tenant_id, system, external_key),
  constraint connection_state_is_known check (state in ('not known', 'ready', 'refused', 'unreachable'))
);
comment on table connection is 'a tenant''s system and how it is reached; external_key is the system''s own immutable id (never a name), pinned at first contact';
comment on column connection.provider_id is 'the sign-in provider whose subjects are this system''s account ids, where there is one';
call tenant_table('connection', 'insert, update (name, address, settings, sealed_secret, external_key, provider_id, state, problem, checked_at)');
