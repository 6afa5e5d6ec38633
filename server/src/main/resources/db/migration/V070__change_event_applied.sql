-- What a system took once stays told, however often the change is executed again.
alter table change_event add column applied text;
alter table change_event add constraint change_event_applied_is_known check (applied in ('no', 'not known', 'yes'));
comment on column change_event.applied is 'whether the system took the change, as it was known then; empty in events from before this was kept';
