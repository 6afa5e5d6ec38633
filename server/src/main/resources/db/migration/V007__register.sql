create table snapshot (
  tenant_id     int not null,
  snapshot_id   bigint not null default nextval('row_id'),
  public_id     uuid not null,
  connection_id bigint not null,
  state         text not null,
  requested_at  timestamptz not null,
  requested_by  bigint,
  started_at    timestamptz,
  ended_at      timestamptz,
  problem       text,
  fence         bigint not null default 0,
  constraint snapshot_pk primary key (tenant_id, snapshot_id),
  constraint snapshot_public_id_is_unique unique (tenant_id, public_id),
  constraint snapshot_reads_a_connection foreign key (tenant_id, connection_id) references connection (tenant_id, connection_id),
  constraint snapshot_state_is_known check (state in ('requested', 'running', 'complete', 'partial', 'failed'))
);
comment on table snapshot is 'one reading of a tenant''s system; partial where a kind could not be read completely';
comment on column snapshot.public_id is 'also the public id of the job that takes it';
comment on column snapshot.started_at is 'when the reading began: what it says is at least this old';
create index snapshot_by_connection on snapshot (tenant_id, connection_id, requested_at desc);
call tenant_table('snapshot', 'insert, update (state, started_at, ended_at, problem, fence)');

create table snapshot_kind (
  tenant_id   int not null,
  snapshot_id bigint not null,
  kind        text not null,
  complete    boolean not null,
  pages_asked int not null,
  pages_read  int not null,
  items_read  bigint not null,
  items_told  bigint,
  problem     text,
  constraint snapshot_kind_pk primary key (tenant_id, snapshot_id, kind),
  constraint snapshot_kind_belongs_to_a_snapshot foreign key (tenant_id, snapshot_id) references snapshot (tenant_id, snapshot_id)
);
comment on table snapshot_kind is 'completeness per kind of object; from an incomplete kind absence is never concluded';
call tenant_table('snapshot_kind', 'insert');

create table identity (
  tenant_id     int not null,
  identity_id   bigint not null default nextval('row_id'),
  public_id     uuid not null,
  subject       uuid not null,
  kind          text not null,
  display_name  text not null,
  correlated_by text,
  person_id     bigint,
  constraint identity_pk primary key (tenant_id, identity_id),
  constraint identity_public_id_is_unique unique (tenant_id, public_id),
  constraint identity_kind_is_known check (kind in ('human', 'service account', 'workload', 'agent', 'shared account', 'shared tool'))
);
comment on table identity is 'somebody or something with access in this tenant; rows of several tenants with one subject are the same person or service';
comment on column identity.person_id is 'the person who signs in with this identity, where known: nobody decides about their own';
create index identity_by_subject on identity (tenant_id, subject);
call tenant_table('identity', 'insert, update (subject, kind, display_name, correlated_by, person_id)');

create table account (
  tenant_id     int not null,
  account_id    bigint not null default nextval('row_id'),
  public_id     uuid not null,
  identity_id   bigint not null,
  connection_id bigint not null,
  external_id   text not null,
  username      text not null,
  display_name  text not null,
  mail          text,
  mail_verified boolean,
  enabled       boolean,
  locked        boolean,
  created_at    timestamptz,
  gone_at       timestamptz,
  constraint account_pk primary key (tenant_id, account_id),
  constraint account_public_id_is_unique unique (tenant_id, public_id),
  constraint account_is_known_by_its_systems_id unique (tenant_id, connection_id, external_id),
  constraint account_belongs_to_an_identity foreign key (tenant_id, identity_id) references identity (tenant_id, identity_id),
  constraint account_lives_in_a_connection foreign key (tenant_id, connection_id) references connection (tenant_id, connection_id)
);
comment on table account is 'an identity''s presence in one system; null means not known, never no';
create index account_by_identity on account (tenant_id, identity_id);
call tenant_table('account', 'insert, update (identity_id, username, display_name, mail, mail_verified, enabled, locked, created_at, gone_at)');

create table credential (
  tenant_id     int not null,
  credential_id bigint not null default nextval('row_id'),
  public_id     uuid not null,
  account_id    bigint not null,
  external_id   text not null,
  kind          text not null,
  label         text,
  created_at    timestamptz,
  expires_at    timestamptz,
  gone_at       timestamptz,
  constraint credential_pk primary key (tenant_id, credential_id),
  constraint credential_is_known_by_its_systems_id unique (tenant_id, account_id, kind, external_id),
  constraint credential_belongs_to_an_account foreign key (tenant_id, account_id) references account (tenant_id, account_id)
);
comment on table credential is 'key, secret, certificate: what is known about it, never the secret';
call tenant_table('credential', 'insert, update (label, created_at, expires_at, gone_at)');

