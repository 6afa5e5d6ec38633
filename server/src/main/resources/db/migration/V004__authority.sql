create table capability (
  name        text not null,
  description text not null,
  constraint capability_pk primary key (name)
);
comment on table capability is 'word list: what an authority can allow';
grant select on capability to ${tenant};
grant select on capability to ${worker};
grant select on capability to ${signin};
grant select on capability to ${oversight};
grant select on capability to ${estate};
insert into capability (name, description) values
  ('tenant.read', 'see the tenant, its contract and its connections'),
  ('tenant.manage', 'create tenants and connect their systems'),
  ('register.read', 'see identities, accounts, grants and settings'),
  ('snapshot.request', 'have the tenant''s systems read again'),
  ('grant.decide', 'keep or revoke a grant'),
  ('change.read', 'see change orders'),
  ('change.execute', 'carry out an authorised change order'),
  ('evidence.read', 'read the tenant''s record'),
  ('authority.delegate', 'hand on an authority one holds'),
  ('contract.accept', 'accept the co-management contract for the tenant'),
  ('oversight.read', 'see patterns over the tenants one may see'),
  ('estate.read', 'see patterns over all tenants, as the risk owner');

create table person (
  person_id   bigint not null default nextval('row_id'),
  provider_id bigint not null,
  subject     text not null,
  constraint person_pk primary key (person_id),
  constraint person_is_provider_and_subject unique (provider_id, subject)
);
comment on table person is 'somebody who signs in; only the key, name and mail stand in tenant_person';
grant select, insert on person to ${signin};

create table tenant_person (
  tenant_id     int not null,
  person_id     bigint not null,
  name          text not null,
  mail          text,
  mail_verified boolean not null default false,
  constraint tenant_person_pk primary key (tenant_id, person_id)
);
comment on table tenant_person is 'name and mail of a person as the tenant that knows them sees them';
call tenant_table('tenant_person', 'insert, update (name, mail, mail_verified)');

create table authority_root (
  root_id     bigint not null default nextval('row_id'),
  parent_root bigint,
  until       timestamptz,
  revoked_at  timestamptz,
  constraint authority_root_pk primary key (root_id),
  constraint authority_root_springs_from_one foreign key (parent_root) references authority_root (root_id)
);
comment on table authority_root is 'one update here revokes an authority in every tenant at once; holds no tenant data';
create index authority_root_by_parent on authority_root (parent_root);
grant select, insert, update (revoked_at, until) on authority_root to ${tenant};
grant select on authority_root to ${worker};
grant select on authority_root to ${signin};
grant select on authority_root to ${oversight};
grant select on authority_root to ${estate};

create table contract (
  tenant_id       int not null,
  contract_id     bigint not null default nextval('row_id'),
  public_id       uuid not null,
  version         int not null,
  evidence_access text not null,
  escalation_path text not null,
  terms           bytea not null,
  terms_hash      bytea not null,
  proposed_at     timestamptz not null,
  constraint contract_pk primary key (tenant_id, contract_id),
  constraint contract_version_is_unique unique (tenant_id, version),
  constraint contract_hash_is_sha256 check (octet_length(terms_hash) = 32),
  constraint contract_names_the_tenants_evidence_access check (btrim(evidence_access) <> ''),
  constraint contract_names_an_escalation_path check (btrim(escalation_path) <> '')
);
comment on table contract is 'co-management contract: who approves and who executes what in this tenant';
call tenant_table('contract', 'insert');

create table contract_capability (
  tenant_id   int not null,
  contract_id bigint not null,
  capability  text not null,
  decides     text not null,
  execution   text not null,
  constraint contract_capability_pk primary key (tenant_id, contract_id, capability),
  constraint contract_capability_belongs_to_a_contract foreign key (tenant_id, contract_id) references contract (tenant_id, contract_id),
  constraint contract_capability_decider_is_known check (decides in ('tenant', 'msp', 'both')),
  constraint contract_capability_execution_is_known check (execution in ('automatic', 'operator'))
);
comment on table contract_capability is 'for each capability: which side decides, and whether the product executes or an operator';
call tenant_table('contract_capability', 'insert');

create table contract_acceptance (
  tenant_id   int not null,
  contract_id bigint not null,
  terms_hash  bytea not null,
  accepted_by bigint not null,
  accepted_at timestamptz not null,
  constraint contract_acceptance_pk primary key (tenant_id, contract_id),
  constraint contract_acceptance_belongs_to_a_contract foreign key (tenant_id, contract_id) references contract (tenant_id, contract_id)
);
comment on table contract_acceptance is 'the tenant owner''s acceptance, bound to the hash of what was shown';
call tenant_table('contract_acceptance', 'insert');

create table authority (
  tenant_id      int not null,
  authority_id   bigint not null default nextval('row_id'),
  public_id      uuid not null,
  root_id        bigint not null,
  person_id      bigint,
  capability     text not null,
  side           text not null,
  source         text not null,
  delegated_from bigint,
  delegated_by   bigint,
  since          timestamptz not null,
  until          timestamptz,
  reason         text not null,
  ticket         text,
  revoked_at     timestamptz,
  constraint authority_pk primary key (tenant_id, authority_id),
  constraint authority_public_id_is_unique unique (tenant_id, public_id),
  constraint authority_has_a_root foreign key (root_id) references authority_root (root_id),
  constraint authority_names_a_capability foreign key (capability) references capability (name),
  constraint authority_is_delegated_from_one foreign key (tenant_id, delegated_from) references authority (tenant_id, authority_id),
  constraint authority_side_is_known check (side in ('tenant', 'msp')),
  constraint authority_source_is_known check (source in ('first administrator', 'tenant owner', 'contract', 'delegation', 'expansion')),
  constraint authority_without_a_person_is_the_products check (person_id is not null or source = 'contract')
);
comment on table authority is 'who may do what in this tenant, from whom, since when and until when; person_id null is the product itself';
create index authority_by_person on authority (tenant_id, person_id, capability);
create index authority_of_a_person on authority (person_id);
call tenant_table('authority', 'insert, update (revoked_at)');
-- Before a tenant is chosen, sign-in must know in which tenants this one person holds anything.
create policy one_person on authority for select to ${signin} using (person_id = current_setting('app.person')::bigint);
grant select on authority to ${signin};
