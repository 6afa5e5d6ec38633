insert into capability (name, description) values
  ('identity.correlate', 'say over tenants which identities are the same person');

alter table account
  add column employee_id text,
  add column federated_as jsonb;
comment on column account.employee_id is 'the number under which an employer knows the person';
comment on column account.federated_as is 'issuer and subject of each identity provider''s account that signs in to this one; null is not known';
grant update (employee_id, federated_as) on account to ${tenant};
grant update (employee_id, federated_as) on account to ${worker};

create table correlation_word (
  tenant_id   int not null,
  identity_id bigint not null,
  same_as     uuid,
  reason      text not null,
  person_id   bigint not null,
  said_at     timestamptz not null,
  constraint correlation_word_pk primary key (tenant_id, identity_id),
  constraint correlation_word_is_about_an_identity foreign key (tenant_id, identity_id) references identity (tenant_id, identity_id),
  constraint correlation_word_has_a_reason check (btrim(reason) <> '')
);
comment on table correlation_word is 'what a person of the MSP said about whose identity it is; it wins over every rule';
comment on column correlation_word.same_as is 'public id of an identity, of any tenant, of the same person; null: the same as no other';
call tenant_table('correlation_word', 'insert, update (same_as, reason, person_id, said_at)');

create table correlation_event (
  tenant_id   int not null,
  event_id    bigint not null default nextval('row_id'),
  identity_id bigint not null,
  subject     uuid not null,
  rule        text,
  reason      text not null,
  person_id   bigint,
  at          timestamptz not null,
  constraint correlation_event_pk primary key (tenant_id, event_id),
  constraint correlation_event_is_about_an_identity foreign key (tenant_id, identity_id) references identity (tenant_id, identity_id)
);
comment on table correlation_event is 'which subject an identity got when, by which rule and why; never changed';
comment on column correlation_event.rule is 'as identity.correlated_by; null: it stands alone again';
comment on column correlation_event.person_id is 'whose word it was, where it was one';
create index correlation_event_by_identity on correlation_event (tenant_id, identity_id, event_id desc);
call tenant_table('correlation_event', 'insert');
