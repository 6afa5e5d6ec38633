-- What one person decided about in bulk without anybody else counts over all tenants, so it stands in none of them.
create table bulk_alone (
  person_id  bigint not null,
  account_id bigint not null,
  asked_at   timestamptz not null,
  constraint bulk_alone_pk primary key (person_id, account_id)
);
comment on table bulk_alone is 'accounts that one person asked to decide about in bulk without a second person, over all tenants; global, so that no tenant learns of another, and each person has only their own';
alter table bulk_alone enable row level security;
alter table bulk_alone force row level security;
create policy one_person on bulk_alone to ${signin} using (person_id = current_setting('app.person')::bigint)
  with check (person_id = current_setting('app.person')::bigint);
grant select, insert, delete, update (asked_at) on bulk_alone to ${signin};

-- Somebody finds their own bulks again, whatever tenants they are in.
create policy one_person on bulk_decision for select to ${signin} using (requested_by = current_setting('app.person')::bigint);
grant select (tenant_id, bulk_id, public_id, requested_by, requested_at) on bulk_decision to ${signin};
create index bulk_decision_of_a_person on bulk_decision (requested_by, requested_at desc);
