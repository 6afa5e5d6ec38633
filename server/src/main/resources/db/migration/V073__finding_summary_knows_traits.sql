-- What was judged before findings had traits says nothing of them, so it counts as not known until a rule is asked next.
alter table finding_summary add column traited boolean not null default false;
comment on column finding_summary.traited is 'whether what the findings of the rule could have in common with others was worked out when it was asked';
grant update (traited) on finding_summary to ${tenant}, ${worker};
