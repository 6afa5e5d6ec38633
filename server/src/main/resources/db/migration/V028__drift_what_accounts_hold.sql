-- Whoever compares ten million grants with as many expected ones looks at the accounts first, and at the grants of those
-- alone that hold something else than their functions give.
create table account_holding (
  tenant_id  int not null,
  account_id bigint not null,
  digest     bytea not null,
  constraint account_holding_pk primary key (tenant_id, account_id),
  constraint account_holding_is_of_an_account foreign key (tenant_id, account_id) references account (tenant_id, account_id),
  constraint account_holding_is_sha256 check (octet_length(digest) = 32)
);
comment on table account_holding is 'SHA-256 over the entitlements that an account holds directly, written by whatever writes its grants; without a row nothing is known in advance';
comment on column account_holding.digest is 'of their inside ids as 8 bytes each, the smallest first';
call tenant_table('account_holding', 'insert, update (digest)');
