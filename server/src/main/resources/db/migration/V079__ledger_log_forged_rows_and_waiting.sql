-- What was removed was in the log long before: whoever removes looks at when the log was signed.
call retained_table('ev_checkpoint', 'select');

-- Whoever watches the installation is told since when entries wait for their position, in whichever tenant.
create policy watched_over_the_estate on ev_inbox for select to ${estate} using (true);
grant select on ev_inbox to ${estate};
