insert into capability (name, description) values
  ('pattern.assign', 'name who answers for a weakness that several tenants share');

create table pattern (
  tenant_id      int not null,
  pattern        uuid not null,
  kind           text not null,
  name           text not null,
  person_id      bigint,
  plan           text,
  due_on         date,
  state          text not null,
  state_at       timestamptz not null,
  times_returned int not null default 0,
  constraint pattern_pk primary key (tenant_id, pattern),
  constraint pattern_state_is_known check (state in ('present', 'ended')),
  constraint pattern_plan_is_of_an_owner check (person_id is not null or (plan is null and due_on is null)),
  constraint pattern_plan_is_bounded check (char_length(plan) <= 2000)
);
comment on table pattern is 'who answers for a weakness that several tenants share, in the MSP''s own tenant: no tenant learns of another; only of patterns that ever had an owner';
comment on column pattern.person_id is 'null is nobody, and who may not look over tenants, or sees it in fewer than two, counts as nobody';
comment on column pattern.state is 'ended: fewer than two tenants of the whole estate have it';
create index pattern_by_owner on pattern (tenant_id, person_id) where person_id is not null;
call tenant_table('pattern', 'insert, update (name, person_id, plan, due_on, state, state_at, times_returned)');

create table pattern_event (
  tenant_id       int not null,
  pattern         uuid not null,
  number          int not null,
  at              timestamptz not null,
  what            text not null,
  detail          text not null,
  plan            text,
  due_on          date,
  person_id       bigint,
  owner_person_id bigint,
  authority_id    bigint,
  event_id        uuid not null,
  constraint pattern_event_pk primary key (tenant_id, pattern, number),
  constraint pattern_event_belongs_to_a_pattern foreign key (tenant_id, pattern) references pattern (tenant_id, pattern),
  constraint pattern_event_names_its_authority foreign key (tenant_id, authority_id) references authority (tenant_id, authority_id),
  constraint pattern_event_is_in_the_ledger foreign key (tenant_id, event_id) references ev_entry (tenant_id, event_id),
  constraint pattern_event_what_is_known check (what in ('owner named', 'owner removed', 'plan changed', 'ended', 'returned')),
  constraint pattern_event_of_a_person_is_an_act check ((person_id is not null) = (what in ('owner named', 'owner removed', 'plan changed'))),
  constraint pattern_event_names_an_owner_where_one_is_named check ((owner_person_id is not null) = (what = 'owner named'))
);
comment on table pattern_event is 'append-only: what became of a pattern and of who answers for it, with its ledger entry';
call tenant_table('pattern_event', 'insert');
