create table bulk_decision (
  tenant_id         int not null,
  bulk_id           bigint not null default nextval('row_id'),
  public_id         uuid not null,
  kind              text not null,
  content_hash      bytea not null,
  accounts          int not null,
  identities        int not null,
  systems           int not null,
  second_person     boolean not null,
  requested_by      bigint not null,
  authority_id      bigint not null,
  evaluation_id     uuid not null,
  requester         json,
  requested_at      timestamptz not null,
  correlation       uuid not null,
  job               uuid,
  state             text not null,
  state_at          timestamptz not null,
  constraint bulk_decision_pk primary key (tenant_id, bulk_id),
  constraint bulk_decision_public_id_is_unique unique (tenant_id, public_id),
  constraint bulk_decision_names_its_authority foreign key (tenant_id, authority_id) references authority (tenant_id, authority_id),
  constraint bulk_decision_kind_is_known check (kind in ('KEEP', 'REVOKE')),
  constraint bulk_decision_hash_is_sha256 check (octet_length(content_hash) = 32),
  constraint bulk_decision_state_is_known check (state in ('asked', 'running', 'done', 'refused', 'withdrawn')),
  constraint bulk_decision_is_answered_by_a_second_person_only check (state not in ('refused', 'withdrawn') or second_person),
  constraint bulk_decision_runs_as_a_job check ((state in ('running', 'done')) = (job is not null)),
  constraint bulk_decision_under_way_knows_who_asked check (state not in ('asked', 'running') or requester is not null)
);
comment on table bulk_decision is 'one kind of decision about many grants, bound to the hash of what was shown before';
comment on column bulk_decision.accounts is 'how many accounts it touches; above a threshold a second person approves';
comment on column bulk_decision.requester is 'who signed in and how, for the record of each decision; emptied when the bulk has ended';
-- Sent twice, the same thing is carried out once.
create unique index bulk_decision_is_open_once on bulk_decision (tenant_id, content_hash) where state in ('asked', 'running');
create index bulk_decision_by_time on bulk_decision (tenant_id, requested_at desc);
call tenant_table('bulk_decision', 'insert, update (requester, job, state, state_at)');

create table bulk_decision_item (
  tenant_id       int not null,
  bulk_id         bigint not null,
  number          int not null,
  grant_public_id uuid not null,
  grant_id        bigint,
  removes         bigint,
  justification   text not null,
  ticket_system   text,
  ticket_key      text,
  state           text not null,
  decision_id     bigint,
  problem         text,
  detail          text,
  constraint bulk_decision_item_pk primary key (tenant_id, bulk_id, number),
  constraint bulk_decision_item_is_one_per_grant unique (tenant_id, bulk_id, grant_public_id),
  constraint bulk_decision_item_belongs_to_a_bulk foreign key (tenant_id, bulk_id) references bulk_decision (tenant_id, bulk_id),
  constraint bulk_decision_item_is_about_a_grant foreign key (tenant_id, grant_id) references access_grant (tenant_id, grant_id),
  constraint bulk_decision_item_removes_a_membership foreign key (tenant_id, removes) references entitlement (tenant_id, entitlement_id),
  constraint bulk_decision_item_may_have_a_decision foreign key (tenant_id, decision_id) references decision (tenant_id, decision_id),
  constraint bulk_decision_item_state_is_known check (state in ('waiting', 'decided', 'refused')),
  constraint bulk_decision_item_has_a_reason check (btrim(justification) <> ''),
  constraint bulk_decision_item_ticket_is_whole check ((ticket_system is null) = (ticket_key is null)),
  constraint bulk_decision_item_that_is_decided_has_its_decision check ((state = 'decided') = (decision_id is not null)),
  constraint bulk_decision_item_that_is_refused_says_why check ((state = 'refused') = (problem is not null and detail is not null)),
  constraint bulk_decision_item_without_a_grant_is_refused check (grant_id is not null or state = 'refused')
);
comment on table bulk_decision_item is 'one grant of a bulk, with its own reason and what became of it';
comment on column bulk_decision_item.removes is 'the membership that was shown as the one to be removed; nothing else is removed by it';
comment on column bulk_decision_item.problem is 'name of the problem, as the API says it';
call tenant_table('bulk_decision_item', 'insert, update (state, decision_id, problem, detail)');
