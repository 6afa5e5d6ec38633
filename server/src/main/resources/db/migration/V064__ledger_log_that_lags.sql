-- An entry that is still queued for its position waits; one that has neither a place in the queue nor a position was forgotten.
-- The self-audit tells them apart, so it sees what waits in the tenant that it goes through.
create policy waiting_in_its_tenant on ev_inbox for select to ${worker}
  using (tenant_id = current_setting('app.tenant')::int);
grant select on ev_inbox to ${worker};

alter table ev_audit add column waits_since timestamptz;
comment on column ev_audit.waits_since is 'when the entry happened that waits longest for its position, where that was too long ago: what came since is not known to be whole';
grant update (waits_since) on ev_audit to ${tenant};
grant update (waits_since) on ev_audit to ${worker};
