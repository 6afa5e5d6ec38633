create table provider (
  provider_id     bigint not null default nextval('row_id'),
  public_id       uuid not null,
  tenant_id       int not null,
  name            text not null,
  issuer          text not null,
  client_id       text not null,
  sealed_secret   bytea,
  metadata        text,
  key_set         text,
  key_set_read_at timestamptz,
  constraint provider_pk primary key (provider_id),
  constraint provider_public_id_is_unique unique (public_id),
  constraint provider_issuer_is_unique unique (issuer)
);
comment on table provider is 'identity providers, of the MSP and of tenants; read before a tenant is known; discovered lazily, key set kept for when it does not answer';
grant select, insert, update (issuer, client_id, sealed_secret, metadata, key_set, key_set_read_at, name) on provider to ${signin};

create table first_administrator (
  only_one   boolean not null default true,
  token_hash bytea not null,
  issued_at  timestamptz not null,
  person_id  bigint,
  used_at    timestamptz,
  constraint first_administrator_pk primary key (only_one),
  constraint first_administrator_is_only_one check (only_one)
);
comment on table first_administrator is 'the one-time link that makes the first administrator, once';
grant select, insert, update (token_hash, issued_at, person_id, used_at) on first_administrator to ${signin};

create table spring_session (
  primary_id            char(36) not null,
  session_id            char(36) not null,
  creation_time         bigint not null,
  last_access_time      bigint not null,
  max_inactive_interval int not null,
  expiry_time           bigint not null,
  principal_name        varchar(100),
  constraint spring_session_pk primary key (primary_id)
);
comment on table spring_session is 'browser sessions, in the shape Spring Session expects';
create unique index spring_session_by_id on spring_session (session_id);
create index spring_session_by_expiry on spring_session (expiry_time);
create index spring_session_by_principal on spring_session (principal_name);
grant select, insert, update, delete on spring_session to ${signin};

create table spring_session_attributes (
  session_primary_id char(36) not null,
  attribute_name     varchar(200) not null,
  attribute_bytes    bytea not null,
  constraint spring_session_attributes_pk primary key (session_primary_id, attribute_name),
  constraint spring_session_attributes_fk foreign key (session_primary_id) references spring_session (primary_id) on delete cascade
);
comment on table spring_session_attributes is 'what a session remembers, as JSON: person, provider, acr, auth_time; never serialised objects';
grant select, insert, update, delete on spring_session_attributes to ${signin};
