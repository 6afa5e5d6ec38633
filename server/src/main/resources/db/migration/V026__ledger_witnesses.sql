insert into capability (name, description) values
  ('record.keep', 'say who witnesses the record, how long it is kept, and what a legal hold keeps');

create table witness (
  witness_id    bigint not null default nextval('row_id'),
  public_id     uuid not null,
  name          text not null,
  url           text not null,
  vkey          text not null,
  registered_at timestamptz not null,
  removed_at    timestamptz,
  constraint witness_pk primary key (witness_id),
  constraint witness_public_id_is_unique unique (public_id),
  constraint witness_name_is_a_word check (name ~ '^[A-Za-z0-9][A-Za-z0-9._-]{0,59}$')
);
comment on table witness is 'who cosigns the heads log: one for all tenants, so it is global; its name stands under every checkpoint that it cosigned';
create unique index witness_name_is_taken_once on witness (name) where removed_at is null;
create unique index witness_key_is_taken_once on witness (vkey) where removed_at is null;
grant select, insert on witness to ${tenant};
grant update (removed_at) on witness to ${tenant};
grant select on witness to ${worker};
grant select on witness to ${estate};

create table witness_cosignature (
  witness_id  bigint not null,
  size        bigint not null,
  root        bytea not null,
  cosigned_at timestamptz not null,
  line        text not null,
  constraint witness_cosignature_root_is_sha256 check (octet_length(root) = 32),
  constraint witness_cosignature_pk primary key (witness_id, size, cosigned_at),
  constraint witness_cosignature_is_by_a_witness foreign key (witness_id) references witness (witness_id)
);
comment on table witness_cosignature is 'signature lines of witnesses under checkpoints of the heads log, each verified before it was kept';
comment on column witness_cosignature.cosigned_at is 'when it came in, by our clock; the line has the time of the witness';
comment on column witness_cosignature.root is 'what it cosigned: a log that was forked has other roots at the same sizes';
create index witness_cosignature_by_size on witness_cosignature (size);
create index witness_cosignature_newest on witness_cosignature (witness_id, cosigned_at desc, size desc);
grant select on witness_cosignature to ${tenant};
grant select, insert on witness_cosignature to ${worker};
grant select on witness_cosignature to ${estate};

create table witness_standing (
  witness_id bigint not null,
  state      text not null,
  since      timestamptz not null,
  asked_at   timestamptz not null,
  why        text not null,
  failures   int not null,
  constraint witness_standing_pk primary key (witness_id),
  constraint witness_standing_is_of_a_witness foreign key (witness_id) references witness (witness_id),
  constraint witness_standing_state_is_known check (state in ('cosigned', 'no answer', 'refused'))
);
comment on table witness_standing is 'what came of asking a witness last, and since when that is so; without a row it was not asked yet';
grant select on witness_standing to ${tenant};
grant select, insert, update (state, since, asked_at, why, failures) on witness_standing to ${worker};
grant select on witness_standing to ${estate};
