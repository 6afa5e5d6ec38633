create table change_order (
  tenant_id     int not null,
  change_id     bigint not null default nextval('row_id'),
  public_id     uuid not null,
  connection_id bigint not null,
  action        text not null,
  account_id    bigint not null,
  entitlement_id bigint,
  plan          bytea not null,
  plan_hash     bytea not null,
  requested_for text not null,
  requested_by  bigint not null,
  authority_id  bigint not null,
  execution     text not null,
  executed_by   bigint,
  execution_authority_id bigint,
  ticket        text,
  state         text not null,
  state_at      timestamptz not null,
  applied       text not null default 'no',
  detail        text,
  found_paths   jsonb,
  owner         bigint,
  due_at        timestamptz,
  read_at       timestamptz,
  fence         bigint not null default 0,
  ordered_at    timestamptz not null,
  correlation   uuid not null,
  constraint change_order_pk primary key (tenant_id, change_id),
  constraint change_order_public_id_is_unique unique (tenant_id, public_id),
  constraint change_order_concerns_an_account foreign key (tenant_id, account_id) references account (tenant_id, account_id),
  constraint change_order_concerns_an_entitlement foreign key (tenant_id, entitlement_id) references entitlement (tenant_id, entitlement_id),
  constraint change_order_acts_on_a_connection foreign key (tenant_id, connection_id) references connection (tenant_id, connection_id),
  constraint change_order_names_its_authority foreign key (tenant_id, authority_id) references authority (tenant_id, authority_id),
  constraint change_order_plan_hash_is_sha256 check (octet_length(plan_hash) = 32),
  constraint change_order_execution_is_known check (execution in ('automatic', 'operator')),
  constraint change_order_state_is_known check (state in ('planned', 'authorised', 'intent', 'sent', 'accepted', 'unknown',
      'refused', 'verified', 'still effective', 'unreachable', 'not proven', 'undone')),
  constraint change_order_applied_is_known check (applied in ('no', 'not known', 'yes')),
  constraint change_order_verified_was_read check (state <> 'verified' or read_at is not null),
  constraint change_order_unproven_has_owner_and_clock check (state not in ('unknown', 'still effective', 'unreachable', 'not proven')
      or (owner is not null and due_at is not null))
);
comment on table change_order is 'one authorised change in one tenant''s system and how far it is proven';
comment on column change_order.applied is 'whether the system took the change: not known after a lost answer; verified is another fact';
comment on column change_order.due_at is 'authorised: when it goes out, null while it waits for an operator; unproven: until when the owner must have settled it';
comment on column change_order.read_at is 'when the system was last read back for this change';
comment on column change_order.entitlement_id is 'the membership that the change sets; what must have ended stands in the plan';
-- Two decisions at the same moment may not order the same change twice.
create unique index change_order_is_open_once on change_order (tenant_id, account_id, entitlement_id)
  where state not in ('verified', 'refused', 'undone');
create index change_order_by_time on change_order (tenant_id, ordered_at desc, change_id desc);
create index change_order_by_account on change_order (tenant_id, account_id, entitlement_id);
call tenant_table('change_order', 'insert, update (state, state_at, applied, detail, found_paths, owner, due_at, read_at, fence, executed_by, execution_authority_id)');

create table change_event (
  tenant_id int not null,
  change_id bigint not null,
  number    int not null,
  at        timestamptz not null,
  state     text not null,
  detail    text,
  event_id  uuid not null,
  constraint change_event_pk primary key (tenant_id, change_id, number),
  constraint change_event_belongs_to_a_change foreign key (tenant_id, change_id) references change_order (tenant_id, change_id),
  constraint change_event_is_in_the_ledger foreign key (tenant_id, event_id) references ev_entry (tenant_id, event_id)
);
comment on table change_event is 'append-only: each state a change went through, with its ledger entry';
call tenant_table('change_event', 'insert');
