-- Whoever waits for the heads log is told when it stands still and why, as of a tenant's own log.
create table head_state (
  state_id bigint not null default nextval('row_id'),
  at       timestamptz not null,
  state    text not null,
  why      text not null,
  constraint head_state_pk primary key (state_id),
  constraint head_state_is_known check (state in ('stopped', 'running'))
);
comment on table head_state is 'when the heads log was stopped, why, and when it went on; without a row it runs. One for all tenants, and it names none of them';
grant select, insert on head_state to ${sequencer};
grant select on head_state to ${tenant};
grant select on head_state to ${worker};
grant select on head_state to ${estate};
