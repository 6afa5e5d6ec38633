alter table connection
  add column disconnected_at timestamptz,
  add column reconnected_at timestamptz,
  drop constraint connection_state_is_known,
  add constraint connection_state_is_known check (state in ('not known', 'ready', 'refused', 'unreachable', 'disconnected')),
  add constraint connection_that_is_disconnected_says_so check ((state = 'disconnected') = (disconnected_at is not null)),
  add constraint connection_that_is_disconnected_has_no_secret check (disconnected_at is null or sealed_secret is null);
comment on column connection.disconnected_at is 'from then on nothing is known of the system, whatever was read before';
comment on column connection.reconnected_at is 'what was read before says nothing about now';
grant update (disconnected_at, reconnected_at) on connection to ${tenant};
grant update (disconnected_at, reconnected_at) on connection to ${worker};
