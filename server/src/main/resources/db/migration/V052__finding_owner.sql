comment on column finding.person_id is 'who of the people who may decide here was named to settle it; null is nobody, and who may not decide here any longer counts as nobody';
create index finding_by_owner on finding (tenant_id, person_id) where person_id is not null;

alter table finding_event add column owner_person_id bigint;
comment on column finding_event.owner_person_id is 'who was named its owner';
alter table finding_event
  drop constraint finding_event_what_is_known,
  drop constraint finding_event_of_a_person_is_a_decision,
  add constraint finding_event_what_is_known check (what in ('opened', 'changed', 'closed', 'reopened', 'kept', 'revoke ordered', 'owner named', 'owner removed')),
  add constraint finding_event_of_a_person_is_an_act check ((person_id is not null) = (what in ('kept', 'revoke ordered', 'owner named', 'owner removed'))),
  add constraint finding_event_names_an_owner_where_one_is_named check ((owner_person_id is not null) = (what = 'owner named'));
