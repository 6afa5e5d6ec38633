alter table leaver_taken_out add column taken_out_id bigint not null default nextval('row_id');
alter table leaver_taken_out add column back_at timestamptz;
alter table leaver_taken_out add column back_by bigint;
alter table leaver_taken_out add column back_reason text;
alter table leaver_taken_out drop constraint leaver_taken_out_pk;
alter table leaver_taken_out add constraint leaver_taken_out_pk primary key (tenant_id, taken_out_id);
alter table leaver_taken_out add constraint leaver_taken_out_is_back_by_somebody_who_says_why
  check ((back_at is null) = (back_by is null) and (back_at is null) = (coalesce(btrim(back_reason), '') = ''));
create unique index leaver_taken_out_once on leaver_taken_out (tenant_id, case_id, concerned) where back_at is null;
comment on table leaver_taken_out is 'in the MSP''s own tenant: a customer that somebody took out of a leaver case, until somebody put it back; meanwhile the case says so and is never complete for it';
grant update (back_at, back_by, back_reason) on leaver_taken_out to ${tenant};
grant update (back_at, back_by, back_reason) on leaver_taken_out to ${worker};
