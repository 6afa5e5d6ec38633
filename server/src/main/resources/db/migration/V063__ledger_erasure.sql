-- The erasure of one data subject's values from a tenant's record: what was shown, frozen; asked for by one person, approved by
-- another, carried out by the role that removes.
insert into capability (name, description) values ('record.keep',
  'say who witnesses the record, how long it is kept, what a legal hold keeps, and whose data is erased from it')
  on conflict on constraint capability_pk do update set description = excluded.description;

create table ev_erasure (
  tenant_id    int not null,
  erasure_id   bigint not null default nextval('row_id'),
  public_id    uuid not null,
  subject_kind text not null,
  subject_id   text not null,
  read_until   timestamptz not null,
  value_count  bigint not null,
  entry_count  bigint not null,
  values_sha256 bytea not null,
  hash         bytea not null,
  reason       text not null,
  ticket       text not null,
  requested_by bigint not null,
  of_tenant    boolean not null,
  requested_at timestamptz not null,
  correlation  uuid not null,
  state        text not null,
  state_at     timestamptz not null,
  erased       bigint not null default 0,
  problem      text,
  constraint ev_erasure_pk primary key (tenant_id, erasure_id),
  constraint ev_erasure_public_id_is_unique unique (tenant_id, public_id),
  constraint ev_erasure_subject_is_known check (subject_kind in ('account', 'identity', 'person', 'entry')),
  constraint ev_erasure_erases_something check (value_count > 0 and entry_count > 0),
  constraint ev_erasure_hash_is_sha256 check (octet_length(hash) = 32 and octet_length(values_sha256) = 32),
  constraint ev_erasure_has_reason_and_ticket check (btrim(reason) <> '' and btrim(ticket) <> ''),
  constraint ev_erasure_state_is_known check (state in ('asked', 'refused', 'withdrawn', 'ordered', 'held', 'done', 'failed')),
  constraint ev_erasure_that_failed_says_why check ((state = 'failed') = (problem is not null))
);
comment on table ev_erasure is 'whose disclosed values were asked to be erased from the record, and how far that is; says by an id who it is, never by a name';
comment on column ev_erasure.read_until is 'entries up to this time were looked through';
comment on column ev_erasure.of_tenant is 'whether somebody of the tenant asked; else somebody of the tenant has to approve it';
comment on column ev_erasure.values_sha256 is 'over its rows of ev_erasure_value; the entry that asks says it too';
comment on column ev_erasure.hash is 'of exactly what was shown, with reason and ticket: what the second person approves';
comment on column ev_erasure.state is 'held: it was approved, and a legal hold keeps everything until it is lifted; failed: its rows are not what was approved';
comment on column ev_erasure.erased is 'how many values are gone by now';
call tenant_table('ev_erasure', 'insert, update (state, state_at)');
call retained_table('ev_erasure', 'select, update (state, state_at, erased, problem)');

create table ev_erasure_value (
  tenant_id  int not null,
  event_id   uuid not null,
  pointer    text not null,
  erasure_id bigint not null,
  erased_in  uuid,
  constraint ev_erasure_value_pk primary key (tenant_id, event_id, pointer, erasure_id),
  constraint ev_erasure_value_is_of_an_erasure foreign key (tenant_id, erasure_id) references ev_erasure (tenant_id, erasure_id)
);
comment on table ev_erasure_value is 'which values an erasure is about, fixed when it was asked for; the values themselves never stand here';
comment on column ev_erasure_value.erased_in is 'the entry that says that it was erased; its facts have the hash over all rows that name it';
create index ev_erasure_value_in_order on ev_erasure_value (tenant_id, erasure_id, event_id, pointer);
create index ev_erasure_value_by_entry on ev_erasure_value (tenant_id, erased_in);
call tenant_table('ev_erasure_value', 'insert (tenant_id, event_id, pointer, erasure_id)');
call retained_table('ev_erasure_value', 'select, update (erased_in)');

-- The role that removes reads for itself that another person said yes to exactly this.
call retained_table('approval', 'select (tenant_id, subject_kind, subject_id, subject_hash, state, requested_by, decided_by)');
