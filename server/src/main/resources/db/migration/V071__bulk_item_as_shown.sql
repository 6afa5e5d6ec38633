-- What is kept in bulk is kept as it was shown, whenever its turn comes.
alter table bulk_decision_item add column shown_hash bytea;
alter table bulk_decision_item add constraint bulk_decision_item_shown_hash_is_sha256 check (octet_length(shown_hash) = 32);
comment on column bulk_decision_item.shown_hash is 'of what is to be kept: SHA-256 over its line of the preview; what has none is not kept';
