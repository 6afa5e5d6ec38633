create table decision (
  tenant_id       int not null,
  decision_id     bigint not null default nextval('row_id'),
  public_id       uuid not null,
  grant_id        bigint not null,
  kind            text not null,
  person_id       bigint not null,
  about_person_id bigint,
  authority_id    bigint not null,
  evaluation_id   uuid not null,
  justification   text not null,
  ticket_system   text,
  ticket_key      text,
  decided_at      timestamptz not null,
  change_id       bigint,
  constraint decision_pk primary key (tenant_id, decision_id),
  constraint decision_public_id_is_unique unique (tenant_id, public_id),
  constraint decision_is_about_a_grant foreign key (tenant_id, grant_id) references access_grant (tenant_id, grant_id),
  constraint decision_names_its_authority foreign key (tenant_id, authority_id) references authority (tenant_id, authority_id),
  constraint decision_may_order_a_change foreign key (tenant_id, change_id) references change_order (tenant_id, change_id),
  constraint decision_kind_is_known check (kind in ('KEEP', 'REDUCE', 'REVOKE', 'EXCEPT', 'ABSTAIN')),
  constraint decision_is_never_about_oneself check (about_person_id is null or about_person_id <> person_id),
  constraint decision_has_a_reason check (btrim(justification) <> ''),
  constraint decision_ticket_is_whole check ((ticket_system is null) = (ticket_key is null)),
  constraint decision_to_revoke_orders_a_change check ((kind = 'REVOKE') = (change_id is not null))
);
comment on table decision is 'append-only: what a person decided about a grant, under which authority and why';
create index decision_by_grant on decision (tenant_id, grant_id, decided_at desc);
call tenant_table('decision', 'insert');
