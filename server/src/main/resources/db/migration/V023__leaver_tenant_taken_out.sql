create table leaver_taken_out (
  tenant_id int not null,
  case_id   bigint not null,
  concerned int not null,
  reason    text not null,
  person_id bigint not null,
  taken_at  timestamptz not null,
  constraint leaver_taken_out_pk primary key (tenant_id, case_id, concerned),
  constraint leaver_taken_out_belongs_to_a_case foreign key (tenant_id, case_id) references leaver_case (tenant_id, case_id),
  constraint leaver_taken_out_has_a_reason check (btrim(reason) <> ''),
  constraint leaver_taken_out_is_a_customer check (concerned <> 1)
);
comment on table leaver_taken_out is 'in the MSP''s own tenant: a customer that somebody took out of a leaver case; the case says so and is never complete for it';
call tenant_table('leaver_taken_out', 'insert');
