-- Whoever searches a thousand tenants for what contains a word asks here first in which tenants anything can.
create table register_names (
  tenant_id int not null,
  kind      text not null,
  names     text collate "C" not null,
  constraint register_names_pk primary key (tenant_id, kind),
  constraint register_names_kind_is_known check (kind in ('identity', 'account', 'entitlement'))
);
comment on table register_names is 'the search keys of all rows of a table in one text, written by the reading that writes these rows; a tenant without a row is searched row by row';
-- Read through at every search: taking it out of compression would cost more than reading it.
alter table register_names alter column names set storage external;
call tenant_table('register_names', 'insert, update (names)');
