alter table account
  add column locked_at timestamptz,
  add column failed_sign_ins int,
  add column lock_permanent boolean,
  add constraint account_that_is_not_locked_has_no_lockout
    check (locked is true or num_nonnulls(locked_at, failed_sign_ins, lock_permanent) = 0);
comment on column account.locked_at is 'the system''s own time of the failed sign-in that locked the account; null is not known';
comment on column account.failed_sign_ins is 'failed sign-ins that the system counted when the account was locked; null is not known';
comment on column account.lock_permanent is 'whether only somebody''s unlocking ends the lockout; null is not known';
grant update (locked_at, failed_sign_ins, lock_permanent) on account to ${tenant};
grant update (locked_at, failed_sign_ins, lock_permanent) on account to ${worker};
