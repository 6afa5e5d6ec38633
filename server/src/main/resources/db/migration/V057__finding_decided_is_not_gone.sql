-- Counted at the tenant's next reading or decision; until then none are told, as before.
alter table finding_summary add column ending bigint not null default 0;
comment on column finding_summary.ending is 'of the decided ones, those that are to be revoked and that no reading has shown gone: decided is not verified';
grant update (ending) on finding_summary to ${tenant}, ${worker};