create table entitlement (
  tenant_id      int not null,
  entitlement_id bigint not null default nextval('row_id'),
  public_id      uuid not null,
  connection_id  bigint not null,
  kind           text not null,
  external_id    text not null,
  name           text not null,
  description    text,
  tier           text not null,
  self_raising   boolean not null,
  gone_at        timestamptz,
  constraint entitlement_pk primary key (tenant_id, entitlement_id),
  constraint entitlement_public_id_is_unique unique (tenant_id, public_id),
  constraint entitlement_is_known_by_its_systems_id unique (tenant_id, connection_id, kind, external_id),
  constraint entitlement_lives_in_a_connection foreign key (tenant_id, connection_id) references connection (tenant_id, connection_id),
  constraint entitlement_kind_is_known check (kind in ('realm role', 'client role', 'group')),
  constraint entitlement_tier_is_known check (tier in ('critical', 'high', 'moderate', 'low', 'not known'))
);
comment on table entitlement is 'a role or group that an account can hold';
call tenant_table('entitlement', 'insert, update (name, description, tier, self_raising, gone_at)');

create table containment (
  tenant_id int not null,
  parent_id bigint not null,
  child_id  bigint not null,
  since     timestamptz not null,
  gone_at   timestamptz,
  constraint containment_pk primary key (tenant_id, parent_id, child_id),
  constraint containment_parent_is_an_entitlement foreign key (tenant_id, parent_id) references entitlement (tenant_id, entitlement_id),
  constraint containment_child_is_an_entitlement foreign key (tenant_id, child_id) references entitlement (tenant_id, entitlement_id)
);
comment on table containment is 'who holds the parent holds the child: composite roles, roles of groups, parent groups of groups';
call tenant_table('containment', 'insert, update (gone_at)');

create table access_grant (
  tenant_id      int not null,
  grant_id       bigint not null default nextval('row_id'),
  public_id      uuid not null,
  account_id     bigint not null,
  entitlement_id bigint not null,
  direct         boolean not null,
  effective      boolean not null,
  paths          jsonb not null,
  constraint access_grant_pk primary key (tenant_id, grant_id),
  constraint access_grant_public_id_is_unique unique (tenant_id, public_id),
  constraint access_grant_has_an_id_for_life unique (tenant_id, account_id, entitlement_id),
  constraint access_grant_belongs_to_an_account foreign key (tenant_id, account_id) references account (tenant_id, account_id),
  constraint access_grant_gives_an_entitlement foreign key (tenant_id, entitlement_id) references entitlement (tenant_id, entitlement_id),
  constraint access_grant_that_is_direct_is_effective check (effective or not direct)
);
comment on table access_grant is 'account x entitlement: direct as read, effective as derived; a return reopens the same id';
comment on column access_grant.paths is 'array of arrays of entitlement ids from the account''s direct membership to this entitlement; [[id]] is the direct one';
create index access_grant_by_entitlement on access_grant (tenant_id, entitlement_id);
call tenant_table('access_grant', 'insert, update (direct, effective, paths)');

create table grant_period (
  tenant_id int not null,
  grant_id  bigint not null,
  since     timestamptz not null,
  until     timestamptz,
  constraint grant_period_pk primary key (tenant_id, grant_id, since),
  constraint grant_period_belongs_to_a_grant foreign key (tenant_id, grant_id) references access_grant (tenant_id, grant_id),
  constraint grant_period_ends_after_it_began check (until is null or until >= since)
);
comment on table grant_period is 'when a grant was effective, as far as observed';
call tenant_table('grant_period', 'insert, update (until)');

create table setting (
  tenant_id     int not null,
  setting_id    bigint not null default nextval('row_id'),
  connection_id bigint not null,
  key           text not null,
  value         text not null,
  gone_at       timestamptz,
  constraint setting_pk primary key (tenant_id, setting_id),
  constraint setting_key_is_unique unique (tenant_id, connection_id, key),
  constraint setting_lives_in_a_connection foreign key (tenant_id, connection_id) references connection (tenant_id, connection_id)
);
comment on table setting is 'lockout, password and session settings of a system, as read';
call tenant_table('setting', 'insert, update (value, gone_at)');

create table register_history (
  tenant_id   int not null,
  history_id  bigint not null default nextval('row_id'),
  snapshot_id bigint not null,
  at          timestamptz not null,
  kind        text not null,
  row_id      bigint not null,
  what        text not null,
  before      jsonb,
  after       jsonb,
  constraint register_history_pk primary key (tenant_id, history_id),
  constraint register_history_names_its_snapshot foreign key (tenant_id, snapshot_id) references snapshot (tenant_id, snapshot_id),
  constraint register_history_what_is_known check (what in ('appeared', 'changed', 'gone', 'returned'))
);
comment on table register_history is 'append-only: what each snapshot changed; an unchanged snapshot leaves nothing';
create index register_history_by_row on register_history (tenant_id, kind, row_id, at);
call tenant_table('register_history', 'insert');

create table oversight_read (
  tenant_id int not null,
  read_id   bigint not null default nextval('row_id'),
  person_id bigint not null,
  name      text not null,
  issuer    text not null,
  subject   text not null,
  view      text not null,
  authority uuid not null,
  chain     text not null,
  evaluation uuid not null,
  at        timestamptz not null,
  tenants   int[] not null,
  constraint oversight_read_pk primary key (tenant_id, read_id)
);
comment on table oversight_read is 'in the MSP''s own tenant: who looked over which tenants, until each of them has it in its own record';
call tenant_table('oversight_read', 'insert, delete');
