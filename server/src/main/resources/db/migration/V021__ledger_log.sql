-- The tenants' logs and the log of their heads. The sequencer alone writes here, and only adds.

-- What the sequencer may do in one tenant, beside what `tenant_table` gives to others: its own inline policy, reading, and
-- the writes that are named.
create procedure sequenced_table(name text, writes text) language plpgsql as $$
begin
  execute format('create policy sequenced_tenant on %I to ${sequencer}
      using (tenant_id = current_setting(''app.tenant'')::int)
      with check (tenant_id = current_setting(''app.tenant'')::int)', name);
  execute format('grant select on %I to ${sequencer}', name);
  if writes <> '' then
    execute format('grant %s on %I to ${sequencer}', writes, name);
  end if;
end $$;
revoke execute on procedure sequenced_table(text, text) from public;

call sequenced_table('ev_entry', '');
create policy sequenced_tenant on tenant for select to ${sequencer}
  using (tenant_id = current_setting('app.tenant')::int);
grant select (tenant_id, public_id) on tenant to ${sequencer};
-- Where entries wait is the one place that is emptied; what waits there stands in ev_entry for good.
grant select, delete on ev_inbox to ${sequencer};
grant insert on work to ${sequencer};
grant usage on sequence row_id to ${sequencer};

create table ev_leaf (
  tenant_id  int not null,
  leaf_index bigint not null,
  event_id   uuid not null,
  constraint ev_leaf_pk primary key (tenant_id, leaf_index),
  constraint ev_leaf_has_an_entry_once unique (tenant_id, event_id),
  constraint ev_leaf_index_is_counted_from_0 check (leaf_index >= 0)
);
comment on table ev_leaf is 'which entry stands where in the tenant''s log; the two keys make two sequencers at once harmless. No foreign key: the sequencer has read the entry in the same statement, and retention must not be held up by it';
call tenant_table('ev_leaf', '');
call sequenced_table('ev_leaf', 'insert');

create table ev_tile (
  tenant_id int not null,
  level     int not null,
  idx       bigint not null,
  width     int not null,
  hashes    bytea not null,
  constraint ev_tile_pk primary key (tenant_id, level, idx, width),
  constraint ev_tile_is_in_a_tree check (level between 0 and 7 and idx >= 0),
  constraint ev_tile_has_at_most_256_hashes check (width between 1 and 256),
  constraint ev_tile_hashes_have_32_bytes check (octet_length(hashes) between 32 and 32 * width and octet_length(hashes) % 32 = 0)
);
comment on table ev_tile is 'the hashes of a log''s tree by C2SP tile, in parts: a row adds those that came with one checkpoint';
comment on column ev_tile.width is 'how many hashes the tile has with this row';
call tenant_table('ev_tile', '');
call sequenced_table('ev_tile', 'insert');

create table ev_checkpoint (
  tenant_id      int not null,
  size           bigint not null,
  key_generation int not null,
  root           bytea not null,
  note           text not null,
  signed_at      timestamptz not null,
  constraint ev_checkpoint_pk primary key (tenant_id, size, key_generation),
  constraint ev_checkpoint_is_of_a_log_with_entries check (size > 0),
  constraint ev_checkpoint_root_is_sha256 check (octet_length(root) = 32),
  constraint ev_checkpoint_key_generation_is_counted_from_1 check (key_generation >= 1)
);
comment on table ev_checkpoint is 'each state of a tenant''s log that was ever signed, as a C2SP checkpoint; the same size comes a second time where a new key takes over';
call tenant_table('ev_checkpoint', '');
call sequenced_table('ev_checkpoint', 'insert');

create table ev_log_state (
  tenant_id int not null,
  state_id  bigint not null default nextval('row_id'),
  at        timestamptz not null,
  state     text not null,
  why       text not null,
  constraint ev_log_state_pk primary key (tenant_id, state_id),
  constraint ev_log_state_is_known check (state in ('stopped', 'running'))
);
comment on table ev_log_state is 'when a tenant''s log was stopped, why, and when it went on; without a row it runs';
call tenant_table('ev_log_state', '');
call sequenced_table('ev_log_state', 'insert');

create table ev_head (
  tenant_id   int not null,
  heads_index bigint not null,
  size        bigint not null,
  note        text not null,
  constraint ev_head_pk primary key (tenant_id, heads_index)
);
comment on table ev_head is 'where a checkpoint of the tenant stands in the heads log, and its bytes as they were entered';
call tenant_table('ev_head', '');
-- The heads log takes up many tenants at once; it only ever adds such rows and can read none of them.
create policy entered_into_the_heads_log on ev_head for insert to ${sequencer} with check (true);
grant insert on ev_head to ${sequencer};

create table ev_audit (
  tenant_id   int not null,
  passed_at   timestamptz not null,
  size        bigint not null,
  fault       text,
  fault_index bigint,
  fault_since timestamptz,
  constraint ev_audit_pk primary key (tenant_id),
  constraint ev_audit_fault_has_a_beginning check ((fault is null) = (fault_since is null))
);
comment on table ev_audit is 'the last pass that rebuilt the tenant''s log from its entries, and the first thing that did not fit';
call tenant_table('ev_audit', 'insert, update (passed_at, size, fault, fault_index, fault_since)');

create table head_inbox (
  tenant_id      int not null,
  size           bigint not null,
  note           text not null,
  constraint head_inbox_pk primary key (tenant_id)
);
comment on table head_inbox is 'newest checkpoints that the heads log has not taken up; global, so that nobody looks through every tenant';
grant select, insert, delete on head_inbox to ${sequencer};

create table head_entry (
  heads_index bigint not null,
  tenant_id   int not null,
  note        text not null,
  constraint head_entry_pk primary key (heads_index)
);
comment on table head_entry is 'the entries of the heads log: signed checkpoints of tenants, verbatim; they tell how much happens at each tenant, so no tenant''s role reads them';
grant select, insert on head_entry to ${sequencer};
grant select on head_entry to ${worker};
grant select on head_entry to ${estate};

create table head_tile (
  level  int not null,
  idx    bigint not null,
  width  int not null,
  hashes bytea not null,
  constraint head_tile_pk primary key (level, idx, width),
  constraint head_tile_is_in_a_tree check (level between 0 and 7 and idx >= 0),
  constraint head_tile_has_at_most_256_hashes check (width between 1 and 256),
  constraint head_tile_hashes_have_32_bytes check (octet_length(hashes) between 32 and 32 * width and octet_length(hashes) % 32 = 0)
);
comment on table head_tile is 'as ev_tile, of the heads log; hashes alone, which tell nothing of a tenant';
grant select, insert on head_tile to ${sequencer};
grant select on head_tile to ${tenant};
grant select on head_tile to ${worker};
grant select on head_tile to ${estate};

create table head_checkpoint (
  size           bigint not null,
  key_generation int not null,
  root           bytea not null,
  note           text not null,
  signed_at      timestamptz not null,
  constraint head_checkpoint_pk primary key (size, key_generation),
  constraint head_checkpoint_is_of_a_log_with_entries check (size > 0),
  constraint head_checkpoint_root_is_sha256 check (octet_length(root) = 32)
);
comment on table head_checkpoint is 'each state of the heads log that was ever signed; witnesses cosign these';
grant select, insert on head_checkpoint to ${sequencer};
grant select on head_checkpoint to ${tenant};
grant select on head_checkpoint to ${worker};
grant select on head_checkpoint to ${estate};
