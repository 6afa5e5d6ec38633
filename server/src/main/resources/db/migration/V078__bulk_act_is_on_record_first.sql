create table bulk_act_asked (
  tenant_id int not null,
  act_id    bigint not null,
  concerned int not null,
  items     int not null,
  constraint bulk_act_asked_pk primary key (tenant_id, act_id, concerned),
  constraint bulk_act_asked_belongs_to_an_act foreign key (tenant_id, act_id) references bulk_act (tenant_id, act_id)
);
comment on table bulk_act_asked is 'append-only, in the MSP''s own tenant: in which tenants an act was to be asked for, before any was; one without a part in bulk_act_part has given no answer that was kept';
call tenant_table('bulk_act_asked', 'insert');
