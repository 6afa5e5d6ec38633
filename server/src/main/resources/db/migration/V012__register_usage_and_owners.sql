alter table account
  add column last_sign_in_at timestamptz,
  add column pending_actions text;
comment on column account.last_sign_in_at is 'the newest sign-in ever seen; without one, snapshot.sign_ins_since says since when there was none';
comment on column account.pending_actions is 'what the system asks for at the next sign-in, parted by spaces; empty is none';
grant update (last_sign_in_at, pending_actions) on account to ${tenant};
grant update (last_sign_in_at, pending_actions) on account to ${worker};

alter table snapshot
  add column sign_ins_since timestamptz,
  add column sign_ins_problem text;
comment on column snapshot.sign_ins_since is 'every sign-in from then on was seen; null where nothing is known of sign-ins';
comment on column snapshot.sign_ins_problem is 'why sign-ins are not known, or not farther back';
grant update (sign_ins_since, sign_ins_problem) on snapshot to ${tenant};
grant update (sign_ins_since, sign_ins_problem) on snapshot to ${worker};

alter table identity
  add column owner text,
  add column owner_named_at timestamptz,
  add column owner_named_by bigint,
  add constraint identity_owner_is_somebody check (btrim(owner) <> ''),
  add constraint identity_owner_was_named_some_time check ((owner is null) = (owner_named_at is null));
comment on column identity.owner is 'who in this tenant answers for it: a username or mail address';
comment on column identity.owner_named_by is 'the person who named the owner; null where the expected scope did';
grant update (owner, owner_named_at, owner_named_by) on identity to ${tenant};
grant update (owner, owner_named_at, owner_named_by) on identity to ${worker};
