-- Filled when a tenant's rules are asked next, at the latest within a day.
create table finding_trait (
  tenant_id  int not null,
  finding_id bigint not null,
  pattern    uuid not null,
  kind       text not null,
  system     text,
  part       text,
  name       text not null,
  subject    uuid,
  constraint finding_trait_pk primary key (tenant_id, finding_id, pattern),
  constraint finding_trait_belongs_to_a_finding foreign key (tenant_id, finding_id) references finding (tenant_id, finding_id),
  constraint finding_trait_kind_is_known check (kind in ('identity', 'machine', 'account', 'access', 'setting')),
  constraint finding_trait_of_an_identity_names_its_subject check ((subject is not null) = (kind = 'identity'))
);
comment on table finding_trait is 'what a finding that is not closed could have in common with findings of other tenants; tells of no other tenant';
comment on column finding_trait.pattern is 'made of what is compared alone (RFC 9562 version 8), so that it is the same in each tenant';
comment on column finding_trait.system is 'the kind of system in which a name means the same; null where no name is compared';
comment on column finding_trait.part is 'which kind of entitlement, or in which way a setting is weak';
comment on column finding_trait.name is 'what is compared by name; of an identity its display name, which is shown and never compared';
comment on column finding_trait.subject is 'what an identity is compared by';
create index finding_trait_by_pattern on finding_trait (tenant_id, pattern);
call tenant_table('finding_trait', 'insert, update (name), delete');

create table finding_trait_count (
  tenant_id     int not null,
  pattern       uuid not null,
  rule          text not null,
  kind          text not null,
  system        text,
  part          text,
  name          text not null,
  subject       uuid,
  open_findings bigint not null,
  ending        bigint not null,
  worst         int not null,
  since         timestamptz not null,
  due_at        timestamptz not null,
  constraint finding_trait_count_pk primary key (tenant_id, pattern, rule),
  constraint finding_trait_count_is_of_something check (open_findings + ending > 0),
  constraint finding_trait_count_worst_is_a_severity check (worst between 1 and 4)
);
comment on table finding_trait_count is 'per trait and rule: the findings that are open, or decided to be revoked and not seen gone; what patterns over tenants are read from';
comment on column finding_trait_count.worst is 'of the severities: 1 critical, 2 high, 3 moderate, 4 low';
comment on column finding_trait_count.since is 'when the first of them was opened';
call tenant_table('finding_trait_count', 'insert, update (name, open_findings, ending, worst, since, due_at), delete');
