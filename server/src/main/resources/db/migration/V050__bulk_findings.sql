-- Not only grants: what was found about an account, an identity, a credential or a setting is kept in bulk too.
alter table bulk_decision_item alter column grant_public_id drop not null;
alter table bulk_decision_item add column finding_public_id uuid;
comment on column bulk_decision_item.finding_public_id is 'what is decided where it is no grant';
alter table bulk_decision_item add constraint bulk_decision_item_is_about_one_thing check (num_nonnulls(grant_public_id, finding_public_id) = 1);
alter table bulk_decision_item add constraint bulk_decision_item_is_one_per_finding unique (tenant_id, bulk_id, finding_public_id);
alter table bulk_decision_item drop constraint bulk_decision_item_that_is_decided_has_its_decision;
alter table bulk_decision_item add constraint bulk_decision_item_that_is_decided_has_its_decision check ((state = 'decided' and grant_public_id is not null) = (decision_id is not null));
alter table bulk_decision_item drop constraint bulk_decision_item_without_a_grant_is_refused;
alter table bulk_decision_item add constraint bulk_decision_item_without_a_grant_is_refused check (grant_id is not null or finding_public_id is not null or state = 'refused');
