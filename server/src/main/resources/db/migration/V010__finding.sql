create table finding (
  tenant_id      int not null,
  finding_id     bigint not null default nextval('row_id'),
  public_id      uuid not null,
  rule           text not null,
  key            text not null,
  subject_kind   text not null,
  subject_id     bigint not null,
  severity       text not null,
  title          text not null,
  reasons        text[] not null,
  detail         json,
  state          text not null,
  decision       text,
  change_id      bigint,
  side           text not null,
  person_id      bigint,
  times_returned int not null default 0,
  first_seen_at  timestamptz not null,
  opened_at      timestamptz not null,
  due_at         timestamptz not null,
  state_at       timestamptz not null,
  constraint finding_pk primary key (tenant_id, finding_id),
  constraint finding_public_id_is_unique unique (tenant_id, public_id),
  constraint finding_is_one_per_fact unique (tenant_id, rule, key),
  constraint finding_may_wait_for_a_change foreign key (tenant_id, change_id) references change_order (tenant_id, change_id),
  constraint finding_subject_kind_is_known check (subject_kind in ('account', 'grant', 'credential', 'identity', 'connection', 'expected person')),
  constraint finding_severity_is_known check (severity in ('critical', 'high', 'moderate', 'low')),
  constraint finding_state_is_known check (state in ('open', 'decided', 'closed')),
  constraint finding_decision_is_known check (decision in ('kept', 'revoke ordered')),
  constraint finding_that_is_decided_says_how check (state <> 'decided' or decision is not null),
  constraint finding_that_is_open_is_undecided check (state <> 'open' or decision is null),
  constraint finding_revocation_names_its_change check (decision is distinct from 'revoke ordered' or change_id is not null),
  constraint finding_side_is_known check (side in ('tenant', 'msp')),
  constraint finding_has_a_reason check (cardinality(reasons) > 0)
);
comment on table finding is 'what a rule found in this tenant; one row for the life of a fact, which may go and return';
comment on column finding.key is 'the stable identity of the fact inside tenant and rule, for example grant/17';
comment on column finding.detail is 'what machines read of it';
comment on column finding.side is 'who answers for it: the tenant''s people or the MSP''s';
comment on column finding.opened_at is 'when it was opened, the last time: the clock runs from here';
comment on column finding.decision is 'of a closed finding: how it was decided when the fact went';
create index finding_by_state on finding (tenant_id, rule, state);
create index finding_by_subject on finding (tenant_id, subject_kind, subject_id);
call tenant_table('finding', 'insert, update (subject_id, severity, title, reasons, detail, state, decision, change_id, person_id, times_returned, opened_at, due_at, state_at)');

create table finding_event (
  tenant_id       int not null,
  finding_id      bigint not null,
  number          int not null,
  at              timestamptz not null,
  what            text not null,
  severity        text not null,
  detail          text,
  person_id       bigint,
  about_person_id bigint,
  authority_id    bigint,
  ticket          text,
  event_id        uuid not null,
  constraint finding_event_pk primary key (tenant_id, finding_id, number),
  constraint finding_event_belongs_to_a_finding foreign key (tenant_id, finding_id) references finding (tenant_id, finding_id),
  constraint finding_event_names_its_authority foreign key (tenant_id, authority_id) references authority (tenant_id, authority_id),
  constraint finding_event_is_in_the_ledger foreign key (tenant_id, event_id) references ev_entry (tenant_id, event_id),
  constraint finding_event_what_is_known check (what in ('opened', 'changed', 'closed', 'reopened', 'kept', 'revoke ordered')),
  constraint finding_event_of_a_person_is_a_decision check ((person_id is not null) = (what in ('kept', 'revoke ordered'))),
  constraint finding_is_never_decided_about_oneself check (about_person_id is null or about_person_id <> person_id)
);
comment on table finding_event is 'append-only: what became of a finding, with its ledger entry';
call tenant_table('finding_event', 'insert');

create table finding_summary (
  tenant_id      int not null,
  rule           text not null,
  open_critical  bigint not null default 0,
  open_high      bigint not null default 0,
  open_moderate  bigint not null default 0,
  open_low       bigint not null default 0,
  decided        bigint not null default 0,
  known          boolean not null,
  not_known      bigint not null default 0,
  why            text,
  as_of          timestamptz not null,
  oldest_open_at timestamptz,
  changed_at     timestamptz not null,
  constraint finding_summary_pk primary key (tenant_id, rule),
  constraint finding_summary_says_why_not_known check ((known and not_known = 0) or why is not null)
);
comment on table finding_summary is 'per rule: how many findings there are and of how much the rule knows nothing; what the board reads';
comment on column finding_summary.not_known is 'subjects that could not be judged: never zero findings, but none known';
comment on column finding_summary.as_of is 'the age of what was judged';
call tenant_table('finding_summary', 'insert, update (open_critical, open_high, open_moderate, open_low, decided, known, not_known, why, as_of, oldest_open_at, changed_at)');
