create sequence tenant_number start 2;
comment on sequence tenant_number is 'inside ids of tenants; 1 is the MSP';
grant usage on sequence tenant_number to ${signin};

create table tenant_directory (
  tenant_id  int not null,
  public_id  uuid not null,
  short_name text not null,
  constraint tenant_directory_pk primary key (tenant_id),
  constraint tenant_directory_public_id_is_unique unique (public_id),
  constraint tenant_directory_short_name_is_unique unique (short_name),
  constraint tenant_directory_short_name_fits_a_url check (short_name ~ '^[a-z][a-z0-9-]{1,38}[a-z0-9]$')
);
comment on table tenant_directory is 'finds a tenant by what stands in a URL, before any tenant is known; short names are immutable';
grant select, insert on tenant_directory to ${signin};

create table tenant (
  tenant_id  int not null,
  public_id  uuid not null,
  short_name text not null,
  name       text not null,
  kind       text not null,
  created_at timestamptz not null,
  constraint tenant_pk primary key (tenant_id),
  constraint tenant_kind_is_known check (kind in ('msp', 'customer')),
  constraint tenant_name_is_not_blank check (btrim(name) <> '')
);
comment on table tenant is 'a customer of the MSP, or the MSP itself';
call tenant_table('tenant', 'insert, update (name)');
