-- A person's name stands in the register, where it is erased. What the record says of a pattern it says by the subject.
alter table pattern add column subject uuid;
alter table pattern add constraint pattern_subject_is_of_an_identity check (subject is null or kind = 'identity');
comment on column pattern.subject is 'of an identity, so that what the record says of the pattern is found when the data of its bearer is erased; null of the others';
comment on column pattern.name is 'what the record calls it: of an identity its subject and never its name';

-- Whose data these are is told by the pattern''s own id, which is made of the subject.
alter table pattern no force row level security;
alter table identity no force row level security;
update pattern p set subject = i.subject from identity i
where p.kind = 'identity'
  and p.pattern = overlay(overlay(encode(substring(sha256(convert_to(
      jsonb_build_array('identity', null, null, null, i.subject::text)::text, 'UTF8')) from 1 for 16), 'hex')
    placing '8' from 13) placing 'a' from 17)::uuid;
update pattern set name = 'one person or service' || coalesce(' ' || subject, '') where kind = 'identity';
alter table identity force row level security;
alter table pattern force row level security;

revoke update (name) on pattern from ${tenant}, ${worker};
