-- Retention removes the entry of an old manifest; the pack keeps the entry's bytes in its proof.
alter table audit_pack drop constraint audit_pack_manifest_is_in_the_ledger;
