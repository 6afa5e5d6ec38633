-- Filled whenever findings are counted from now on: in its first week a trend is not known.
create table finding_summary_day (
  tenant_id int not null,
  rule      text not null,
  day       date not null,
  open      bigint not null,
  complete  boolean not null,
  as_of     timestamptz not null,
  constraint finding_summary_day_pk primary key (tenant_id, rule, day)
);
comment on table finding_summary_day is 'per rule: how many findings were open when a day (UTC) ended on which they were counted; what the board''s trend is read from';
comment on column finding_summary_day.complete is 'whether everything was judged; where it was not, open is a lower bound and no trend is told';
comment on column finding_summary_day.as_of is 'the age of what was judged';
call tenant_table('finding_summary_day', 'insert, update (open, complete, as_of), delete');
