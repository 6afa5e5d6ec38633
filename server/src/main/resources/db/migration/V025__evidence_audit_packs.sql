create table audit_pack (
  tenant_id      int not null,
  pack_id        bigint not null default nextval('row_id'),
  public_id      uuid not null,
  job            uuid not null,
  since          timestamptz not null,
  until          timestamptz not null,
  query          json not null,
  filtered       boolean not null,
  requested_by   bigint,
  requested_at   timestamptz not null,
  correlation    uuid not null,
  state          text not null,
  state_at       timestamptz not null,
  step           text not null,
  done           bigint not null default 0,
  total          bigint,
  problem        text,
  manifest       bytea,
  manifest_entry uuid,
  checkpoint     text,
  manifest_proof bytea,
  heads_proof    bytea,
  size           bigint,
  sha256         bytea,
  verdict        json,
  constraint audit_pack_pk primary key (tenant_id, pack_id),
  constraint audit_pack_public_id_is_unique unique (tenant_id, public_id),
  constraint audit_pack_period_has_a_length check (since < until),
  constraint audit_pack_is_of_what_has_happened check (until <= requested_at),
  constraint audit_pack_state_is_known check (state in ('requested', 'running', 'ready', 'failed', 'outdated')),
  constraint audit_pack_manifest_is_an_entry check ((manifest is null) = (manifest_entry is null)),
  constraint audit_pack_is_proven_as_a_whole check ((checkpoint is null) = (manifest_proof is null) and (checkpoint is null) = (heads_proof is null)),
  constraint audit_pack_is_proven_after_its_manifest check (checkpoint is null or manifest is not null),
  constraint audit_pack_that_is_ready_was_built_and_checked check (state not in ('ready', 'outdated')
    or (checkpoint is not null and size is not null and sha256 is not null and verdict is not null)),
  constraint audit_pack_hash_is_sha256 check (octet_length(sha256) = 32),
  constraint audit_pack_that_is_not_to_be_had_says_why check ((state in ('failed', 'outdated')) = (problem is not null)),
  constraint audit_pack_manifest_is_in_the_ledger foreign key (tenant_id, manifest_entry) references ev_entry (tenant_id, event_id)
);
comment on table audit_pack is 'a period of the record asked for as one file; what proves it is fixed at the first build, so that it can be built again';
comment on column audit_pack.query is 'by which the entries were chosen, as it stands in the manifest';
comment on column audit_pack.checkpoint is 'everything in the pack is proven under this one; signed after the manifest''s entry';
comment on column audit_pack.state is 'outdated: what it was built from is not there any more, for example a value that was erased';
create index audit_pack_by_time on audit_pack (tenant_id, requested_at desc, pack_id desc);
call tenant_table('audit_pack', 'insert, update (state, state_at, step, done, total, problem, manifest, manifest_entry, checkpoint, manifest_proof, heads_proof, size, sha256, verdict)');

create table audit_pack_file (
  tenant_id int not null,
  pack_id   bigint not null,
  name      text not null,
  content   bytea not null,
  constraint audit_pack_file_pk primary key (tenant_id, pack_id, name),
  constraint audit_pack_file_belongs_to_a_pack foreign key (tenant_id, pack_id) references audit_pack (tenant_id, pack_id)
);
comment on table audit_pack_file is 'files of a pack that tell how things stood when it was built; entries and what is made of them are read again each time; titles of findings and names of owners stay as they were then';
call tenant_table('audit_pack_file', 'insert');
