-- However many readings there are of a system, the newest whole one of a kind is looked up from the newest on.
create index snapshot_by_start on snapshot (tenant_id, connection_id, started_at desc nulls last);
create view read_whole with (security_invoker = true) as
select c.tenant_id, c.connection_id, kind.kind, (
    select s.started_at from snapshot s
    join snapshot_kind k on k.tenant_id = s.tenant_id and k.snapshot_id = s.snapshot_id
      and k.kind = kind.kind and k.complete
    where s.tenant_id = c.tenant_id and s.connection_id = c.connection_id
      and s.started_at >= coalesce(c.reconnected_at, '-infinity')
    order by s.started_at desc nulls last limit 1) as seen_at, (
    select s.started_at from snapshot s
    join snapshot_kind k on k.tenant_id = s.tenant_id and k.snapshot_id = s.snapshot_id
      and k.kind = kind.kind and k.complete
    where s.tenant_id = c.tenant_id and s.connection_id = c.connection_id
      and s.started_at >= coalesce(c.reconnected_at, '-infinity') and c.disconnected_at is null
    order by s.started_at desc nulls last limit 1) as at
from connection c
cross join (values ('accounts'), ('credentials'), ('entitlements'), ('containments'), ('memberships'), ('settings'))
  as kind (kind);
comment on view read_whole is 'when each kind of each system was last read completely since the system was connected';
comment on column read_whole.seen_at is 'also of a system that is disconnected; null where the kind was never read completely';
comment on column read_whole.at is 'null also where the system is disconnected: what was read is not known any longer';
grant select on read_whole to ${tenant}, ${worker}, ${oversight}, ${estate};
