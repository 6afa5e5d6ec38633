-- A pack that fails each time ends, so that it does not hold back the tenant's others.
alter table audit_pack add column failures int not null default 0;
comment on column audit_pack.failures is 'how often building it has failed; waiting is none';
grant update (failures) on audit_pack to ${tenant};
grant update (failures) on audit_pack to ${worker};
