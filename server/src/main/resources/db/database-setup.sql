-- Bailiwick: run once as superuser (or a role that may create roles) in the database that is to hold the product, and
-- again with each new version; it changes only what is missing. Afterwards give each login role a password with
-- `alter role … password '…'` or let another method of pg_hba.conf authenticate it.
do $$
declare
  role text;
begin
  foreach role in array array['${tenant}', '${worker}', '${oversight}', '${estate}', '${sequencer}', '${retention}',
                              '${signin}', '${migrate}'] loop
    if not exists (select from pg_roles where rolname = role) then
      execute format('create role %I login noinherit', role);
    end if;
    -- None of them may ever be a superuser, create roles or databases, or bypass row-level security.
    execute format('alter role %I nosuperuser nocreatedb nocreaterole nobypassrls noreplication', role);
    execute format('grant connect on database %I to %I', current_database(), role);
    execute format('grant usage on schema public to %I', role);
  end loop;
  execute format('revoke all on database %I from public', current_database());
  -- Snapshots are staged in temporary tables by jobs.
  execute format('grant temporary on database %I to ${worker}', current_database());
end $$;
revoke create on schema public from public;
grant create on schema public to ${migrate};
alter role ${oversight} set default_transaction_read_only = on;
alter role ${oversight} set statement_timeout = '15s';
alter role ${estate} set default_transaction_read_only = on;
alter role ${estate} set statement_timeout = '15s';
alter role ${tenant} set statement_timeout = '30s';
alter role ${tenant} set idle_in_transaction_session_timeout = '60s';
alter role ${worker} set idle_in_transaction_session_timeout = '60s';
alter role ${signin} set idle_in_transaction_session_timeout = '60s';
