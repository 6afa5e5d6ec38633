-- Null at first: every rule is asked once more before any is passed over.
alter table finding_summary add column basis bytea;
alter table finding_summary add constraint finding_summary_basis_is_sha256 check (octet_length(basis) = 32);
comment on column finding_summary.basis is 'digest of all that the rule was asked about, where that was read whole: while it is the same, a reading has the rule not asked again; null where it is asked in any case';
grant update (basis) on finding_summary to ${tenant}, ${worker};
