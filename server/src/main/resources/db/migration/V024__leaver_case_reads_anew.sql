alter table leaver_case
  add column identity_id bigint,
  add column read_from timestamptz,
  add column signals int not null default 0,
  add constraint leaver_case_is_about_an_identity foreign key (tenant_id, identity_id) references identity (tenant_id, identity_id);
comment on column leaver_case.identity_id is 'in the MSP''s own directory: who leaves; null in cases from before this column';
comment on column leaver_case.subject is 'that identity''s subject when the case was opened; correlation may have given it another since';
comment on column leaver_case.read_from is 'what was read before says nothing about the case: when it was opened, continued or reopened last';
comment on column leaver_case.signals is 'how often a reading showed something left; a look that began before the newest one closes nothing';
grant update (read_from, signals) on leaver_case to ${tenant};
grant update (read_from, signals) on leaver_case to ${worker};
drop index leaver_case_is_open_once;
create unique index leaver_case_is_open_once on leaver_case (tenant_id, identity_id) where state = 'open';

alter table leaver_standing add column present boolean not null default true;
comment on column leaver_standing.present is 'the person has or had an account there, or something was asked for there; elsewhere it is only not known yet';
grant update (present) on leaver_standing to ${tenant};
grant update (present) on leaver_standing to ${worker};
