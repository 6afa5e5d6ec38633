-- A pass names more than its first fault, and the heads log is asked for each tenant's newest entry.
alter table ev_audit add column fault_count bigint not null default 0;
alter table ev_audit add column fault_indexes bigint[] not null default '{}';
alter table ev_audit add column faults text[] not null default '{}';
alter table ev_audit add constraint ev_audit_names_each_fault_with_its_index
  check (cardinality(faults) = cardinality(fault_indexes));
comment on table ev_audit is 'the last pass that rebuilt the tenant''s log from its entries, and what did not fit: the first such things, and how many';
comment on column ev_audit.fault_indexes is 'the position of each of `faults`; null where it is about the log as a whole';
grant update (fault_count, fault_indexes, faults) on ev_audit to ${tenant};
grant update (fault_count, fault_indexes, faults) on ev_audit to ${worker};

create index head_entry_by_tenant on head_entry (tenant_id, heads_index desc);
