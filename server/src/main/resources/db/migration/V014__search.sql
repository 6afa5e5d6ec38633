-- What people search by, as it is compared: lower case, bounded for the index, in byte order. Comparing texts is leakproof
-- and LIKE is not, so below row-level security only prefixes find their index; trigrams never would (docs/adr/0006).
alter table identity
  add column search_key text collate "C" generated always as (left(lower(display_name), 200)) stored;
create index identity_by_search_key on identity (tenant_id, search_key);

alter table account
  add column username_key text collate "C" generated always as (left(lower(username), 200)) stored,
  add column mail_key text collate "C" generated always as (left(lower(mail), 200)) stored;
create index account_by_username_key on account (tenant_id, username_key);
create index account_by_mail_key on account (tenant_id, mail_key) where mail_key is not null;

alter table entitlement
  add column search_key text collate "C" generated always as (left(lower(name), 200)) stored;
create index entitlement_by_search_key on entitlement (tenant_id, search_key);
create index change_order_by_entitlement on change_order (tenant_id, entitlement_id);

alter table finding
  add column search_key text collate "C" generated always as (left(lower(title), 200)) stored;
create index finding_by_search_key on finding (tenant_id, search_key);

alter table change_order
  add column ticket_key text collate "C" generated always as (left(lower(substring(ticket from '[^ ]+$')), 200)) stored;
comment on column change_order.ticket_key is 'the ticket without its system, as people type it';
create index change_order_by_ticket on change_order (tenant_id, ticket_key) where ticket_key is not null;

alter table finding_event
  add column ticket_search_key text collate "C" generated always as (left(lower(substring(ticket from '[^ ]+$')), 200)) stored;
create index finding_event_by_ticket on finding_event (tenant_id, ticket_search_key) where ticket_search_key is not null;

alter table decision
  add column ticket_search_key text collate "C" generated always as (left(lower(ticket_key), 200)) stored;
create index decision_by_ticket on decision (tenant_id, ticket_search_key) where ticket_search_key is not null;
