-- Each key looked its entry up again for every value, which was a quarter of what an audited action cost the database. One
-- statement writes an entry with its values, no role may change either, and the one that removes entries removes their
-- values first, in the same transaction.
alter table ev_disclosure drop constraint ev_disclosure_belongs_to_an_entry;
alter table ev_value drop constraint ev_value_belongs_to_an_entry;
