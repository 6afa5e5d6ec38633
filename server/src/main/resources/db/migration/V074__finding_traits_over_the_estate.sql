-- Who still has a pattern is asked of the whole estate, by the role that reads all of it: an index led by the tenant would be read whole.
create index finding_trait_count_by_pattern on finding_trait_count (pattern, tenant_id, rule);
