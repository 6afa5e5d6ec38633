alter table oversight_read add column capability text;
comment on column oversight_read.capability is 'under which it was looked; null in rows of versions that knew only oversight.read';
