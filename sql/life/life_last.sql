-- One row for each finding of the journal: the last thing that happened to it, and whether it
-- stands.
create or replace temp table life_last as
select
    finding_id,
    arg_max(event, generation) as event,
    arg_max(rule_version, generation) as rule_version,
    arg_max(sha256, generation) as sha256,
    arg_max(subject, generation) as subject,
    arg_max(rule_id, generation) as rule_id,
    arg_max(scope, generation) as scope,
    min(first_seen) as first_seen,
    arg_max(event, generation) in ('new', 'reopened', 'relabelled') as is_standing
from journal_event
where event <> 'waived'
group by finding_id
