-- The journal, and what this build adds to it.
insert into fact_finding_event
select
    generation,
    happened_at,
    event,
    finding_id,
    subject,
    rule_id,
    rule_version,
    scope,
    sha256,
    first_seen,
    waiver_id
from journal_event
union all
select
    generation,
    happened_at,
    event,
    finding_id,
    subject,
    rule_id,
    rule_version,
    scope,
    sha256,
    first_seen,
    waiver_id
from life_event
