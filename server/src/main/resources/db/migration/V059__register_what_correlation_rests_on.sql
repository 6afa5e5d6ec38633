create table correlation_basis (
  tenant_id int not null,
  basis     bytea not null,
  at        timestamptz not null,
  constraint correlation_basis_pk primary key (tenant_id),
  constraint correlation_basis_is_sha256 check (octet_length(basis) = 32)
);
comment on table correlation_basis is 'by which sign-in providers the tenant''s identities were last compared with the estate; besides them only accounts count';
call tenant_table('correlation_basis', 'insert, update (basis, at)');
