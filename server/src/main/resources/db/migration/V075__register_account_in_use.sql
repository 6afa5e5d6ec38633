-- A system that locks an account for good disables it, and unlocking enables it again: what counts as in use is said here alone.
alter table account add column in_use boolean
  generated always as (case when enabled is false then lock_permanent is true else enabled end) stored;
comment on column account.in_use is 'whether the account can be signed in to, now or once somebody unlocks it: it is enabled, or disabled by a permanent lockout; null is not known, never no';
