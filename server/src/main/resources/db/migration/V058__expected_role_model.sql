create table expected_container (
  tenant_id int not null,
  scope_id  bigint not null,
  kind      text not null,
  name      text not null,
  constraint expected_container_pk primary key (tenant_id, scope_id, kind, name),
  constraint expected_container_belongs_to_a_version foreign key (tenant_id, scope_id) references expected_scope (tenant_id, scope_id),
  constraint expected_container_kind_is_known check (kind in ('realm role', 'client role', 'group'))
);
comment on table expected_container is 'append-only: a role or group of which an approved version says what it may lead to';
call tenant_table('expected_container', 'insert');

create table expected_lead (
  tenant_id     int not null,
  scope_id      bigint not null,
  kind          text not null,
  name          text not null,
  leads_to_kind text not null,
  leads_to_name text not null,
  constraint expected_lead_pk primary key (tenant_id, scope_id, kind, name, leads_to_kind, leads_to_name),
  constraint expected_lead_is_of_a_container foreign key (tenant_id, scope_id, kind, name) references expected_container (tenant_id, scope_id, kind, name),
  constraint expected_lead_kind_is_known check (leads_to_kind in ('realm role', 'client role', 'group'))
);
comment on table expected_lead is 'append-only: what a role or group may lead to; one without any leads to nothing';
call tenant_table('expected_lead', 'insert');

alter table finding
  drop constraint finding_subject_kind_is_known,
  add constraint finding_subject_kind_is_known check (subject_kind in ('account', 'grant', 'credential', 'identity', 'connection', 'expected person', 'entitlement'));
