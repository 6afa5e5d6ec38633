create table ev_entry (
  tenant_id   int not null,
  event_id    uuid not null,
  occurred_at timestamptz not null,
  action      text not null,
  outcome     text not null,
  person_id   bigint,
  target      text,
  ticket      text,
  correlation uuid not null,
  body        bytea not null,
  leaf_hash   bytea not null,
  constraint ev_entry_pk primary key (tenant_id, event_id),
  constraint ev_entry_leaf_hash_is_sha256 check (octet_length(leaf_hash) = 32),
  constraint ev_entry_body_is_at_most_48_kb check (octet_length(body) <= 49152)
);
comment on table ev_entry is 'append-only record of what happened in a tenant; body is the leaf verbatim (OCSF 1.8 in RFC 8785 form), its position stands elsewhere';
create index ev_entry_by_time on ev_entry (tenant_id, occurred_at desc, event_id);
create index ev_entry_by_correlation on ev_entry (tenant_id, correlation);
call tenant_table('ev_entry', 'insert');

create table ev_disclosure (
  tenant_id int not null,
  event_id  uuid not null,
  pointer   text not null,
  salt      bytea not null,
  value     text not null,
  constraint ev_disclosure_pk primary key (tenant_id, event_id, pointer),
  constraint ev_disclosure_salt_has_16_bytes check (octet_length(salt) >= 16),
  constraint ev_disclosure_belongs_to_an_entry foreign key (tenant_id, event_id) references ev_entry (tenant_id, event_id)
);
comment on table ev_disclosure is 'values of erasable fields and the salts of their commitments; erasing a row leaves the entry and its proof intact';
call tenant_table('ev_disclosure', 'insert');

create table ev_value (
  tenant_id int not null,
  event_id  uuid not null,
  pointer   text not null,
  salt      bytea not null,
  content   bytea not null,
  constraint ev_value_pk primary key (tenant_id, event_id, pointer),
  constraint ev_value_salt_has_16_bytes check (octet_length(salt) >= 16),
  constraint ev_value_belongs_to_an_entry foreign key (tenant_id, event_id) references ev_entry (tenant_id, event_id)
);
comment on table ev_value is 'as ev_disclosure, for values too large to be read with a list, such as a long before or after';
call tenant_table('ev_value', 'insert');

create table ev_tally (
  tenant_id    int not null,
  tally_id     bigint not null default nextval('row_id'),
  key_hash     bytea not null,
  period_start timestamptz not null,
  period_end   timestamptz not null,
  first_event  uuid not null,
  occurrences  bigint not null default 1,
  closed       boolean not null default false,
  constraint ev_tally_pk primary key (tenant_id, tally_id),
  constraint ev_tally_counts_a_key_once_a_period unique (tenant_id, key_hash, period_start),
  constraint ev_tally_belongs_to_an_entry foreign key (tenant_id, first_event) references ev_entry (tenant_id, event_id)
);
comment on table ev_tally is 'repeated denials and oversight reads: the first is an entry at once, the count becomes a second entry when the period ends';
call tenant_table('ev_tally', 'insert, update (occurrences, closed)');

create table ev_inbox (
  tenant_id int not null,
  event_id  uuid not null,
  constraint ev_inbox_pk primary key (tenant_id, event_id)
);
comment on table ev_inbox is 'entries that have no position yet; global, so that the sequencer need not poll every tenant';
grant insert on ev_inbox to ${tenant};
grant insert on ev_inbox to ${worker};
