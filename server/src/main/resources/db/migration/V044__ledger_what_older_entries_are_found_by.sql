-- Entries that were written before V027 have no authority and no decision beside them, so nobody finds them by these. Their
-- bodies say both. This is a rewriting of the table and no update: no role may change an entry, its owner does not pass the
-- policies, and body and leaf hash are copied as they are. From here on the self-audit takes a column that is empty and
-- should not be for what it is, an edit.

-- A body that somebody made unreadable must not keep everybody else from this version; the self-audit names it.
create function ev_said(body bytea) returns jsonb language plpgsql immutable as $$
begin
  return convert_from(body, 'UTF8')::jsonb -> 'bailiwick';
exception when others then
  return null;
end $$;
create function ev_said_uuid(said text) returns uuid language sql immutable as $$
  select case when said ~ '^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$' then said::uuid end
$$;

alter table ev_entry
  alter column authority_id type uuid
    using coalesce(authority_id, ev_said_uuid(ev_said(body) #>> '{authority,uid}')),
  alter column capability type text
    using coalesce(capability, ev_said(body) #>> '{authority,capability}'),
  alter column evaluation_id type uuid
    using coalesce(evaluation_id, ev_said_uuid(ev_said(body) ->> 'evaluation_uid'));

drop function ev_said_uuid(text);
drop function ev_said(bytea);
