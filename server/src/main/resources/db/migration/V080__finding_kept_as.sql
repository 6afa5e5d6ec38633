-- A decision of before says nothing of it: what the finding says now stands for it until it is decided anew.
alter table finding
  add column kept_severity text,
  add column kept_reasons text[],
  add constraint finding_kept_severity_is_known check (kept_severity in ('critical', 'high', 'moderate', 'low')),
  add constraint finding_was_kept_with_its_reasons check ((kept_severity is null) = (kept_reasons is null)),
  add constraint finding_was_kept_by_a_decision check (kept_severity is null or decision is not distinct from 'kept');
comment on column finding.kept_severity is 'how bad it was when somebody kept it: only what is worse than this reopens it; null of decisions of before, and where nothing is kept';
comment on column finding.kept_reasons is 'what it said when somebody kept it: only what is not among these is news';
grant update (kept_severity, kept_reasons) on finding to ${tenant}, ${worker};
