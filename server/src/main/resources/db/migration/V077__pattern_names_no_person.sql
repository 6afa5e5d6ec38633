-- A person's name stands in the register, where it is erased. What the record says of a pattern it says by the subject.
alter table pattern add column subject uuid;
alter table pattern add constraint pattern_subject_is_of_an_identity check (subject is null or kind = 'identity');
comment on column pattern.subject is 'of an identity, so that what the record says of the pattern is found when the data of its bearer is erased; null of the others';
comment on column pattern.name is 'what the record calls it: of an identity its subject and never its name';
revoke update (name) on pattern from ${tenant};
grant update (subject) on pattern to ${worker};

-- Those that were named before are told by their subject from the next watch on.
insert into work (kind, tenant_id, subject, due)
  select 'pattern watch', 1, 0, now() where exists (select 1 from job)
  on conflict do nothing;
