-- The files that a pack keeps of the day on which it was built name people. What is erased later must not stay there.
alter table audit_pack
  add column values_told    bigint,
  add column people         bigint[],
  add column erased_seen_at timestamptz;
comment on column audit_pack.values_told is 'how many erasable values its entries disclosed when it was sealed; where they are fewer now, some were erased';
comment on column audit_pack.people is 'who had a name in the tenant when it was sealed, so that its files may name them';
comment on column audit_pack.erased_seen_at is 'when it was seen that something it tells was erased';
alter table audit_pack drop constraint audit_pack_state_is_known;
alter table audit_pack add constraint audit_pack_state_is_known
  check (state in ('requested', 'running', 'ready', 'failed', 'outdated', 'removed'));
comment on column audit_pack.state is 'outdated: what it was built from is not there any more, for example a value that was erased; removed: somebody who keeps the record had it removed';
alter table audit_pack drop constraint audit_pack_that_is_ready_was_built_and_checked;
alter table audit_pack add constraint audit_pack_that_is_ready_was_built_and_checked
  check (state <> 'ready' or (checkpoint is not null and size is not null and sha256 is not null and verdict is not null));
alter table audit_pack drop constraint audit_pack_that_is_not_to_be_had_says_why;
alter table audit_pack add constraint audit_pack_that_is_not_to_be_had_says_why
  check ((state in ('failed', 'outdated', 'removed')) = (problem is not null));
grant update (values_told, people, erased_seen_at, query) on audit_pack to ${tenant};
grant update (values_told, people, erased_seen_at, query) on audit_pack to ${worker};
grant delete on audit_pack_file to ${tenant};
grant delete on audit_pack_file to ${worker};
comment on table audit_pack_file is 'files of a pack that tell how things stood when it was built; entries and what is made of them are read again each time. They go with the pack, or once something that the pack tells was erased';
-- Packs of before this are looked at as well. Their jobs name them, because their own rows are not to be seen here.
insert into work (kind, tenant_id, subject, due)
select 'watch audit pack', tenant_id, subject, now() from job where kind = 'audit pack'
on conflict do nothing;
