alter table ev_entry
  add column authority_id  uuid,
  add column capability    text,
  add column evaluation_id uuid;
comment on column ev_entry.authority_id is 'public id of the authority under which it was done; this and the next two repeat what the body says, so that entries are found by it';
comment on column ev_entry.capability is 'what that authority allows';
comment on column ev_entry.evaluation_id is 'the access decision that permitted it';

-- A rare value must be found without going through a tenant's years; each is in the order in which pages are read.
create index ev_entry_by_action on ev_entry (tenant_id, action, occurred_at desc, event_id);
create index ev_entry_by_person on ev_entry (tenant_id, person_id, occurred_at desc, event_id) where person_id is not null;
create index ev_entry_by_target on ev_entry (tenant_id, target collate "C", occurred_at desc, event_id);
create index ev_entry_by_ticket on ev_entry (tenant_id, ticket) where ticket is not null;
create index ev_entry_by_authority on ev_entry (tenant_id, authority_id) where authority_id is not null;
create index ev_entry_by_evaluation on ev_entry (tenant_id, evaluation_id) where evaluation_id is not null;
