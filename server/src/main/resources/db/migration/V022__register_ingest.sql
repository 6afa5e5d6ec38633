-- A grant's current period stands in the grant's own row, so that taking in ten thousand of them writes ten thousand rows
-- and not twice as many. Rows from before keep their open period in grant_period: without `since`, that one holds.
alter table access_grant
  add column since timestamptz,
  add constraint access_grant_that_ended_has_no_period check (effective or since is null);
comment on column access_grant.since is 'when the period that runs now began; null where it ended, or where the open row of grant_period says it';
grant update (since) on access_grant to ${tenant};
grant update (since) on access_grant to ${worker};
comment on table grant_period is 'periods of a grant that are over, as far as observed; open rows are from before access_grant.since';

create table snapshot_digest (
  tenant_id     int not null,
  connection_id bigint not null,
  kind          text not null,
  salt          bytea not null,
  digest        bytea not null,
  constraint snapshot_digest_pk primary key (tenant_id, connection_id, kind),
  constraint snapshot_digest_is_of_a_connection foreign key (tenant_id, connection_id) references connection (tenant_id, connection_id),
  constraint snapshot_digest_is_sha256 check (octet_length(digest) = 32)
);
comment on table snapshot_digest is 'what the register holds of a kind was read completely and had this digest: the same again is not merged again';
comment on column snapshot_digest.salt is 'secret of the digest: whoever knew it could try to find other objects with the same one';
call tenant_table('snapshot_digest', 'insert, update (salt, digest), delete');

-- Two look-ups for each of ten million rows that one statement has just found by joining both tables. Nobody may delete
-- from either, and only that statement writes grants (docs/adr/0002).
alter table access_grant
  drop constraint access_grant_belongs_to_an_account,
  drop constraint access_grant_gives_an_entitlement;
