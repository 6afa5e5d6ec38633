create table bulk_act (
  tenant_id int not null,
  act_id    bigint not null default nextval('row_id'),
  public_id uuid not null,
  person_id bigint not null,
  kind      text not null,
  asked_at  timestamptz not null,
  constraint bulk_act_pk primary key (tenant_id, act_id),
  constraint bulk_act_public_id_is_unique unique (tenant_id, public_id)
);
comment on table bulk_act is 'append-only, in the MSP''s own tenant: what one person decided over several tenants in one act';
create index bulk_act_by_person on bulk_act (tenant_id, person_id, act_id desc);
call tenant_table('bulk_act', 'insert');

create table bulk_act_part (
  tenant_id int not null,
  act_id    bigint not null,
  concerned int not null,
  items     int not null,
  bulk      uuid,
  problem   text,
  detail    text,
  constraint bulk_act_part_pk primary key (tenant_id, act_id, concerned),
  constraint bulk_act_part_belongs_to_an_act foreign key (tenant_id, act_id) references bulk_act (tenant_id, act_id),
  constraint bulk_act_part_was_asked_or_says_why_not check ((bulk is null) = (problem is not null) and (problem is null) = (detail is null))
);
comment on table bulk_act_part is 'append-only, in the MSP''s own tenant: what became of an act in one tenant concerned; no name of that tenant';
comment on column bulk_act_part.bulk is 'public id of the tenant''s own bulk';
call tenant_table('bulk_act_part', 'insert');
