insert into capability (name, description) values
  ('scope.propose', 'propose who is expected to hold what'),
  ('scope.approve', 'approve who is expected to hold what');

create table approval (
  tenant_id             int not null,
  approval_id           bigint not null default nextval('row_id'),
  public_id             uuid not null,
  subject_kind          text not null,
  subject_id            uuid not null,
  subject_hash          bytea not null,
  title                 text not null,
  capability            text not null,
  requested_by          bigint not null,
  request_authority_id  bigint not null,
  requested_at          timestamptz not null,
  until                 timestamptz not null,
  correlation           uuid not null,
  state                 text not null,
  decided_by            bigint,
  decision_authority_id bigint,
  evaluation_id         uuid,
  decided_at            timestamptz,
  reason                text,
  used_at               timestamptz,
  constraint approval_pk primary key (tenant_id, approval_id),
  constraint approval_public_id_is_unique unique (tenant_id, public_id),
  constraint approval_is_asked_under_an_authority foreign key (tenant_id, request_authority_id) references authority (tenant_id, authority_id),
  constraint approval_is_given_under_an_authority foreign key (tenant_id, decision_authority_id) references authority (tenant_id, authority_id),
  constraint approval_needs_a_known_capability foreign key (capability) references capability (name),
  constraint approval_hash_is_sha256 check (octet_length(subject_hash) = 32),
  constraint approval_state_is_known check (state in ('requested', 'approved', 'refused', 'withdrawn', 'used')),
  constraint approval_is_never_by_who_asked check (decided_by is null or decided_by <> requested_by),
  constraint approval_names_who_decided check (state = 'withdrawn' or (state = 'requested') = (decided_by is null)),
  constraint approval_decision_is_whole check ((decided_by is null) = (decided_at is null)
      and (decided_by is null) = (decision_authority_id is null) and (decided_by is null) = (evaluation_id is null)),
  constraint approval_ends_after_it_began check (until > requested_at),
  constraint approval_is_decided_in_time check (decided_at is null or decided_at < until),
  constraint approval_is_used_in_time check (used_at is null or used_at < until),
  constraint approval_is_used_once check ((state = 'used') = (used_at is not null)),
  constraint approval_refusal_has_a_reason check (state <> 'refused' or btrim(coalesce(reason, '')) <> '')
);
comment on table approval is 'somebody else''s yes to exactly what was shown: bound to its hash, until a time, used once';
comment on column approval.subject_id is 'public id of what is to be approved; the module that asked knows it';
-- Asked twice, the same thing waits for one answer; a used one never answers for another time.
create unique index approval_is_open_once on approval (tenant_id, subject_kind, subject_id, subject_hash)
  where state in ('requested', 'approved');
create index approval_by_subject on approval (tenant_id, subject_kind, subject_id);
call tenant_table('approval', 'insert, update (state, decided_by, decision_authority_id, evaluation_id, decided_at, reason, used_at)');

create table expected_scope (
  tenant_id    int not null,
  scope_id     bigint not null default nextval('row_id'),
  public_id    uuid not null,
  version      int not null,
  content      bytea not null,
  content_hash bytea not null,
  people       int not null,
  proposed_by  bigint not null,
  authority_id bigint not null,
  proposed_at  timestamptz not null,
  state        text not null,
  state_at     timestamptz not null,
  constraint expected_scope_pk primary key (tenant_id, scope_id),
  constraint expected_scope_public_id_is_unique unique (tenant_id, public_id),
  constraint expected_scope_version_is_unique unique (tenant_id, version),
  constraint expected_scope_is_proposed_under_an_authority foreign key (tenant_id, authority_id) references authority (tenant_id, authority_id),
  constraint expected_scope_hash_is_of_its_content check (content_hash = sha256(content)),
  constraint expected_scope_state_is_known check (state in ('proposed', 'approved', 'refused', 'superseded'))
);
comment on table expected_scope is 'who is expected to hold what in the tenant, a version each; the content is immutable and canonical JSON';
create unique index expected_scope_in_force_is_one on expected_scope (tenant_id) where state = 'approved';
create unique index expected_scope_proposed_is_one on expected_scope (tenant_id) where state = 'proposed';
call tenant_table('expected_scope', 'insert, update (state, state_at)');

create table expected_person (
  tenant_id  int not null,
  person_id  bigint not null default nextval('row_id'),
  scope_id   bigint not null,
  username   text not null,
  connection text,
  owner      text,
  constraint expected_person_pk primary key (tenant_id, scope_id, username),
  constraint expected_person_has_a_row_id unique (tenant_id, person_id),
  constraint expected_person_belongs_to_a_version foreign key (tenant_id, scope_id) references expected_scope (tenant_id, scope_id)
);
comment on table expected_person is 'append-only: an account name that an approved version expects, in one named system or in any';
call tenant_table('expected_person', 'insert');

create table expected_function (
  tenant_id int not null,
  scope_id  bigint not null,
  username  text not null,
  function  text not null,
  constraint expected_function_pk primary key (tenant_id, scope_id, username, function),
  constraint expected_function_is_of_an_expected_person foreign key (tenant_id, scope_id, username) references expected_person (tenant_id, scope_id, username)
);
comment on table expected_function is 'append-only: the functions of an expected person; everybody has the empty one';
call tenant_table('expected_function', 'insert');

create table expected_entitlement (
  tenant_id int not null,
  scope_id  bigint not null,
  function  text not null,
  kind      text not null,
  name      text not null,
  constraint expected_entitlement_pk primary key (tenant_id, scope_id, function, kind, name),
  constraint expected_entitlement_belongs_to_a_version foreign key (tenant_id, scope_id) references expected_scope (tenant_id, scope_id),
  constraint expected_entitlement_kind_is_known check (kind in ('realm role', 'client role', 'group'))
);
comment on table expected_entitlement is 'append-only: what a function gives, in an approved version';
call tenant_table('expected_entitlement', 'insert');

-- The file of an expected scope names accounts, roles and groups; comparisons find them by name.
create index account_by_username on account (tenant_id, username);
create index entitlement_by_name on entitlement (tenant_id, name, kind);

create table mail_domain (
  tenant_id int not null,
  domain    text not null,
  set_at    timestamptz not null,
  constraint mail_domain_pk primary key (tenant_id, domain),
  constraint mail_domain_is_lower_case check (domain = lower(domain) and btrim(domain) <> '')
);
comment on table mail_domain is 'the mail domains of a tenant''s own people; the MSP''s tell its staff from a customer''s';
call tenant_table('mail_domain', 'insert, delete');
