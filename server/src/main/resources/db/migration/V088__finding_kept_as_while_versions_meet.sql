-- A server of the version before clears a decision without what was kept with it; while both run, it must be able to.
alter table finding drop constraint finding_was_kept_by_a_decision;
