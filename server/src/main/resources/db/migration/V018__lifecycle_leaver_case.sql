insert into capability (name, description) values
  ('staff.offboard', 'end the access of the service provider''s own people who leave');

create table leaver_case (
  tenant_id      int not null,
  case_id        bigint not null default nextval('row_id'),
  public_id      uuid not null,
  subject        uuid not null,
  name           text not null,
  memberships    boolean not null,
  reason         text not null,
  ticket_system  text not null,
  ticket_key     text not null,
  person_id      bigint not null,
  provider_id    bigint not null,
  person_name    text not null,
  person_issuer  text not null,
  person_subject text not null,
  opened_at      timestamptz not null,
  state          text not null,
  state_at       timestamptz not null,
  ended          text,
  times_reopened int not null default 0,
  correlation    uuid not null,
  constraint leaver_case_pk primary key (tenant_id, case_id),
  constraint leaver_case_public_id_is_unique unique (tenant_id, public_id),
  constraint leaver_case_state_is_known check (state in ('open', 'closed', 'cancelled')),
  constraint leaver_case_has_a_reason check (btrim(reason) <> ''),
  constraint leaver_case_has_a_ticket check (btrim(ticket_system) <> '' and btrim(ticket_key) <> ''),
  constraint leaver_case_that_is_cancelled_says_why check (state <> 'cancelled' or btrim(coalesce(ended, '')) <> '')
);
comment on table leaver_case is 'in the MSP''s own tenant: somebody of the MSP leaves, and all their access over several tenants is to end';
comment on column leaver_case.person_id is 'under whose authority it goes on: who opened it, or ordered what was left since';
comment on column leaver_case.memberships is 'whether direct memberships are taken away too, or accounts are disabled only';
-- Two people who see the same leaver at the same moment may not open two cases.
create unique index leaver_case_is_open_once on leaver_case (tenant_id, subject) where state = 'open';
create index leaver_case_by_time on leaver_case (tenant_id, opened_at desc, case_id desc);
call tenant_table('leaver_case', 'insert, update (state, state_at, ended, times_reopened, person_id, provider_id, person_name, person_issuer, person_subject)');

create table leaver_part (
  tenant_id  int not null,
  part_id    bigint not null default nextval('row_id'),
  case_id    bigint not null,
  request    uuid not null,
  concerned  int not null,
  plan       jsonb not null,
  state      text not null,
  state_at   timestamptz not null,
  why        text,
  constraint leaver_part_pk primary key (tenant_id, part_id),
  constraint leaver_part_belongs_to_a_case foreign key (tenant_id, case_id) references leaver_case (tenant_id, case_id),
  constraint leaver_part_request_is_unique unique (tenant_id, request),
  constraint leaver_part_state_is_known check (state in ('found', 'to order', 'ordered', 'not permitted', 'replaced'))
);
comment on table leaver_part is 'in the MSP''s own tenant: what a leaver case asks for in one of the tenants concerned';
comment on column leaver_part.request is 'public id of the request in the tenant concerned: asked twice, it is made once';
comment on column leaver_part.plan is 'public ids of accounts and grants; no name of the tenant concerned';
create index leaver_part_by_case on leaver_part (tenant_id, case_id);
-- What was found and is not confirmed yet is found once.
create unique index leaver_part_is_found_once on leaver_part (tenant_id, case_id, concerned) where state = 'found';
call tenant_table('leaver_part', 'insert, update (state, state_at, why)');

create table leaver_standing (
  tenant_id int not null,
  case_id   bigint not null,
  concerned int not null,
  standing  text not null,
  items     int not null,
  verified  int not null,
  detail    text,
  since     timestamptz not null,
  constraint leaver_standing_pk primary key (tenant_id, case_id, concerned),
  constraint leaver_standing_belongs_to_a_case foreign key (tenant_id, case_id) references leaver_case (tenant_id, case_id),
  constraint leaver_standing_proves_no_more_than_there_is check (verified between 0 and items)
);
comment on table leaver_standing is 'in the MSP''s own tenant: how far a leaver case is in each tenant concerned, as last looked at; no name of the tenant concerned';
call tenant_table('leaver_standing', 'insert, update (standing, items, verified, detail, since), delete');

create table leaver_request (
  tenant_id             int not null,
  request_id            bigint not null default nextval('row_id'),
  public_id             uuid not null,
  identity_id           bigint not null,
  plan_hash             bytea not null,
  asked_by              bigint not null,
  authority_id          bigint not null,
  asked_at              timestamptz not null,
  state                 text not null,
  state_at              timestamptz not null,
  decided_by            bigint,
  decision_authority_id bigint,
  correlation           uuid not null,
  constraint leaver_request_pk primary key (tenant_id, request_id),
  constraint leaver_request_public_id_is_unique unique (tenant_id, public_id),
  constraint leaver_request_is_about_an_identity foreign key (tenant_id, identity_id) references identity (tenant_id, identity_id),
  constraint leaver_request_names_its_authority foreign key (tenant_id, authority_id) references authority (tenant_id, authority_id),
  constraint leaver_request_is_decided_under_an_authority foreign key (tenant_id, decision_authority_id) references authority (tenant_id, authority_id),
  constraint leaver_request_plan_hash_is_sha256 check (octet_length(plan_hash) = 32),
  constraint leaver_request_state_is_known check (state in ('awaiting approval', 'ordered', 'refused', 'withdrawn')),
  constraint leaver_request_that_is_ordered_was_decided check (state not in ('ordered', 'refused')
      or (decided_by is not null and decision_authority_id is not null))
);
comment on table leaver_request is 'somebody of the service provider leaves: what of their access in this tenant is to end, and by whose decision';
create index leaver_request_by_time on leaver_request (tenant_id, asked_at desc, request_id desc);
call tenant_table('leaver_request', 'insert, update (state, state_at, decided_by, decision_authority_id)');

create table leaver_item (
  tenant_id  int not null,
  item_id    bigint not null default nextval('row_id'),
  request_id bigint not null,
  account_id bigint not null,
  grant_id   bigint,
  change_id  bigint,
  constraint leaver_item_pk primary key (tenant_id, item_id),
  constraint leaver_item_belongs_to_a_request foreign key (tenant_id, request_id) references leaver_request (tenant_id, request_id),
  constraint leaver_item_concerns_an_account foreign key (tenant_id, account_id) references account (tenant_id, account_id),
  constraint leaver_item_may_concern_a_grant foreign key (tenant_id, grant_id) references access_grant (tenant_id, grant_id),
  constraint leaver_item_may_have_a_change foreign key (tenant_id, change_id) references change_order (tenant_id, change_id)
);
comment on table leaver_item is 'an account to disable, or with a grant a membership to take away, and the change that does it';
create index leaver_item_by_request on leaver_item (tenant_id, request_id);
call tenant_table('leaver_item', 'insert, update (change_id)');
