create table tenant_tag (
  tenant_id int not null,
  tag       text not null,
  set_by    bigint not null,
  set_at    timestamptz not null,
  constraint tenant_tag_pk primary key (tenant_id, tag),
  constraint tenant_tag_is_normal check (tag ~ '^[a-z0-9][a-z0-9-]{0,39}$')
);
comment on table tenant_tag is 'words by which a tenant is found among others; its history stands in the tenant''s record';
call tenant_table('tenant_tag', 'insert, delete');

create table tenant_set (
  tenant_id  int not null,
  set_id     bigint not null default nextval('row_id'),
  public_id  uuid not null,
  name       text not null,
  owner      bigint not null,
  created_at timestamptz not null,
  ended_at   timestamptz,
  constraint tenant_set_pk primary key (tenant_id, set_id),
  constraint tenant_set_public_id_is_unique unique (tenant_id, public_id),
  constraint tenant_set_has_a_name check (btrim(name) <> '' and length(name) <= 80)
);
comment on table tenant_set is 'in the MSP''s own tenant: customers that are looked at together; its history stands in the MSP''s record';
comment on column tenant_set.owner is 'the person who answers for the set';
create unique index tenant_set_name_is_unique on tenant_set (tenant_id, lower(name)) where ended_at is null;
call tenant_table('tenant_set', 'insert, update (name, owner, ended_at)');

create table tenant_set_member (
  tenant_id int not null,
  set_id    bigint not null,
  member    int not null,
  since     timestamptz not null,
  constraint tenant_set_member_pk primary key (tenant_id, set_id, member),
  constraint tenant_set_member_belongs_to_a_set foreign key (tenant_id, set_id) references tenant_set (tenant_id, set_id),
  constraint tenant_set_member_is_a_customer check (member <> 1)
);
comment on table tenant_set_member is 'which tenants are in a set; a member nobody may see is shown to nobody';
call tenant_table('tenant_set_member', 'insert, delete');
